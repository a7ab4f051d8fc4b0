"""The pages of actors: who they are, what they tested, what they bring."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen, replace
from generator.grammar import alphabetical
from generator.model import Experimentation, Ref
from generator.pages.experiment.experimentations import tried_tools
from generator.pages.frame import cards
from generator.pages.frame.counts import sort_key
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.links import link_to, place_link
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Fait, Group, Value, known_values, outside_link
from generator.site_pages import SITE_PAGES
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Acteur
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Foot, Head

_PAGE = SITE_PAGES["acteurs"]
_LISTED = "référencé parmi les expérimentateurs possibles"


class ActeurList(Frozen):
    """The register of actors: `types` holds the cards, a group for each type, those invented last.

    `competences` and `territoires` are its index: for each skill, for each région or country, who is there.
    """

    head: Head
    competences: tuple[Group, ...]
    territoires: tuple[Group, ...]
    types: tuple[Group, ...]
    total: int


class Participation(Frozen):
    """An experiment in whose team the actor is: with which roles, which tools were tried."""

    experimentation: Card
    roles: tuple[str, ...]
    outils: tuple[Value, ...]


class ActeurView(Frozen):
    """An actor, and the experiments it took part in."""

    head: Head
    fiche: tuple[Fait, ...]
    participations: tuple[Participation, ...]
    outils: tuple[Value, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.acteurs:
        yield Planned(address(Ref("acteur", item.id)), partial(record_page, atlas, item))


def list_page(atlas: Atlas) -> Page:
    """`/acteurs/`: who can be asked to experiment, what they can do, where they are, what they tried."""
    actors = sorted(atlas.commons.acteurs, key=lambda item: (alphabetical(item.titre), item.id))
    real = [one for one in actors if Ref("acteur", one.id) not in atlas.inventes]
    invented = [one for one in actors if one not in real]
    groups = tuple(
        Group(
            atlas.label("acteur", "type", code),
            f"Type-{code}",
            tuple(_card(atlas, actor) for actor in found),
        )
        for code in atlas.schemas.values("acteur", "type")
        if (found := [actor for actor in real if actor.type == code])
    )
    if invented:
        shown = tuple(_card(atlas, actor) for actor in invented)
        groups = (*groups, Group("Exemples inventés", "Exemples", shown))
    view = ActeurList(
        head=site_head(_PAGE),
        competences=_by_skill(real),
        territoires=_by_region(atlas, real),
        types=groups,
        total=len(real),
    )
    return site_page(_PAGE, view)


def _card(atlas: Atlas, item: Acteur) -> Card:
    """Its card, with its région, its skills and how much it tried: a reader filters by any of these words."""
    card = cards.actor_card(atlas, item)
    region = _region_of(atlas, item)
    tried = len(_teams(atlas, item))
    known = {icon: words for icon, words in card.faits if icon == "lieu"}
    place = " · ".join(dict.fromkeys(filter(None, (known.get("lieu"), region))))
    facts = (
        ("lieu", place),
        ("pouvoir", ", ".join(item.competences)),
        ("phase", f"a pris part à {tried} expérimentation{'s' * (tried > 1)}" if tried else ""),
        ("deplacement", item.rayon or ""),
        ("lien", "membre du réseau" if item.reseau else ""),
        ("confirmee", _LISTED if item.reference else ""),
    )
    others = tuple(fact for fact in card.faits if fact[0] != "lieu")
    return replace(card, faits=(*(fact for fact in facts if fact[1]), *others))


def _by_skill(actors: Iterable[Acteur]) -> tuple[Group, ...]:
    """The skills in alphabetical order, each with those who have it."""
    skills: defaultdict[tuple[str | int, ...], dict[str, list[Value]]] = defaultdict(dict)
    for actor in actors:
        for skill in actor.competences:
            same = skills[alphabetical(skill)]
            same.setdefault(next(iter(same), skill), []).append(_link(actor))
    return tuple(
        Group(words[:1].upper() + words[1:], f"Competence-{rank}", tuple(found))
        for rank, (_, named) in enumerate(sorted(skills.items()), 1)
        for words, found in named.items()
    )


def _by_region(atlas: Atlas, actors: Iterable[Acteur]) -> tuple[Group, ...]:
    """The régions and countries by name, each with those who are there; last, those of no known place."""
    places: defaultdict[str, list[Value]] = defaultdict(list)
    for actor in actors:
        places[_region_of(atlas, actor)].append(_link(actor))
    return tuple(
        Group(name or "Sans territoire indiqué", f"Territoire-{rank}", tuple(places[name]))
        for rank, name in enumerate(sorted(places, key=lambda name: (not name, sort_key(name))), 1)
    )


def _region_of(atlas: Atlas, item: Acteur) -> str:
    """The région of an actor, or its country; empty where nobody says where it is."""
    lieu = atlas.lieu(item.territoire) if item.territoire else None
    if lieu is None or lieu.pays != FRANCE:
        return atlas.country_name(lieu) if lieu else ""
    around = (atlas.territoires.get(one) for one in (lieu.id, *lieu.parents))
    return next((one.nom for one in around if one and one.id.startswith("region-")), "")


def _link(actor: Acteur) -> Value:
    return Value(actor.titre, address(Ref("acteur", actor.id)))


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
    listed = (Fait("Référencement", (Value(_LISTED),)),) if item.reference else ()
    member = (Fait("Réseau", (Value("oui, c'est un acteur du réseau"),)),) if item.reseau else ()
    reach = (Fait("Rayon d'action", (Value(item.rayon),)),) if item.rayon else ()
    return (
        Fait("Territoire", (place_link(atlas, item.territoire),) if item.territoire else ()),
        Fait("Compétences", tuple(Value(one) for one in item.competences)),
        *reach,
        Fait("Site", known_values(outside_link(item.site))),
        *listed,
        *member,
    )


def _teams(atlas: Atlas, item: Acteur) -> tuple[Ref, ...]:
    """The experiments that name an actor in one of their fields."""
    named = (
        link.source
        for link in atlas.graph.to(Ref("acteur", item.id))
        if link.source.kind == "experimentation" and link.field != "corps"
    )
    return tuple(dict.fromkeys(named))


def _participations(atlas: Atlas, item: Acteur) -> Iterator[Participation]:
    for ref in _teams(atlas, item):
        experiment = atlas.commons.get(ref)
        if not isinstance(experiment, Experimentation):
            continue
        roles = dict.fromkeys(member.role for member in experiment.equipe if member.acteur == item.id)
        yield Participation(
            cards.experiment_card(atlas, experiment),
            tuple(atlas.label("experimentation", "equipe.role", role) for role in roles),
            tuple(link_to(atlas, Ref("outil", one)) for one in tried_tools(atlas, experiment)),
        )
