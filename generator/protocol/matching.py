"""Match the parts of two revisions by their ids: what came, went, was reworded or moved."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Dispositif, Etape, Hypothese

Part = TypeVar("Part", "Hypothese", "Dispositif", "Etape")


class Match(Frozen, Generic[Part]):
    """What became of one id: the part before and after (None where it was not), its ranks from 1.

    `changements` holds `ajoute`, or `retire`, or one or both of `reformule` and `deplace`; it is empty
    where nothing changed.
    """

    id: str
    avant: Part | None
    apres: Part | None
    rang_avant: int | None
    rang_apres: int | None
    changements: tuple[str, ...]


def matched(before: Sequence[Part], after: Sequence[Part]) -> Iterator[Match[Part]]:
    """Every id of the two lists: those of `after` in its order, then those that went, in the old order."""
    old, new = _ranked(before), _ranked(after)
    moved = _moved([old[key][0] for key in new if key in old])
    for key, (rank, item) in new.items():
        if key not in old:
            yield Match(
                id=key, avant=None, apres=item, rang_avant=None, rang_apres=rank, changements=("ajoute",)
            )
            continue
        old_rank, old_item = old[key]
        told = ("reformule",) * (not same(old_item, item)) + ("deplace",) * (old_rank in moved)
        yield Match(
            id=key, avant=old_item, apres=item, rang_avant=old_rank, rang_apres=rank, changements=told
        )
    for key, (rank, item) in old.items():
        if key not in new:
            yield Match(
                id=key, avant=item, apres=None, rang_avant=rank, rang_apres=None, changements=("retire",)
            )


def same(before: object, after: object) -> bool:
    """Whether two values are written alike: 40 and 40.0 are equal for Python, but not for a reader."""
    return before == after and repr(before) == repr(after)


def _ranked(items: Sequence[Part]) -> dict[str, tuple[int, Part]]:
    """Each id with its rank and its element; the first one where an id comes twice."""
    found: dict[str, tuple[int, Part]] = {}
    for rank, item in enumerate(items, 1):
        found.setdefault(item.id, (rank, item))
    return found


def _moved(ranks: Sequence[int]) -> frozenset[int]:
    """The elements that moved: the fewest old ranks to remove for the rest to be in rising order."""
    tails: list[int] = []  # the rank that ends the best rising run of each length
    before: dict[int, int | None] = {}
    for rank in ranks:
        length = bisect_left(tails, rank)
        before[rank] = tails[length - 1] if length else None
        tails[length : length + 1] = [rank]
    kept, last = set(), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(ranks) - kept
