"""Write diagnostics for a person at a terminal: the fault, the line with its place underlined, the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics.personal import veiled
from generator.diagnostics.wording import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic, Place

_SEVERITIES = {"error": "erreur", "warning": "avertissement"}
_WIDEST = 100
_ROOM_BEFORE = 40


def render(diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]]) -> str:
    """Every diagnostic in full, a blank line between two."""
    return "\n".join(_full(diagnostic, lines) for diagnostic in diagnostics)


def brief(diagnostic: Diagnostic) -> str:
    """One diagnostic without the quoted line: the fault on a line, what goes with it below."""
    return "".join(f"{line}\n" for line in (_head(diagnostic), *_after(diagnostic)))


def _full(diagnostic: Diagnostic, lines: Callable[[str], Sequence[str]]) -> str:
    told = (_head(diagnostic), *_quote(diagnostic.place, lines), *_after(diagnostic))
    return "".join(f"{line}\n" for line in told)


def _head(diagnostic: Diagnostic) -> str:
    severity = _SEVERITIES[diagnostic.severity]
    return f"{_where(diagnostic.place)}: {severity}[{diagnostic.rule}] {printable(diagnostic.message)}"


def _where(place: Place) -> str:
    return f"{printable(place.path)}:{place.line}:{place.column}"


def _after(diagnostic: Diagnostic) -> list[str]:
    """The remedy and the other places, indented under the fault."""
    told = [f"  aide: {printable(diagnostic.help)}"] if diagnostic.help else []
    told += [f"        {printable(line)}" for line in diagnostic.lines]
    return told + [
        f"  voir: {_where(other.place)}: {printable(other.message)}" for other in diagnostic.related
    ]


def _quote(place: Place, lines: Callable[[str], Sequence[str]]) -> list[str]:
    """The author's line and the marks under it; nothing where the file has no such line."""
    found = lines(place.path)
    if not 0 < place.line <= len(found):
        return []
    # A log is public too: whatever the fault is, its line is quoted without what would reach a person, were
    # it to begin on the line before or to end on the next.
    before_it = min(place.line - 1, 1)
    around = "\n".join(found[place.line - 1 - before_it : place.line + 1])
    text = veiled(around).split("\n")[before_it]
    end_line, end_column = place.end()
    column = min(place.column, len(text) + 1)
    last = end_column if end_line == place.line else len(text) + 1
    start = max(0, column - 1 - _ROOM_BEFORE) if len(text) > _WIDEST else 0
    shown = printable(text[start : start + _WIDEST])
    before = column - 1 - start
    marks = max(1, min(last - column, len(shown) - before))
    number = str(place.line)
    margin = " " * len(number)
    return [f"{margin} |", f"{number} | {shown}", f"{margin} | {' ' * before}{'^' * marks}"]
