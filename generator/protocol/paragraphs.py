"""Say how one prose became another, paragraph by paragraph, then word by word inside those that match."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from generator.frozen import Frozen
from generator.protocol.alignment import Run, aligned, likeness, numbered
from generator.protocol.diff_tokens import cut, is_strong
from generator.protocol.diff_words import DiffPiece, word_by_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# An opening fence may be inside a list or a quotation; a closing fence ends its line.
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})(.*)")
_ALIKE = 0.4
_MOST_PAIRS, _LEAST_WIDTH = 3000, 2


class Paragraph(Frozen):
    """A block of prose: paragraph, heading, list, table, fenced code; without the blank lines around it."""

    genre: Literal["egal", "modifie", "ajoute", "retire"]
    morceaux: tuple[DiffPiece, ...]


def by_paragraph(before: str, after: str) -> tuple[Paragraph, ...]:
    """Every block of both texts: those taken out stand before those put in at the same place.

    A block is matched with the same one, or with one much like it, order kept: one that moved is taken out
    of one place and put in at another.
    """
    return tuple(_told(blocks(before), blocks(after)))


def blocks(text: str) -> list[str]:
    """The blocks of a Markdown text: what its blank lines part, those of a fenced code apart."""
    return [block for block, _ in parted(text)[1]]


def parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The blank lines a text starts with, then each block and the blank lines after it.

    All of them put together are the text. The newline that ends a block counts with what follows it.
    """
    spans: list[tuple[int, int]] = []
    at, fence, inside = 0, "", False
    for line in text.split("\n"):
        stop = at + len(line)
        if fence or line.strip(" \t"):
            start = spans.pop()[0] if inside else at
            spans.append((start, stop))
            inside, fence = True, _fence_after(fence, line)
        else:
            inside = False
        at = stop + 1
    starts = [start for start, _ in spans] + [len(text)]
    found = [
        (text[start:stop], text[stop:following])
        for (start, stop), following in zip(spans, starts[1:], strict=True)
    ]
    return text[: starts[0]], found


def _fence_after(fence: str, line: str) -> str:
    """The mark of the fenced code that is still open after this line; empty where none is."""
    sign = _FENCE.fullmatch(line)
    if not sign:
        return fence
    marks, rest = sign.groups()
    if fence:
        closes = marks.startswith(fence) and not rest.strip()
        return "" if closes else fence
    return "" if marks[0] == "`" and "`" in rest else marks


def _told(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    here, there = 0, 0
    width = max(_LEAST_WIDTH, _MOST_PAIRS // (len(old) + 1))
    for run in (*aligned(old, new), Run(len(old), len(new), 0)):
        yield from _between(old[here : run.a], new[there : run.b], width)
        here, there = run.a + run.size, run.b + run.size
        for block in old[run.a : here]:
            yield Paragraph("egal", (DiffPiece("egal", block),))


def _between(old: Sequence[str], new: Sequence[str], width: int) -> Iterator[Paragraph]:
    """The changes between two unchanged blocks: no block of `old` equals the one of `new` at its place."""
    here, there = 0, 0
    pairs = _pairs(old, new, width) if old and new else []
    for a, b in (*pairs, (len(old), len(new))):
        for block in old[here:a]:
            yield Paragraph("retire", (DiffPiece("retire", block),))
        for block in new[there:b]:
            yield Paragraph("ajoute", (DiffPiece("ajoute", block),))
        if a < len(old):
            yield Paragraph("modifie", word_by_word(old[a], new[b]))
        here, there = a + 1, b + 1


def _pairs(old: Sequence[str], new: Sequence[str], width: int) -> list[tuple[int, int]]:
    """The indexes of blocks much alike, the most alike first served, none crossing another.

    A block is compared with those at most `width` away from where it would stand.
    """
    numbers: dict[str, int] = {}
    olds, news = ([numbered(_words(block), numbers) for block in side] for side in (old, new))
    held = [frozenset(words) for words in news]
    found = [
        (-likeness(left, news[j], _ALIKE), i, j)
        for i, left in enumerate(olds)
        for j in _near(i * len(news) // len(olds), width, len(news))
        # Most blocks share no word at all: to check that first is much cheaper than a comparison.
        if not held[j].isdisjoint(left) and old[i].startswith("#") == new[j].startswith("#")
    ]
    kept: list[tuple[int, int]] = []
    for _, i, j in sorted(pair for pair in found if pair[0]):
        at = bisect_left(kept, (i, j))
        after_last = at == 0 or (kept[at - 1][0] < i and kept[at - 1][1] < j)
        before_next = at == len(kept) or (i < kept[at][0] and j < kept[at][1])
        if after_last and before_next:
            kept.insert(at, (i, j))
    return kept


def _near(middle: int, width: int, count: int) -> range:
    return range(max(0, middle - width), min(count, middle + width + 1))


def _words(block: str) -> Sequence[str]:
    """What to compare a block by: its words that carry meaning, or all its characters if it has none."""
    words = cut(block).words
    return [word for word in words if is_strong(word)] or words
