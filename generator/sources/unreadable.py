"""What stops the reading of a front matter, and where its parser was when it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

Mark = tuple[int, int, int, int]
# A rule, a message and its remedy; the place is the one the spot was moved to.
Reading = tuple[str, str, str]


class Unreadable(Exception):  # noqa: N818 - a verdict on a file, not a failure of the program
    """What stops the reading of a front matter: a rule, a message, its remedy, and where (from 1)."""

    def __init__(self, rule: str, message: str, remedy: str, mark: Mark) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy
        self.mark = mark


class Spot:
    """Where the parser stopped (`line`, `column`, from 0), and where what it was reading began (`opened`)."""

    def __init__(self, error: MarkedYAMLError, lines: list[str]) -> None:
        self.lines = lines
        self.problem = str(error.problem or "")
        self.context = str(error.context or "")
        mark, opened = error.problem_mark, error.context_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        self.opened = (opened.line, opened.column) if opened else (self.line, self.column)

    @property
    def words(self) -> str:
        """The whole line."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        """The sign at the spot, empty at the end of a line."""
        return self.words[self.column : self.column + 1]

    @property
    def mark(self) -> Mark:
        """The spot as a place of one character, from 1."""
        return self.line + 1, self.column + 1, 0, 0

    def move(self, line: int, column: int) -> None:
        """Point at the cause rather than at the place where the parser gave up."""
        self.line, self.column = line, column

    def previous(self) -> int:
        """The nearest written line above, or this one where there is none."""
        above = [n for n in range(self.line) if self.lines[n].strip()]
        return above[-1] if above else self.line
