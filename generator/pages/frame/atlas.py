"""What pages are made from: the index of the commons, and the cards that many lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Ref
    from generator.pages.frame.views import Card

__all__ = ["NIVEAUX", "Atlas", "chart"]

NIVEAUX = ("region", "departement", "ept", "epci", "commune")


class Atlas(Index, eq=False):
    """The index of a commons, and its cards."""

    _cards: dict[Ref, Card]

    def carte(self, ref: Ref, make: Callable[[], Card]) -> Card:
        """The card of a record, made once: it stands in the lists of its enjeux, its places, its tools."""
        if ref not in self._cards:
            self._cards[ref] = make()
        return self._cards[ref]


def chart(index: Index) -> Atlas:
    """What the pages of a commons are made from."""
    return Atlas(**{name: getattr(index, name) for name in index.__struct_fields__}, _cards={})
