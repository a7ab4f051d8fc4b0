"""Find the known word that a misspelt one stands for: `closest(word, known)`, or a `Known` asked often."""

from __future__ import annotations

import difflib
import heapq
import re
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics.phrases import say
from generator.diagnostics.quoting import folded, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST_COMPARED = 200
_CLOSE_ENOUGH = 0.6
_MOST_COMPARED = 50
_LONG_ENOUGH = 4


class Known:
    """An index of known words, built once so that each look-up is fast however many there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._nearest: dict[str, str | None] = {}

    def closest(self, word: str) -> str | None:
        """The known word nearest to `word`, accents and case apart, or None where none is near."""
        sought = folded(word[:_LONGEST_COMPARED])
        if sought not in self._nearest:
            found = difflib.get_close_matches(sought, self._likely(sought), n=1, cutoff=_CLOSE_ENOUGH)
            self._nearest[sought] = self._by_folded[found[0]] if found else None
        return self._nearest[sought]

    def unmistakable(self, word: str) -> str | None:
        """The known word that `word` stands for without a doubt, or None: a machine may write it instead.

        It is the only one that differs by accents, capitals and separators, or by a slip of one letter. A
        digit does not count as a letter: `H1` is not `H2`. Short words are never unmistakable.
        """
        sought = _joined(word[:_LONGEST_COMPARED])
        near = sorted({rank for less in _with_less(sought) for rank in self._by_less.get(less, ())})
        alike = [other for other in map(self._words.__getitem__, near) if _is_slip(sought, _joined(other))]
        return alike[0] if len(alike) == 1 and self.closest(word) == alike[0] else None

    def _likely(self, word: str) -> list[str]:
        """The known words worth comparing: among many, those with the most pairs of letters in common."""
        known = list(self._by_folded)
        if len(known) <= _MOST_COMPARED:
            return known
        common = [0] * len(known)
        for pair in _pairs(word):
            for rank in self._by_pair.get(pair, ()):
                common[rank] += 1
        best = heapq.nlargest(_MOST_COMPARED, range(len(known)), key=common.__getitem__)
        return [known[rank] for rank in best]

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {folded(word): word for word in self._words}

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for rank, word in enumerate(self._by_folded):
            for pair in _pairs(word):
                found[pair].append(rank)
        return found

    @cached_property
    def _by_less(self) -> dict[str, list[int]]:
        """The words indexed by their variants without one letter: two words one slip apart share a key."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for rank, word in enumerate(self._words):
            for less in _with_less(_joined(word)):
                found[less].append(rank)
        return found


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, accents and case apart, or None where none is near."""
    return Known(known).closest(word)


def unmistakable(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` stands for without a doubt, or None: see `Known.unmistakable`."""
    return Known(known).unmistakable(word)


def did_you_mean(word: str, known: Iterable[str] | Known) -> str:
    """« vouliez-vous dire … ? »; empty if no known word is near."""
    near = (known if isinstance(known, Known) else Known(known)).closest(word)
    return say("vouliez-vous", proche=quoted(near)) if near else ""


@lru_cache(maxsize=65_536)  # known words are compared with each unknown one
def _joined(word: str) -> str:
    return re.sub(r"[\s_.-]+", "-", folded(word.strip()))


def _with_less(word: str) -> Iterator[str]:
    """A word and its variants without one letter; for a long word, its start is enough as a key."""
    word = word[:_LONGEST_COMPARED]
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter too many, missing or changed, or by two letters swapped."""
    if word == other:
        return True
    if abs(len(word) - len(other)) > 1 or len(other) < _LONG_ENOUGH:
        return False
    pairs = zip(word, other, strict=False)
    at = next((place for place, (one, two) in enumerate(pairs) if one != two), min(len(word), len(other)))
    rest, right = word[at:], other[at:]
    slipped = rest[1:] == right or rest == right[1:] or rest[1:] == right[1:]
    swapped = rest[:2] == right[:2][::-1] and rest[2:] == right[2:]
    return (slipped or swapped) and not any(sign.isdigit() for sign in rest[:1] + right[:1])


@lru_cache(maxsize=65_536)  # as above
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(f"^{word}$")))
