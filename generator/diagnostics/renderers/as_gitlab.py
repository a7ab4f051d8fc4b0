"""Write diagnostics as GitLab's code quality report, which it shows on a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from generator.diagnostics.ceiling import more
from generator.diagnostics.renderers.as_json import as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]]) -> str:  # noqa: ARG001 — one signature for all
    """A JSON list of Code Climate issues.

    A fingerprint holds the rule, the path and the message but not the line, so that a fault which only
    moved is not told as new; twins are told apart by their rank.
    """
    seen: Counter[str] = Counter()
    report = []
    for diagnostic in diagnostics:
        end_line, end_column = diagnostic.place.end()
        identity = f"{diagnostic.rule}\0{diagnostic.place.path}\0{diagnostic.message}"
        seen[identity] += 1
        report.append(
            {
                "description": _description(diagnostic),
                "check_name": diagnostic.rule,
                "fingerprint": _digest(f"{identity}\0{seen[identity]}"),
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": diagnostic.place.path,
                    "positions": {
                        "begin": {"line": diagnostic.place.line, "column": diagnostic.place.column},
                        "end": {"line": end_line, "column": end_column},
                    },
                },
            }
        )
    return as_json(report)


def _description(diagnostic: Diagnostic) -> str:
    told = " — ".join(filter(None, [diagnostic.message, diagnostic.help]))
    return "\n".join([told, *diagnostic.lines, *filter(None, [more(diagnostic)])])


def _digest(identity: str) -> str:
    # A file name may hold bytes that are not text; they still identify it.
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
