"""The page `/mon-territoire/`: what is told around any place of France, with or without a record.

Thirty-five thousand communes would make as many pages: a script shows the one that is asked, from the
pieces of `place_records.py` and of `territory/place_pieces.py`.
Without it the page leads to the places that have one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.blank_card import blank_card
from generator.pages.frame.counts import counted_in_words, sort_key
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Card, Group, Value
from generator.pages.lists.place_records import SIZES
from generator.site_pages import SITE_PAGES
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import EnjeuDot, Head

_PAGE = SITE_PAGES["mon-territoire"]
_LEVELS = {"region": "Régions", "departement": "Départements"}


class MonTerritoireView(Frozen):
    """`tailles` are the least populations of each size of communes; `modele` is what cards are drawn from.

    `lieux` are the régions and the départements that have a page, `reference` says where facts come from.
    """

    head: Head
    tailles: tuple[int, ...]
    enjeux: tuple[EnjeuDot, ...]
    modele: Card
    lieux: tuple[Group, ...]
    reference: str


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the one page of this family."""
    yield Planned(_PAGE.address, partial(any_place_page, atlas))


def any_place_page(atlas: Atlas) -> Page:
    """The page."""
    official = atlas.commons.gazetteer.official
    view = MonTerritoireView(
        head=site_head(_PAGE),
        tailles=tuple(least for least, _ in SIZES),
        enjeux=cards.pastilles(atlas, [enjeu.id for enjeu in atlas.commons.enjeux]),
        modele=blank_card(atlas, _PAGE.address),
        lieux=tuple(_places(atlas)),
        reference=f"{official.source}. {official.licence}.",
    )
    return site_page(_PAGE, view)


def _places(atlas: Atlas) -> Iterator[Group]:
    for level, title in _LEVELS.items():
        found = sorted(
            (one for one in atlas.territoires.values() if one.niveau == level and one.pays == FRANCE),
            key=lambda one: (sort_key(one.libelle), one.id),
        )
        if found:
            links = (
                Value(
                    one.libelle,
                    address(Ref("territoire", one.id)),
                    note=counted_in_words(atlas.par_territoire.get(one.id, ())),
                )
                for one in found
            )
            yield Group(title, f"Lieux-{level}", tuple(links))
