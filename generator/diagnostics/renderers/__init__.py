"""Write diagnostics for someone to read: a terminal, a forge, a program. One module a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics.renderers import as_github, as_gitlab, as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic

RENDERERS: dict[str, Callable[[Iterable[Diagnostic], Callable[[str], Sequence[str]]], str]] = {
    "texte": as_text.render,
    "github": as_github.render,
    "gitlab": as_gitlab.render,
    "json": as_json.render,
}
"""Name of a format → the function that writes diagnostics in it.

Each takes the diagnostics, already sorted, and a function that gives the lines of a file, for those that
quote them; it returns the whole text, ending with a newline unless empty.
"""

__all__ = ["RENDERERS"]
