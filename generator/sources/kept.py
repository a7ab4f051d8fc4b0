"""Drop the automatic edits that would change former names or addresses: only their author knows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diagnostics import Diagnostic, Edit

# These fields and all that is under them.
_FIELDS = re.compile(r"^(?:anciennes_adresses|anciens_ids)[ \t]*:.*\n(?:(?:[ \t#-].*)?\n)*", re.MULTILINE)
_WRITING = " \t\n'\"[],"


def without_rewriting(text: str, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults of a file that holds `text`, without the edits that would change a former name or address.

    Quotes and brackets around one may still be corrected: its value stays the same.
    """
    zones = [match.span() for match in _FIELDS.finditer(text)]
    if not zones:
        return list(faults)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def left(edits: Iterable[Edit]) -> tuple[Edit, ...]:
        return tuple(edit for edit in edits if not _rewrites(edit, text, starts, zones=zones))

    return [
        replace(fault, edits=left(fault.edits), rest=left(fault.rest)) if fault.edits or fault.rest else fault
        for fault in faults
    ]


def _rewrites(edit: Edit, text: str, starts: list[int], *, zones: list[tuple[int, int]]) -> bool:
    start, end = _offsets(edit, starts)
    near = bisect_right(zones, (start, len(text)))
    inside = any(first < end and start < last for first, last in zones[max(0, near - 1) : near + 1])
    return inside and text[start:end].strip(_WRITING) != edit.text.strip(_WRITING)


def _offsets(edit: Edit, starts: list[int]) -> Iterator[int]:
    for line, column in ((edit.place.line, edit.place.column), edit.place.end()):
        yield starts[min(line, len(starts)) - 1] + column - 1
