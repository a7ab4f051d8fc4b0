"""The pages of actors: who they are, what they tested, what they bring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Experimentation, Ref
from generator.pages.experiment.experimentations import tried_tools
from generator.pages.frame import cards
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.links import link_to, place_link
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Fait, Group, Valeur, known_values, outside_link
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Acteur
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Foot, Head

_PAGE = SITE_PAGES["acteurs"]


class ListeActeurs(Frozen):
    """`types` holds the cards, a group for each type of actor."""

    head: Head
    types: tuple[Group, ...]
    total: int


class Participation(Frozen):
    """An experiment in whose team the actor is: with which roles, which tools were tried."""

    experimentation: Card
    roles: tuple[str, ...]
    outils: tuple[Valeur, ...]


class ActeurView(Frozen):
    """An actor, and the experiments it took part in."""

    head: Head
    fiche: tuple[Fait, ...]
    participations: tuple[Participation, ...]
    outils: tuple[Valeur, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.acteurs:
        yield Planned(address(Ref("acteur", item.id)), partial(record_page, atlas, item))


def list_page(atlas: Atlas) -> Page:
    """`/acteurs/`."""
    actors = atlas.commons.acteurs
    groups = tuple(
        Group(
            atlas.label("acteur", "type", one),
            f"Type-{one}",
            tuple(cards.actor_card(atlas, actor) for actor in actors if actor.type == one),
        )
        for one in atlas.schemas.values("acteur", "type")
        if any(actor.type == one for actor in actors)
    )
    view = ListeActeurs(site_head(_PAGE), groups, len(actors))
    return site_page(_PAGE, view)


def record_page(atlas: Atlas, item: Acteur) -> Page:
    """`/acteurs/<id>/`."""
    ref = Ref("acteur", item.id)
    words = atlas.label("acteur", "type", item.type)
    view = ActeurView(
        head=head_of(atlas, ref, item.titre, SECTIONS["acteurs"], surtitre=words, resume=item.resume),
        fiche=_facts(atlas, item),
        participations=tuple(_participations(atlas, item)),
        outils=tuple(link_to(atlas, Ref("outil", one)) for one in item.outils),
        corps=body_of(atlas, item),
        foot=foot_of(atlas, ref, item, item.titre),
    )
    return page(address(ref), "acteur.html", view, description=item.resume)


def _facts(atlas: Atlas, item: Acteur) -> tuple[Fait, ...]:
    listed = (Fait("Référencé", (Valeur("parmi les expérimentateurs possibles"),)),) if item.reference else ()
    member = (Fait("Réseau", (Valeur("oui, c'est un acteur du réseau"),)),) if item.reseau else ()
    reach = (Fait("Rayon d'action", (Valeur(item.rayon),)),) if item.rayon else ()
    return (
        Fait("Territoire", (place_link(atlas, item.territoire),) if item.territoire else ()),
        Fait("Compétences", tuple(Valeur(one) for one in item.competences)),
        *reach,
        Fait("Site", known_values(outside_link(item.site))),
        *listed,
        *member,
    )


def _participations(atlas: Atlas, item: Acteur) -> Iterator[Participation]:
    teams = dict.fromkeys(
        link.source
        for link in atlas.graph.to(Ref("acteur", item.id))
        if link.source.kind == "experimentation" and link.field != "corps"
    )
    for ref in teams:
        experiment = atlas.commons.get(ref)
        if not isinstance(experiment, Experimentation):
            continue
        roles = dict.fromkeys(member.role for member in experiment.equipe if member.acteur == item.id)
        yield Participation(
            cards.experiment_card(atlas, experiment),
            tuple(atlas.label("experimentation", "equipe.role", role) for role in roles),
            tuple(link_to(atlas, Ref("outil", one)) for one in tried_tools(atlas, experiment)),
        )
