"""The flat tokens a text is read into, and where they stand: every other module here walks these."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple


class Token(NamedTuple):
    """One event of the text: `+Name` opens, `-Name` closes, a bare name is a leaf.

    `value` is pyromark's payload: the words of a `Text`, the level of a `Heading`, a link's `dest_url`
    and `title`… An address has its entities decoded and nothing else. `start` and `end` are offsets in
    the UTF-8 bytes of the body.
    """

    kind: str
    value: Any
    start: int
    end: int


def closing(tokens: tuple[Token, ...], opening: int) -> int:
    """The index of the token that closes the one at `opening`."""
    name = tokens[opening].kind[1:]
    depth = 0
    for index in range(opening, len(tokens)):
        kind = tokens[index].kind
        if kind[1:] == name:
            depth += 1 if kind[0] == "+" else -1
            if not depth:
                return index
    return len(tokens) - 1


def words(tokens: tuple[Token, ...], opening: int, end: int) -> str:
    """The text a reader sees between two tokens, on one line."""
    pieces = [_WORDS[token.kind](token.value) for token in tokens[opening:end] if token.kind in _WORDS]
    return " ".join("".join(pieces).split())


_WORDS = dict.fromkeys(("Text", "Code", "InlineHtml"), str) | dict.fromkeys(
    ("SoftBreak", "HardBreak"), lambda _: " "
)


class Positions:
    """From byte offsets to lines and columns, both in characters from 1.

    Asked in rising order it stays quick on one line of 256 kB: only what lies between two questions is read.
    """

    __slots__ = ("_ascii", "_data", "_last", "_lines")

    def __init__(self, body: str) -> None:
        self._data = body.encode()
        self._ascii = len(self._data) == len(body)
        self._lines = [0]
        found = self._data.find(b"\n")
        while found >= 0:
            self._lines.append(found + 1)
            found = self._data.find(b"\n", found + 1)
        self._last = (0, 0, 0)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of a byte offset."""
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1]
        if self._ascii:
            return line, offset - start + 1
        last_line, last, column = self._last
        if line != last_line:
            last, column = start, 1
        if offset >= last:
            column += self._characters(last, offset)
        else:
            column -= self._characters(offset, last)
        self._last = (line, offset, column)
        return line, column

    def span(self, token: Token) -> tuple[int, int, int, int]:
        """Line, column, end line and end column of a token, less the ends of lines that close a block."""
        words = self._data[token.start : token.end].rstrip(b"\r\n")
        return *self.at(token.start), *self.at(token.start + len(words))

    def _characters(self, start: int, end: int) -> int:
        return len(self._data[start:end].decode(errors="replace"))
