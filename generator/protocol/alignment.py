"""Line up two sequences of words or paragraphs on what they have in common, in bounded time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Sequence

# Most cells in the table of comparisons: at one bit each, 12 MB.
_MOST_CELLS = 100_000_000


class Run(NamedTuple):
    """A stretch that two sequences have in common: `before[a:a + size] == after[b:b + size]`."""

    a: int
    b: int
    size: int


def aligned(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """The longest runs in common, in order, no two touching on both sides.

    If the two are too long to compare, only their common start and end are given.
    """
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    runs = [Run(0, 0, head)]
    if len(old) * len(new) <= _MOST_CELLS:
        numbers: dict[str, int] = {}
        sides = [numbered(old, numbers), numbered(new, numbers)]
        blocks = Indel.editops(*sides).as_matching_blocks()
        runs += [Run(block.a + head, block.b + head, block.size) for block in blocks]
    runs.append(Run(len(before) - tail, len(after) - tail, tail))
    return [run for run in runs if run.size]


def numbered(words: Sequence[str], numbers: dict[str, int]) -> list[int]:
    """Replace each word by a number, given in order of appearance: the library would otherwise hash them.

    A hash of a text differs from one run to the next, and two may be the same.
    """
    return [numbers.setdefault(word, len(numbers)) for word in words]


def likeness(before: Sequence[int], after: Sequence[int], least: float) -> float:
    """How much two sequences of numbers have in common, from 0 to 1; 0 below `least`."""
    return Indel.normalized_similarity(before, after, score_cutoff=least)
