"""Split a front matter into its fields, by lines, so that some can be removed and the others kept as is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources import Document


class Block(Frozen):
    """The lines of one field, with the comments that touch it.

    `name` is empty for a run of comments, or of empty lines, that stands between two fields.
    """

    name: str
    lines: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether it has no lines, or only blank ones."""
        return not any(line.strip() for line in self.lines)


def blocks(document: Document) -> tuple[Block, ...] | None:
    """The blocks of the front matter of a readable document; joined, they are the front matter again.

    None where the fields are not each on their own lines, against the margin.
    """
    places = {name: document.positions.key((name,)) for name in document.data or {}}
    lines = {place.line for place in places.values()}
    if len(lines) < len(places) or any(place.column != 1 for place in places.values()):
        return None
    return tuple(_Cutter(document).blocks())


class _Cutter:
    """Splits a front matter for `blocks`. Lines count from 0; an end is the line after the last."""

    def __init__(self, document: Document) -> None:
        self._positions = document.positions
        self._first = document.positions.first_line
        self._lines = document.positions.text.split("\n")[:-1]
        starts = [(self._positions.key((name,)).line - self._first, name) for name in document.data or {}]
        self._starts = sorted(starts)

    def blocks(self) -> Iterator[Block]:
        done = 0
        ends = [*(start for start, _ in self._starts), len(self._lines)][1:]
        for (start, name), following in zip(self._starts, ends, strict=True):
            glued = self._glued(start, done)
            yield from self._between(done, glued)
            end = self._end(start, name, following)
            last = following if following == len(self._lines) else self._glued(following, end)
            while end < last and self._lines[end].startswith("#"):
                end += 1
            yield Block(name, tuple(self._lines[glued:end]))
            done = end
        yield from self._between(done, len(self._lines))

    def _glued(self, start: int, lowest: int) -> int:
        """The line where the comments right above the field at `start` begin."""
        while start > lowest and self._lines[start - 1].startswith("#"):
            start -= 1
        return start

    def _end(self, start: int, name: str, following: int) -> int:
        """The line after the value of a field, without comments at the margin, except in a quoted text."""
        inside = [
            line
            for line in range(start, following)
            if self._lines[line].strip() and not self._lines[line].startswith("#")
        ]
        place = self._positions.value((name,))
        line, column = place.end()
        return max(inside[-1] + 1, min(line - self._first + (column > 1), following))

    def _between(self, start: int, end: int) -> Iterator[Block]:
        for _, run in groupby(self._lines[start:end], key=lambda line: bool(line.strip())):
            yield Block("", tuple(run))
