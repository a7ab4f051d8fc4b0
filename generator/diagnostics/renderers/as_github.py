"""Write diagnostics as GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics.ceiling import more
from generator.diagnostics.quoting import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic, Place


def render(diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]]) -> str:  # noqa: ARG001 — one signature for all
    """A `::error …::` or `::warning …::` line for each."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.place.path, **_span(diagnostic.place), "title": diagnostic.rule}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = _data(diagnostic.message)
    if diagnostic.help:
        text += "%0A" + _data(f"aide : {diagnostic.help}")
    text += "".join(f"%0A{_data(line)}" for line in [*diagnostic.lines, *filter(None, [more(diagnostic)])])
    return f"::{diagnostic.severity} {listed}::{text}"


def _span(place: Place) -> dict[str, int]:
    """The place, without columns where it runs over several lines: GitHub refuses both together."""
    end_line, end_column = place.end()
    if end_line != place.line:
        return {"line": place.line, "endLine": end_line}
    return {"line": place.line, "endLine": end_line, "col": place.column, "endColumn": end_column}


def _data(text: str) -> str:
    # A line break, written raw, would let a file name start a command of its own.
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
