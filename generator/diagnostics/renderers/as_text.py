"""Write diagnostics for a person at a terminal: the fault, the line with its place underlined, the remedy."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from generator.diagnostics.ceiling import more
from generator.diagnostics.personal import veiled
from generator.diagnostics.quoting import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.diagnostics.diagnostic import Diagnostic, Place

Paint = Callable[[str, str], str]
"""Given a part (`error`, `warning`, `rule`, `mark`, `gutter`, `help`) and its words, the words to show."""

_SEVERITIES = {"error": "erreur", "warning": "avertissement"}
_WIDEST = 100
_ROOM_BEFORE = 40
_CUT = "…"
# Combining characters take no column: this limits how many characters are read on each side.
_LOOKED_AT = 4 * _WIDEST

Line = Callable[[str, int, int], str | None]
"""The line of a file at an index from 0, as a public log may show it around a column, if there is one."""
# A longer line is masked in blocks, each with some context around it.
_BLOCK, _AROUND = 8_000, 2_000


def _plain(_part: str, words: str) -> str:
    return words


def render(
    diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]], paint: Paint = _plain
) -> str:
    """Every diagnostic in full, a blank line between two; `paint` may colour its parts."""

    @cache  # a line with many faults is read once
    def block(path: str, index: int, rank: int) -> str | None:
        listed = lines(path)
        return _veiled(listed, index, rank) if 0 <= index < len(listed) else None

    def line(path: str, index: int, column: int) -> str | None:
        return block(path, index, max(column - 1, 0) // _BLOCK)

    return "\n".join(_full(diagnostic, line, paint) for diagnostic in diagnostics)


def brief(diagnostic: Diagnostic) -> str:
    """One diagnostic without the quoted line: the fault on a line, what goes with it below."""
    return "".join(f"{line}\n" for line in (_head(diagnostic, _plain), *_after(diagnostic, _plain)))


def _full(diagnostic: Diagnostic, line: Line, paint: Paint) -> str:
    place = diagnostic.place
    quote = _quote(diagnostic, line(place.path, place.line - 1, place.column), paint)
    told = (_head(diagnostic, paint), *quote, *_after(diagnostic, paint))
    return "".join(f"{one}\n" for one in told)


def _head(diagnostic: Diagnostic, paint: Paint) -> str:
    severity = paint(diagnostic.severity, _SEVERITIES[diagnostic.severity])
    rule = paint("rule", f"[{diagnostic.rule}]")
    return f"{_where(diagnostic.place)}: {severity}{rule} {printable(diagnostic.message)}"


def _where(place: Place) -> str:
    return f"{printable(place.path)}:{place.line}:{place.column}"


def _after(diagnostic: Diagnostic, paint: Paint) -> list[str]:
    """The remedy, the other places and how many faults of the sort are left, indented under the fault."""
    told = [f"  {paint('help', 'aide:')} {printable(diagnostic.help)}"] if diagnostic.help else []
    told += [f"        {printable(line)}" for line in diagnostic.lines]
    told += [
        f"  {paint('help', 'voir:')} {_where(other.place)}: {printable(other.message)}"
        for other in diagnostic.related
    ]
    return told + [f"  {words}" for words in [more(diagnostic)] if words]


def _quote(diagnostic: Diagnostic, text: str | None, paint: Paint) -> list[str]:
    """The author's line and the marks under it; nothing where the file has no such line.

    A place of several lines is marked to the end of its first one.
    """
    if text is None:
        return []
    place = diagnostic.place
    end_line, end_column = place.end()
    start = min(max(place.column, 1), len(text) + 1) - 1
    end = max(start + 1, end_column - 1 if end_line == place.line else len(text))
    before, marked, after = _window(_masked(diagnostic, text, start, end=end), start, end)
    marks = "^" * max(1, _width(marked))
    number = str(place.line)
    margin = paint("gutter", f"{' ' * len(number)} |")
    return [
        margin,
        f"{paint('gutter', f'{number} |')} {before}{marked}{after}",
        f"{margin} {' ' * _width(before)}{paint('mark', marks)}",
    ]


def _masked(diagnostic: Diagnostic, text: str, start: int, *, end: int) -> str:
    """The line, less a datum that the escapes of YAML hide from the veil."""
    if diagnostic.rule != "donnee-personnelle" or "·" in text[start:end]:
        return text
    return text[: start + 1] + "·" * (end - start - 1) + text[end:]


def _veiled(lines: Sequence[str], index: int, rank: int) -> str:
    """A line with personal data masked, also data that runs over two lines; only a block of a long line."""
    line = lines[index]
    if len(line) > _BLOCK + _AROUND:
        first, last = max(0, rank * _BLOCK - _AROUND), (rank + 1) * _BLOCK + _AROUND
        return "·" * first + veiled(line[first:last]) + "·" * (len(line) - last)
    before = min(index, 1)
    return veiled("\n".join(lines[index - before : index + 2])).split("\n")[before]


def _window(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What is shown of a line: all of it, or the surroundings of the place, cut where « … » says so.

    Only the surroundings are read, however long the line is.
    """
    first, last = max(0, start - _LOOKED_AT), end + _LOOKED_AT
    before, after = printable(text[first:start]), printable(text[end:last])
    marked = printable(text[start : min(end, start + _LOOKED_AT)])
    whole = first == 0 and last >= len(text) and end <= start + _LOOKED_AT
    if whole and _width(before) + _width(marked) + _width(after) <= _WIDEST:
        return before, marked, after
    before = _end(before, _ROOM_BEFORE, more=first > 0)
    shown = _cut(marked, _WIDEST - _width(before), more=min(end, len(text)) > start + _LOOKED_AT)
    if shown != marked:
        return before, shown, ""
    room = max(_WIDEST - _width(before) - _width(marked), len(_CUT))
    return before, marked, _cut(after, room, more=last < len(text))


def _end(text: str, most: int, *, more: bool) -> str:
    """The end of a text, as `_cut` its start; no accent is left without the letter that it was drawn over."""
    shown = _cut(text[::-1], most, more=more)[::-1]
    return shown if shown == text else _CUT + shown[1:].lstrip("".join(c for c in shown if not _width(c)))


def _cut(text: str, most: int, *, more: bool) -> str:
    """The start of a text, `most` columns wide with the sign of a cut: here, or already where `more` was."""
    if _width(text) <= most - more:
        return text + _CUT * more
    taken, room = 0, most - len(_CUT)
    while taken < len(text) and room >= _width(text[taken]):
        room -= _width(text[taken])
        taken += 1
    return text[:taken] + _CUT


def _width(text: str) -> int:
    """The width of a text at a terminal: two columns for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(c) in {"Mn", "Me"} else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text
    )
