"""Say which small file holds what: a number for each page that others hardly move, and how many files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_PRIME, _BASIS, _MASK = 0x01000193, 0x811C9DC5, 0xFFFFFFFF
# Below this many pages, readers fetch few files, even for a sentence; above, light ones.
_FEW = 512
_WORD_FILES = 2
_LEAST_BITS, _ROOM = 9, 3


class Sizes(NamedTuple):
    """For so many pages: the bits of their numbers, then how many files hold words, cards and texts.

    All are powers of two that change when pages double in number: until then, a page changes its own files.
    """

    bits: int
    words: int
    cards: int
    texts: int

    @classmethod
    def of(cls, pages: int) -> Sizes:
        """The sizes of the index of so many pages."""
        bits = max(_LEAST_BITS, pages.bit_length() + _ROOM)
        if pages < _FEW:
            return cls(bits, _WORD_FILES, 1, 2)
        return cls(bits, _power(pages / 20), _power(pages / 64), _power(pages / 16))


def numbered(addresses: Iterable[str], bits: int) -> dict[str, int]:
    """A number of so many bits for each address, drawn from it alone unless another took it before."""
    numbers: dict[str, int] = {}
    taken = set()
    for address in sorted(addresses):
        number = _drawn(address) & ((1 << bits) - 1)
        while number in taken:
            number = (number + 1) & ((1 << bits) - 1)
        taken.add(number)
        numbers[address] = number
    return numbers


def shard_of(term: str, count: int) -> int:
    """Which of `count` files holds a term. Browsers ask the same: see `shardOf` in `assets/fiches.js`."""
    return _drawn(term) % count


def _drawn(text: str) -> int:
    """FNV-1a, three lines in any language, its bits mixed once more since only the last are used."""
    drawn = _BASIS
    for byte in text.encode():
        drawn = ((drawn ^ byte) * _PRIME) & _MASK
    return drawn ^ (drawn >> 15)


def _power(least: float) -> int:
    """The first power of two from `least` on."""
    power = 1
    while power < least:
        power *= 2
    return power
