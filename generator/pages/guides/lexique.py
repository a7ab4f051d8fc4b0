"""The page of the lexicon: words that a search takes for one another, and acronyms in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.grammar import alphabetical
from generator.pages.frame.forges import correction_address
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.site_pages import SITE_PAGES
from generator.sources import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head

_PAGE = SITE_PAGES["lexique"]


class LexiqueView(Frozen):
    """Acronyms with what they stand for, groups of words, and words that lead to others, by their first word.

    `modifier` is where the forge lets one change the file, None where the site names none.
    """

    head: Head
    sigles: tuple[tuple[str, tuple[str, ...]], ...]
    groupes: tuple[tuple[str, ...], ...]
    renvois: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    fichier: str
    modifier: str | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(lexicon_page, atlas))


def lexicon_page(atlas: Atlas) -> Page:
    """`/contribuer/lexique/`."""
    told = atlas.commons.lexique
    sigles = sorted(((one.sigle, one.sens) for one in told.sigles), key=lambda one: alphabetical(one[0]))
    groups = sorted(
        (one.mots for one in told.groupes if not one.autres), key=lambda mots: alphabetical(mots[0])
    )
    sent = sorted(
        ((one.autres, one.mots) for one in told.groupes if one.autres),
        key=lambda one: alphabetical(one[0][0]),
    )
    view = LexiqueView(
        head=site_head(_PAGE),
        sigles=tuple(sigles),
        groupes=tuple(groups),
        renvois=tuple(sent),
        fichier=LEXICON,
        modifier=correction_address(atlas, LEXICON),
    )
    return site_page(_PAGE, view)
