"""Tell the search what it shall know of a record's page: its card, which leads there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.catalogue import place_codes
from generator.model import (
    Acteur,
    Enjeu,
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    Outil,
    OwnRecord,
    Ref,
)
from generator.pages.frame import cards
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Card, SearchCard
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from generator.catalogue import CatalogueEntry
    from generator.declared_page import SitePage
    from generator.pages.frame.atlas import Atlas
    from generator.territory import Lieu

_SITE_PAGE = "Page du site"
_AT_HAND = frozenset(SITE_PAGES[name].address for name in ("accueil", "recherche"))


def search_card(atlas: Atlas, ref: Ref) -> SearchCard | None:
    """What a search knows of a record; None for one that it gives under another name."""
    fiche = atlas.entries.get(ref)
    if fiche is None:
        return None
    return SearchCard(list_card(atlas, fiche), ref.kind)


def site_card(page: SitePage, title: str, summary: str) -> SearchCard | None:
    """What a search knows of a page of the site's own: its title, its summary, and its text where it has one.

    None for the home page and for the search, which are at hand everywhere.
    """
    if page.address in _AT_HAND:
        return None
    named = title if page.name.lower() in title.lower() else f"{page.name} : {title[:1].lower()}{title[1:]}"
    card = Card(titre=named, adresse=page.address, resume=summary, nature=_SITE_PAGE)
    return SearchCard(card, "page", json.dumps({"nature": ["page"]}), bref=not page.searched)


def place_card(atlas: Atlas, lieu: Lieu, resume: str) -> SearchCard:
    """What a search knows of an official place, of which the commons has no record of its own."""
    regions, departements = place_codes(atlas.commons, [lieu.id])
    codes = {"nature": ["territoire"], "region": regions, "departement": departements}
    where = address(Ref("territoire", lieu.id))
    above = next((atlas.territoires[one].libelle for one in lieu.parents if one in atlas.territoires), "")
    facts = (("lieu", above),) if above else ()
    card = Card(titre=lieu.libelle, adresse=where, resume=resume, nature=atlas.level_name(lieu), faits=facts)
    return SearchCard(card, "territoire", json.dumps(codes, ensure_ascii=False))


def list_card(atlas: Atlas, fiche: CatalogueEntry) -> Card:
    """The card of a record, as the lists show it."""
    record = atlas.commons.get(fiche.ref)
    match record:
        case Experimentation():
            return cards.experiment_card(atlas, record)
        case Outil():
            return cards.tool_card(atlas, record)
        case Acteur():
            return cards.actor_card(atlas, record)
        case Evenement():
            return cards.event_card(atlas, record)
        case Journal() | Evaluation():
            return cards.result_card(atlas, record)
        case Enjeu():
            tokens = cards.pastilles(atlas, [record.id])
        case _:
            tokens = ()
    name = atlas.commons.kinds[fiche.ref.kind].one
    day = (
        (("calendrier", day_in_words(record.date)),) if isinstance(record, OwnRecord) and record.date else ()
    )
    facts = (*day, *(cards.own_card_facts(atlas, fiche.ref, record) if record else ()))
    return Card(
        titre=fiche.titre,
        adresse=fiche.adresse,
        resume=fiche.resume,
        nature=name,
        enjeux=tokens,
        faits=facts,
        invente=fiche.invente,
    )
