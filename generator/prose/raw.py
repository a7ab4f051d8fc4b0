"""Give the words of each block as typed, to look for markup that the parser did not read."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose.tokens import Token

HELD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Replaces what the parser did read: code, a link, an image, a note."""

_BREAKS = {"SoftBreak", "HardBreak"}
_INLINE = {"Text", *_BREAKS, "Code", "InlineHtml", "FootnoteReference", "TaskListMarker"}
_WITHIN = {"+Emphasis", "-Emphasis", "+Strong", "-Strong", "+Strikethrough", "-Strikethrough"}
_CLOSED = {"+Link", "+Image", "+CodeBlock", "+HtmlBlock"}
_OPENED = {"-Link", "-Image", "-CodeBlock", "-HtmlBlock"}


class Raw:
    """The words of one block, as typed, escapes included: a line each, `HELD` for what was read as a mark."""

    __slots__ = ("_bytes", "_last", "_starts", "kind", "text")

    def __init__(self, kind: str, pieces: list[tuple[str, int]]) -> None:
        self.kind = kind
        self.text = "".join(text for text, _ in pieces)
        self._starts, self._bytes, self._last = [0], pieces, (-1, 0)
        for text, _ in pieces:
            self._starts.append(self._starts[-1] + len(text))

    def offset(self, index: int) -> int:
        """The offset, in the bytes of the body, of a character of `text`."""
        piece = min(bisect_right(self._starts, index), len(self._bytes)) - 1
        text, start = self._bytes[piece]
        first = self._starts[piece]
        if text == HELD:
            return start
        known, offset = self._last
        if not first <= known <= index:  # offsets come in rising order: each starts from the last
            known, offset = first, start
        offset += len(text[known - first : index - first].encode())
        self._last = (index, offset)
        return offset


def raws(body: str, tokens: tuple[Token, ...]) -> Iterator[Raw]:
    """The blocks of a text in its order. `kind` is what opens each (`+Paragraph`, `+TableCell`, `+Item`)."""
    data = body.encode()
    kind, pieces, closed = "", [], 0
    for token in tokens:
        if token.kind in _OPENED:
            closed -= 1
            if not closed and token.kind in {"-Link", "-Image"}:
                pieces.append((HELD, token.start))
        elif token.kind in _CLOSED:
            closed += 1
        elif closed or token.kind in _WITHIN:
            continue
        elif token.kind in _INLINE:
            pieces.append(_typed(data, token))
        else:  # a block starts or ends
            if pieces:
                yield Raw(kind, pieces)
            kind, pieces = token.kind, []
    if pieces:
        yield Raw(kind, pieces)


def _typed(data: bytes, token: Token) -> tuple[str, int]:
    if token.kind in _BREAKS:
        return "\n", token.start
    if token.kind != "Text":
        return HELD, token.start
    # The first character after a backslash was typed with it.
    start = token.start - (data[max(token.start - 1, 0) : token.start] == b"\\")
    return data[start : token.end].decode(errors="replace"), start
