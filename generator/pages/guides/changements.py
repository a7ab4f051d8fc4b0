"""The page of what changed between two publications, record by record, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import CHANGES, whole_feed_address
from generator.frozen import Frozen, replace
from generator.grammar import told_invented
from generator.pages.frame.layout import FLUX, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Suivi, Value
from generator.publications import CAME, WENT, counted, in_words
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head
    from generator.publications import ToldDifference, ToldPublication

_PAGE = SITE_PAGES["changements"]
# A page that anyone can read: the file has them all.
_MOST_PUBLICATIONS, _MOST_RECORDS, _MOST_LINES = 20, 30, 12


class ChangedRecord(Frozen):
    """A record, its kind, and what changed in it, a line a field; `reste` counts those left out."""

    fiche: Value
    mots: tuple[str, ...]
    reste: int


class ChangedGroup(Frozen):
    """The records that came, changed or went; `reste` counts those left out."""

    titre: str
    fiches: tuple[ChangedRecord, ...]
    reste: int


class PublicationView(Frozen):
    """One publication: its day, how many records it changed, and which."""

    titre: str
    ancre: str
    resume: str
    groupes: tuple[ChangedGroup, ...]


class ChangesView(Frozen):
    """The publications, the newest first; `suit` where an earlier one is known, `reste` counts older ones."""

    head: Head
    suit: bool
    publications: tuple[PublicationView, ...]
    reste: int
    fichier: str


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(changes_page, atlas))


def changes_page(atlas: Atlas) -> Page:
    """`/donnees/changements/`."""
    found = in_words(atlas.changements, atlas.schemas, atlas.commons, invented=atlas.inventes)
    feed = whole_feed_address("changements")
    followed = Suivi(texte="Suivre les changements", adresse=feed, icone="flux", type=FLUX)
    view = ChangesView(
        head=replace(site_head(_PAGE), suivis=(followed,)),
        suit=atlas.changements.follows,
        publications=tuple(map(_publication, found[:_MOST_PUBLICATIONS])),
        reste=max(0, len(found) - _MOST_PUBLICATIONS),
        fichier=CHANGES,
    )
    return site_page(_PAGE, view)


def _publication(one: ToldPublication) -> PublicationView:
    groups = (("Fiches retirées", WENT), ("Fiches modifiées", ""), ("Fiches ajoutées", CAME))
    by_genre = {
        title: [each for each in one.fiches if (each.genre if each.genre in {CAME, WENT} else "") == genre]
        for title, genre in groups
    }
    return PublicationView(
        titre=one.titre,
        ancre=one.ancre,
        resume=counted(one.fiches),
        groupes=tuple(_group(title, found) for title, found in by_genre.items() if found),
    )


def _group(title: str, found: list[ToldDifference]) -> ChangedGroup:
    # What is real comes first.
    ordered = sorted(found, key=lambda one: one.invente)
    return ChangedGroup(
        titre=title,
        fiches=tuple(
            ChangedRecord(
                fiche=Value(
                    told_invented(one.titre) if one.invente else one.titre,
                    one.adresse or None,
                    note=one.sorte,
                ),
                mots=one.mots[:_MOST_LINES],
                reste=max(0, len(one.mots) - _MOST_LINES),
            )
            for one in ordered[:_MOST_RECORDS]
        ),
        reste=max(0, len(ordered) - _MOST_RECORDS),
    )
