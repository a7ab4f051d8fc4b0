"""Write diagnostics for a program: one JSON list, in the order given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.diagnostics.ceiling import more
from generator.diagnostics.quoting import is_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic, Place


def render(diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]]) -> str:  # noqa: ARG001 — one signature for all
    """`[{rule, severity, path, line, column, end_line, end_column, message, help, lines, edits, related…}]`.

    `edits` say what a program may write: `[{path, line, column, end_line, end_column, text}]`. `others`
    counts the faults of the same rule in the same file that are not listed; `more` says it in words.
    """
    return as_json(
        [
            {
                "rule": diagnostic.rule,
                "severity": diagnostic.severity,
                **_place(diagnostic.place),
                "message": diagnostic.message,
                "help": diagnostic.help,
                "lines": list(diagnostic.lines),
                "edits": [{**_place(edit.place), "text": edit.text} for edit in diagnostic.edits],
                "related": [
                    {**_place(other.place), "message": other.message} for other in diagnostic.related
                ],
                "others": diagnostic.others,
                "more": more(diagnostic),
            }
            for diagnostic in diagnostics
        ]
    )


def as_json(value: object) -> str:
    """JSON with letters unescaped and invisible characters escaped, safe to print at a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if text.replace("\n", "").isprintable():
        return text + "\n"
    return "".join(json.dumps(c)[1:-1] if c != "\n" and is_unseen(c) else c for c in text) + "\n"


def _place(place: Place) -> dict[str, Any]:
    end_line, end_column = place.end()
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
    }
