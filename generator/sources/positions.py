"""Find where a field or value of a front matter is written, to show a fault there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Edit, Place
from generator.frozen import Frozen, replace
from generator.sources import limits
from generator.sources.builder import Marks, build

if TYPE_CHECKING:
    from generator.sources.builder import Path


class Span(NamedTuple):
    """A stretch of a file: lines and columns count characters from 1; the end is just after."""

    line: int
    column: int
    end_line: int
    end_column: int


class Positions(Frozen):
    """The places in one front matter, found by parsing it again: faults are rare, records are not.

    A path names a value by its fields and indexes: `("equipe", 2, "role")`. `first_line` is the line of the
    file where `text` starts, from 1. A path nobody wrote falls back on its nearest parent; the whole document
    is line 1. The one entry of a list may be written without its dash.
    """

    file: str
    text: str = ""
    first_line: int = 1

    def value(self, path: Path) -> Place:
        """Where the value of `path` is written; its field's name where the value is empty."""
        marks = _marks(self.text)
        while path:
            mark = marks.values.get(path) or marks.keys.get(path) or marks.values.get(_alone(path))
            if mark:
                return self._place(Span(*mark))
            path = path[:-1]
        return Place(self.file)

    def key(self, path: Path) -> Place:
        """Where the name of the field `path` is written; an item of a list has no name, its value answers."""
        marks = _marks(self.text)
        while path:
            mark = marks.keys.get(path) or marks.values.get(path) or marks.keys.get(_alone(path))
            if mark:
                return self._place(Span(*mark))
            path = path[:-1]
        return Place(self.file)

    def source(self, path: Path) -> str:
        """The value of `path` as it is written, quotes and brackets included; empty where not on one line."""
        marks = _marks(self.text)
        mark = marks.values.get(path) or marks.values.get(_alone(path))
        if mark is None or mark[0] != mark[2]:
            return ""
        return _lines(self.text)[mark[0] - 1][mark[1] - 1 : mark[3] - 1]

    def edit(self, path: Path, text: str, *, quotes: bool = True) -> tuple[Edit, ...]:
        """The edits that replace the value of `path` by `text`: one, or none if it is not on one line.

        The quotes that stand there stay, unless `quotes` is false.
        """
        written, place = self.source(path), self.value(path)
        if not written:
            return ()
        if quotes and written[0] in {"'", '"'}:
            inside = replace(place, column=place.column + 1, end_column=place.end_column - 1)
            plain = not {"'", '"', "\\"} & {*written[1:-1], *text}
            return (Edit(inside, text),) if plain else ()
        return (Edit(place, text),)

    def rewrite(self, path: Path, text: str) -> tuple[Edit, ...]:
        """The edit that puts `text` instead of an unquoted value of several lines that hold no comment."""
        place = self.value(path)
        rows = _lines(self.text)[place.line - self.first_line : place.end_line - self.first_line + 1]
        return (Edit(place, text),) if self.raw(path) and not any("#" in row for row in rows) else ()

    def remove_item(self, path: Path) -> tuple[Edit, ...]:
        """The edits that remove an item, other than the first, from a list on one line."""
        if not self.source(path):
            return ()
        place = self.value(path)
        row = place.line - self.first_line
        line = _lines(self.text)[row]
        before, after = line[: place.column - 1], line[place.end_column - 1 :]
        # Not a regular expression: one that looks for the end of a line is slow where there are many commas.
        listed = before.rstrip(" ")
        if listed.endswith(","):
            return (Edit(replace(place, column=len(listed)), ""),)
        if re.fullmatch(r" *- +", before) and not after.strip():
            return (
                Edit(
                    Place(path=self.file, line=place.line, column=1, end_line=place.line + 1, end_column=1),
                    "",
                ),
            )
        return ()

    def rename(self, path: Path, name: str) -> tuple[Edit, ...]:
        """The edits that replace the name of the last field in `path` by `name`."""
        marks = _marks(self.text)
        mark = marks.keys.get(path) or marks.keys.get(_alone(path))
        if mark is None or mark[3] - mark[1] != len(str(path[-1])):
            return ()
        return (Edit(self._place(Span(*mark)), name),)

    def raw(self, path: Path) -> str | None:
        """The letters of an unquoted value, `1.50` for the number 1.5; None for anything else."""
        raw = _marks(self.text).raw
        return raw.get(path, raw.get(_alone(path)))

    def _place(self, span: Span) -> Place:
        shift = self.first_line - 1
        return Place(
            path=self.file,
            line=span.line + shift,
            column=span.column,
            end_line=span.end_line + shift,
            end_column=span.end_column,
        )


def _alone(path: Path) -> Path:
    """Where the only entry of a list is written when its author left out the dash."""
    return (path[0], *path[2:]) if path[1:2] == (0,) else path


@lru_cache(maxsize=64)  # a file with a fault is asked for many places in a row
def _lines(text: str) -> list[str]:
    return text.split("\n")


@lru_cache(maxsize=64)  # as above
def _marks(text: str) -> Marks:
    marks = Marks()
    if len(text) <= limits.FRONT_MATTER_BYTES:  # longer, it was not read either
        build(text, marks)
    return marks
