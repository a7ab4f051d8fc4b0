"""Lay out what pages are made from: cards are drawn from an atlas that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import replace
from generator.pages.frame import cards
from generator.pages.frame.atlas import Atlas

if TYPE_CHECKING:
    from generator.index import Index


def chart(index: Index) -> Atlas:
    """The atlas that all pages are made from, cards included."""
    fields = {name: getattr(index, name) for name in index.__struct_fields__}
    blank = Atlas(**fields, cartes={})
    return replace(blank, cartes=cards.shared(blank))
