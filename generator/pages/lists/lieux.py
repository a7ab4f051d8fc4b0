"""The page of one place: what was tried there, in what it holds and nearby, and what was not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, country_address, crossing_address, form_address
from generator.frozen import Frozen
from generator.model import Ref, Territoire
from generator.pages.experiment.experimentations import by_phase
from generator.pages.frame import cards
from generator.pages.frame.atlas import EVIDENCE_LEVELS
from generator.pages.frame.counts import counted_in_words, real_ones, sort_key
from generator.pages.frame.layout import ACCUEIL, SECTIONS, backlinks, follow_links, foot_of, head_of
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.search_card import place_card
from generator.pages.frame.templating import page
from generator.pages.frame.views import Fait, Group, Head, Value, known_values, outside_link
from generator.pages.lists.neighbours import neighbourhood
from generator.territory import FRANCE, postcodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, EnjeuDot, Foot
    from generator.territory import Lieu


class CoveredEnjeu(Frozen):
    """An enjeu seen from a place. `adresse` is None where nothing was tried.

    `proposition` leads to a proposal where nothing real was, and something real could be.
    """

    enjeu: EnjeuDot
    compte: str
    adresse: str | None
    proposition: str | None


class TerritoireView(Frozen):
    """`contenus` holds the places just inside, a group for each level; `autour` those who tried nearby.

    `total` is a sentence; `reference` says where the official facts come from, empty for a place of our own.
    """

    head: Head
    fiche: tuple[Fait, ...]
    corps: Body | None
    phases: tuple[Group, ...]
    total: str
    enjeux: tuple[CoveredEnjeu, ...]
    autour: tuple[Group, ...]
    contenus: tuple[Group, ...]
    acteurs: tuple[Card, ...]
    evenements: tuple[Card, ...]
    mentions: tuple[Group, ...]
    reference: str
    foot: Foot | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page of each place."""
    for lieu in atlas.territoires.values():
        yield Planned(address(Ref("territoire", lieu.id)), partial(record_page, atlas, lieu))


def record_page(atlas: Atlas, lieu: Lieu) -> Page:
    """`/territoires/<t>/`."""
    ref = Ref("territoire", lieu.id)
    record = atlas.commons.get(ref)
    own = record if isinstance(record, Territoire) else None
    experiments = atlas.par_territoire.get(lieu.id, ())
    about = own.resume if own else f"Ce qui a été expérimenté dans ce territoire : {lieu.libelle}."
    official = atlas.commons.gazetteer.official
    shown = ("experimentation", "acteur", "evenement", "territoire")
    view = TerritoireView(
        head=_head(atlas, lieu, own, about=about),
        fiche=_facts(atlas, lieu, own),
        corps=body_of(atlas, own) if own else None,
        phases=by_phase(atlas, experiments),
        total=_total(atlas, lieu, experiments),
        enjeux=tuple(_coverage(atlas, lieu)),
        autour=neighbourhood(atlas, lieu),
        contenus=_inside(atlas, lieu),
        acteurs=tuple(cards.actor_card(atlas, one) for one in atlas.acteurs_par_territoire.get(lieu.id, ())),
        evenements=tuple(
            cards.event_card(atlas, one) for one in atlas.evenements_par_territoire.get(lieu.id, ())
        ),
        mentions=() if own else backlinks(atlas, ref, *shown),
        reference=f"{official.source}. {official.licence}." if lieu.code else "",
        foot=foot_of(atlas, ref, own, lieu.libelle, *shown) if own else None,
    )
    return page(address(ref), "territoire.html", view, description=about)


def _head(atlas: Atlas, lieu: Lieu, own: Territoire | None, *, about: str) -> Head:
    # One place of each level: what stands astride two départements is shown under the first.
    above = {atlas.territoires[one].niveau: one for one in reversed(lieu.parents) if one in atlas.territoires}
    path = [_link(atlas.territoires[one]) for one in reversed(lieu.parents) if one in above.values()]
    level = atlas.level_name(lieu)
    if lieu.pays != FRANCE:
        path.insert(0, Value(atlas.country_name(lieu), country_address(lieu.pays)))
    ref = Ref("territoire", lieu.id)
    if not own:
        home = (ACCUEIL, SECTIONS["territoires"], *path)
        return Head(
            lieu.libelle,
            home,
            level,
            search_card=place_card(atlas, lieu, about),
            cherchable=True,
            suivis=follow_links(atlas, ref),
        )
    return head_of(
        atlas, ref, lieu.libelle, SECTIONS["territoires"], *path, surtitre=level, resume=own.resume
    )


def _link(lieu: Lieu, note: str = "") -> Value:
    return Value(lieu.libelle, address(Ref("territoire", lieu.id)), note=note)


def _facts(atlas: Atlas, lieu: Lieu, own: Territoire | None) -> tuple[Fait, ...]:
    parents = tuple(
        _link(atlas.territoires[one], atlas.level_name(atlas.territoires[one]).lower())
        for one in lieu.parents
        if one in atlas.territoires
    )
    facts = []
    if parents:
        facts.append(Fait("Fait partie de", parents))
    if lieu.pays != FRANCE:
        facts.append(Fait("Pays", (Value(atlas.country_name(lieu), country_address(lieu.pays)),)))
    if lieu.code:
        year = atlas.commons.gazetteer.official.annee
        facts.append(Fait("Code officiel", (Value(lieu.code, note=f"en {year}"),)))
    if codes := postcodes(lieu.id):
        facts.append(Fait("Code postal" if len(codes) == 1 else "Codes postaux", (Value(", ".join(codes)),)))
    if own and own.population is not None:
        facts.append(Fait("Population", (Value(f"{own.population:,} habitants".replace(",", "\u202f")),)))
    if own and own.site:
        facts.append(Fait("Site", known_values(outside_link(own.site))))
    return tuple(facts)


def _total(atlas: Atlas, lieu: Lieu, items: tuple[Experimentation, ...]) -> str:
    """How many, and how many of them in a part of the place only."""
    if not items:
        return ""
    whole = [item for item in items if any(place.id == lieu.id for place in atlas.lieux[item.id])]
    parts = len(items) - len(whole)
    if not parts:
        return f"{counted_in_words(items)}, ici même."
    if not whole:
        return f"{counted_in_words(items)}, dans des lieux qui font partie de ce territoire."
    return f"{counted_in_words(items)}, dont {parts} dans des lieux qui font partie de ce territoire."


def _coverage(atlas: Atlas, lieu: Lieu) -> Iterator[CoveredEnjeu]:
    possible = Ref("territoire", lieu.id) not in atlas.inventes
    for enjeu in atlas.commons.enjeux:
        items = atlas.par_croisement.get((enjeu.id, lieu.id), ())
        yield CoveredEnjeu(
            enjeu=cards.pastille(enjeu),
            compte=counted_in_words(items),
            adresse=crossing_address(enjeu.id, lieu.id) if items else None,
            proposition=form_address("proposition", enjeu=enjeu.id, territoire=lieu.id)
            if possible and not real_ones(items)
            else None,
        )


def _inside(atlas: Atlas, lieu: Lieu) -> tuple[Group, ...]:
    """The places that it holds, but not those that one of these holds."""
    inside = atlas.enfants.get(lieu.id, ())
    between = {one.id for one in inside}
    just = [one for one in inside if not between.intersection(one.parents)]
    levels = dict.fromkeys((*EVIDENCE_LEVELS, *sorted({one.niveau for one in just})))
    return tuple(
        Group(atlas.level_name(found[0]), f"Niveau-{level}", tuple(_counted(atlas, found)))
        for level in levels
        if (found := [one for one in just if one.niveau == level])
    )


def _counted(atlas: Atlas, places: Iterable[Lieu]) -> Iterator[Value]:
    for lieu in sorted(places, key=lambda lieu: (sort_key(lieu.libelle), lieu.id)):
        yield _link(lieu, counted_in_words(atlas.par_territoire.get(lieu.id, ())))
