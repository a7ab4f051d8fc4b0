"""Write diagnostics for a person at a terminal: the fault, the line with its place underlined, the remedy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from generator.diagnostics.personal import veiled
from generator.diagnostics.wording import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic, Place

Paint = Callable[[str, str], str]
"""Given a part (`error`, `warning`, `rule`, `mark`, `gutter`, `help`) and its words, the words to show."""

_SEVERITIES = {"error": "erreur", "warning": "avertissement"}
_WIDEST = 100
_ROOM_BEFORE = 40
_CUT = "…"


def _plain(_part: str, words: str) -> str:
    return words


def render(
    diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]], paint: Paint = _plain
) -> str:
    """Every diagnostic in full, a blank line between two; `paint` may colour its parts."""
    return "\n".join(_full(diagnostic, lines, paint) for diagnostic in diagnostics)


def brief(diagnostic: Diagnostic) -> str:
    """One diagnostic without the quoted line: the fault on a line, what goes with it below."""
    return "".join(f"{line}\n" for line in (_head(diagnostic, _plain), *_after(diagnostic, _plain)))


def _full(diagnostic: Diagnostic, lines: Callable[[str], Sequence[str]], paint: Paint) -> str:
    quote = _quote(diagnostic, lines(diagnostic.place.path), paint)
    told = (_head(diagnostic, paint), *quote, *_after(diagnostic, paint))
    return "".join(f"{line}\n" for line in told)


def _head(diagnostic: Diagnostic, paint: Paint) -> str:
    severity = paint(diagnostic.severity, _SEVERITIES[diagnostic.severity])
    rule = paint("rule", f"[{diagnostic.rule}]")
    return f"{_where(diagnostic.place)}: {severity}{rule} {printable(diagnostic.message)}"


def _where(place: Place) -> str:
    return f"{printable(place.path)}:{place.line}:{place.column}"


def _after(diagnostic: Diagnostic, paint: Paint) -> list[str]:
    """The remedy and the other places, indented under the fault."""
    told = [f"  {paint('help', 'aide:')} {printable(diagnostic.help)}"] if diagnostic.help else []
    told += [f"        {printable(line)}" for line in diagnostic.lines]
    return told + [
        f"  {paint('help', 'voir:')} {_where(other.place)}: {printable(other.message)}"
        for other in diagnostic.related
    ]


def _quote(diagnostic: Diagnostic, lines: Sequence[str], paint: Paint) -> list[str]:
    """The author's line and the marks under it; nothing where the file has no such line.

    A place of several lines is marked to the end of its first one.
    """
    place = diagnostic.place
    if not 0 < place.line <= len(lines):
        return []
    text = printable(_shown(lines, place.line - 1))
    end_line, end_column = place.end()
    start = min(place.column, len(text) + 1) - 1
    end = max(start + 1, end_column - 1 if end_line == place.line else len(text))
    before, marked, after = _window(text[:start], _masked(diagnostic, text[start:end]), text[end:])
    marks = "^" * max(1, _width(marked))
    number = str(place.line)
    margin = paint("gutter", f"{' ' * len(number)} |")
    return [
        margin,
        f"{paint('gutter', f'{number} |')} {before}{marked}{after}",
        f"{margin} {' ' * _width(before)}{paint('mark', marks)}",
    ]


def _masked(diagnostic: Diagnostic, marked: str) -> str:
    """What is marked, less a datum that the escapes of YAML hide from the veil."""
    hidden = diagnostic.rule == "donnee-personnelle" and "·" not in marked
    return marked[:1] + "·" * (len(marked) - 1) if hidden else marked


def _shown(lines: Sequence[str], index: int) -> str:
    """A line as a public log may show it: without what would reach a person, on two lines or on one."""
    before = min(index, 1)
    return veiled("\n".join(lines[index - before : index + 2])).split("\n")[before]


def _window(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """What is shown of a line: all of it, or the surroundings of the place, cut where « … » says so."""
    if _width(before) + _width(marked) + _width(after) <= _WIDEST:
        return before, marked, after
    before = _cut(before[::-1], _ROOM_BEFORE)[::-1]
    shown = _cut(marked, _WIDEST - _width(before))
    if shown != marked:
        return before, shown, ""
    return before, marked, _cut(after, max(_WIDEST - _width(before) - _width(marked), len(_CUT)))


def _cut(text: str, most: int) -> str:
    """The start of a text, `most` columns wide with the sign that says it is cut."""
    if _width(text) <= most:
        return text
    taken, room = 0, most - len(_CUT)
    while room >= _width(text[taken]):
        room -= _width(text[taken])
        taken += 1
    return text[:taken] + _CUT


def _width(text: str) -> int:
    """The columns that a terminal gives to a text: two for a wide sign, none for one drawn over another."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(c) in {"Mn", "Me"} else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text
    )
