"""The flat list of tokens of a text, and their places: every other module of this room uses them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
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


_CONTINUATION = bytes(range(0x80, 0xC0))  # the continuation bytes of UTF-8
_STRIDE = 1024


class TextPositions:
    """From byte offsets to lines and columns, both in characters from 1; quick in any order, on any line."""

    __slots__ = ("_before", "_data", "_lines")

    def __init__(self, body: str) -> None:
        self._data = body.encode()
        self._lines = [0]
        found = self._data.find(b"\n")
        while found >= 0:
            self._lines.append(found + 1)
            found = self._data.find(b"\n", found + 1)
        steps = range(0, len(self._data) if len(self._data) != len(body) else 0, _STRIDE)
        self._before = [0, *accumulate(self._characters(start, start + _STRIDE) for start in steps)]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of a byte offset."""
        line = bisect_right(self._lines, offset)
        return line, self._rank(offset) - self._rank(self._lines[line - 1]) + 1

    def span(self, token: Token) -> tuple[int, int, int, int]:
        """Line, column, end line and end column of a token, less the ends of lines that close a block."""
        end = token.end
        while end > token.start and self._data[end - 1] in b"\r\n":
            end -= 1
        return *self.at(token.start), *self.at(end)

    def _rank(self, offset: int) -> int:
        """How many characters stand before a byte offset."""
        if len(self._before) == 1:
            return offset
        step = min(offset // _STRIDE, len(self._before) - 1)
        return self._before[step] + self._characters(step * _STRIDE, offset)

    def _characters(self, start: int, end: int) -> int:
        return len(self._data[start:end].translate(None, _CONTINUATION))
