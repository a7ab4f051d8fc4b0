"""The error that stops the reading of a front matter, and the place where the parser stopped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Mark = tuple[int, int, int, int]
# What a machine may write at a mark.
Mending = tuple[Mark, str]
# A rule, a message and its remedy; the place is the one the spot was moved to.
Reading = tuple[str, str, str]


class Unreadable(Exception):  # noqa: N818 - a verdict on a file, not a failure of the program
    """Raised when a front matter cannot be read: a rule, a message, its remedy, and the place (from 1)."""

    def __init__(
        self, rule: str, message: str, remedy: str, *, mark: Mark, mendings: Sequence[Mending] = ()
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy
        self.mark = mark
        self.mendings = tuple(mendings)


# A sign that opens a comment: after a space, and before another one.
COMMENT = re.compile(r"\s+#(?:[ #]|$)")
# A field whose name is followed by « = », as in other languages.
EQUALS = re.compile(r"( *[a-z_]+) *= *(?=\S)")
_BEFORE_VALUE = re.compile(r" *(?:- +)*(?:[^\s:#\"'\[\]{},]+: +)?")


class Spot:
    """Where the parser stopped (`line`, `column`, from 0), and where what it was reading began (`opened`)."""

    def __init__(self, error: yaml.MarkedYAMLError, lines: list[str]) -> None:
        self.lines = lines
        self.mendings: list[Mending] = []
        self.problem = str(error.problem or "")
        self.context = str(error.context or "")
        mark, opened = error.problem_mark, error.context_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        self.opened = (opened.line, opened.column) if opened else (self.line, self.column)

    @property
    def words(self) -> str:
        """The whole line where the parser stopped, empty past the end of the file."""
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
        """Move the spot to the cause of the error, which may come before where the parser stopped."""
        self.line, self.column = line, column

    def mend(self, column: int, end: int, text: str) -> None:
        """Propose `text` between two columns of this line."""
        self.mendings.append(((self.line + 1, column + 1, self.line + 1, end + 1), text))

    def mend_value(self, start: int, right: Callable[[str], str]) -> None:
        """Propose `right` for the text that starts there, where it is a whole value of one line."""
        before = _BEFORE_VALUE.fullmatch(self.words[:start])
        text = COMMENT.split(self.words[start:], maxsplit=1)[0].rstrip()
        if before and text and not self._goes_on(before[0]) and self._is_between_lines():
            self.mend(start, start + len(text), right(text))

    def _goes_on(self, before: str) -> bool:
        """Whether the next line continues this one: it is further right than the name or the dash."""
        margin = len(before) - len(before.lstrip(" -")) if before.strip(" -") else before.rfind("-")
        following = next((line for line in self.lines[self.line + 1 :] if line.strip()), "")
        return len(following) - len(following.lstrip(" ")) > margin

    def _is_between_lines(self) -> bool:
        """Whether no bracket and no quote is open where this line begins."""
        try:
            for _ in yaml.parse("\n".join(self.lines[: self.line]), yaml.CSafeLoader):
                pass
        except yaml.YAMLError:
            return False
        return True

    def previous(self) -> int:
        """The nearest written line above, or this one where there is none."""
        above = [n for n in range(self.line) if self.lines[n].strip()]
        return above[-1] if above else self.line


def in_quotes(text: str) -> str:
    """A text between double quotes, escaped so that YAML reads it unchanged."""
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
