"""Tell the search what it shall know of a record's page: its card, which leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.catalogue import part, parts
from generator.model import Acteur, Enjeu, Evaluation, Evenement, Experimentation, FicheLibre, Journal, Outil
from generator.pages.frame import cards
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Card, SearchCard

if TYPE_CHECKING:
    from generator.catalogue import Fiche
    from generator.model import Ref
    from generator.pages.frame.atlas import Atlas


def search_card(atlas: Atlas, ref: Ref) -> SearchCard | None:
    """What a search knows of a record; None for one that it gives under another name."""
    fiche = atlas.fiches.get(ref)
    if fiche is None:
        return None
    count = parts(len(atlas.fiches))
    return SearchCard(list_card(atlas, fiche), part(fiche.adresse, count) if count > 1 else None)


def list_card(atlas: Atlas, fiche: Fiche) -> Card:
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
        (("calendrier", day_in_words(record.date)),) if isinstance(record, FicheLibre) and record.date else ()
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
