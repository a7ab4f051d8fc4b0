"""What pages are made from: the index of the commons, and the cards that many lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.index import Index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Ref
    from generator.pages.frame.views import Card

EVIDENCE_LEVELS = ("region", "departement", "ept", "epci", "commune")


class Atlas(Index, eq=False):
    """The index of a commons, and the cards of its experiments and tools.

    Each stands in the lists of its enjeux, its places and its tools: made once, they cost nothing more.
    """

    cartes: Mapping[Ref, Card]
