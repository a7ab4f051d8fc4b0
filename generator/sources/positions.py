"""Find the place of any field or value of a front matter again, when a fault must be shown there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Place
from generator.sources.builder import Marks, build

if TYPE_CHECKING:
    from generator.sources.builder import Path


class Span(NamedTuple):
    """A stretch of a file: lines and columns count characters from 1; the end is just after."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Positions:
    """The places in one front matter, found by parsing it again: faults are rare, records are not.

    A path names a value by its fields and indexes: `("equipe", 2, "role")`. `first_line` is the line of the
    file where `text` starts, from 1. A path nobody wrote falls back on its nearest parent; the whole document
    is line 1.
    """

    file: str
    text: str = ""
    first_line: int = 1

    def value(self, path: Path) -> Place:
        """Where the value of `path` is written; its field's name where the value is empty."""
        marks = _marks(self.text)
        while path:
            mark = marks.values.get(path) or marks.keys.get(path)
            if mark:
                return self._place(Span(*mark))
            path = path[:-1]
        return Place(self.file)

    def key(self, path: Path) -> Place:
        """Where the name of the field `path` is written; an item of a list has no name, its value answers."""
        marks = _marks(self.text)
        while path:
            mark = marks.keys.get(path) or marks.values.get(path)
            if mark:
                return self._place(Span(*mark))
            path = path[:-1]
        return Place(self.file)

    def raw(self, path: Path) -> str | None:
        """The letters of an unquoted value, `1.50` for the number 1.5; None for anything else."""
        return _marks(self.text).raw.get(path)

    def _place(self, span: Span) -> Place:
        shift = self.first_line - 1
        return Place(self.file, span.line + shift, span.column, span.end_line + shift, span.end_column)


@lru_cache(maxsize=64)
def _marks(text: str) -> Marks:
    marks = Marks()
    build(text, marks)
    return marks
