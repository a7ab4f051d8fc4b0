"""Words shared by every message: quoting the author, naming the closest known word, listing a few."""

from __future__ import annotations

import difflib
import heapq
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics.phrases import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_LONGEST_QUOTE = 60
_LONGEST_COMPARED = 200
_CLOSE_ENOUGH = 0.6
_MOST_COMPARED = 50
_LONG_ENOUGH = 4
# Controls, invisible signs, halves of a character, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def quoted(text: object, most: int = _LONGEST_QUOTE) -> str:
    """The author's words between « », cut where they run past `most` signs, invisible characters named."""
    whole = str(text)
    words = whole if len(whole) <= most else whole[: most - 1]
    shown = "".join(f"[U+{ord(c):04X}]" if is_unseen(c) else c for c in words.replace("\n", " "))
    return f"« {shown}{'…' if words != whole else ''} »"


def printable(text: str) -> str:
    """A text that cannot drive a terminal, nor start a line of its own: what does not show becomes « · »."""
    return "".join("·" if is_unseen(c) else c for c in text)


def is_unseen(character: str) -> bool:
    """Whether a character does not show, or makes what is around it show otherwise."""
    return unicodedata.category(character) in _UNSEEN


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `word`, accents and case apart, or None where none is near."""
    by_folded = {folded(other): other for other in known}
    sought = folded(word[:_LONGEST_COMPARED])
    found = difflib.get_close_matches(sought, _likely(sought, by_folded), n=1, cutoff=_CLOSE_ENOUGH)
    return by_folded[found[0]] if found else None


def unmistakable(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` stands for without a doubt, or None: a machine may write it instead.

    It is the only one that differs by accents, capitals and separators, or by a slip of one letter. A digit
    is no letter: `H1` is not `H2`. Short words are too much alike.
    """
    listed = list(known)
    sought = _joined(word[:_LONGEST_COMPARED])
    alike = [other for other in listed if _is_slip(sought, _joined(other))]
    return alike[0] if len(alike) == 1 and closest(word, listed) == alike[0] else None


@lru_cache(maxsize=65_536)
def _joined(word: str) -> str:
    return re.sub(r"[\s_.-]+", "-", folded(word.strip()))


def _is_slip(word: str, other: str) -> bool:
    """Whether two words are one, but for a letter too many, missing, changed, or two letters swapped."""
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


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without accents nor case, to compare it with another."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _likely(word: str, known: Collection[str]) -> Collection[str]:
    """The known words worth comparing: among thousands, those with the most pairs of letters in common."""
    if len(known) <= _MOST_COMPARED:
        return known
    pairs = _pairs(word)
    return heapq.nlargest(_MOST_COMPARED, known, key=lambda other: len(pairs & _pairs(other)))


@lru_cache(maxsize=65_536)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(f"^{word}$")))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """« vouliez-vous dire … ? », or nothing where no known word is near."""
    near = closest(word, known)
    return say("vouliez-vous", proche=quoted(near)) if near else ""


def some_of(words: Iterable[str], most: int = 12, *, link: str = "ou") -> str:
    """A list in words: `a, b ou c`; past `most`, the rest is counted."""
    listed = list(words)
    if len(listed) > most:
        return ", ".join(listed[:most]) + f"… ({len(listed)} en tout)"
    return f" {link} ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
