"""The pages of the toolbox: the list, by enjeu and by type, and each tool with its evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.grammar import alphabetical
from generator.model import Ref
from generator.pages.evidence.finding_views import Findings, findings_of
from generator.pages.evidence.tool_chooser import Critere, choosable, criteria
from generator.pages.evidence.tool_evidence import Evidence, evidence_of
from generator.pages.evidence.tool_glance import ToolGlance, glance, in_the_field
from generator.pages.evidence.tool_map import ToolMap, tool_map
from generator.pages.experiment.finding_groups import FindingView, elsewhere
from generator.pages.frame import cards
from generator.pages.frame.comparables import size_in_words
from generator.pages.frame.counts import real_tools
from generator.pages.frame.illustration import picture_of
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import PER_PAGE, Fait, Group, Value
from generator.protocol import uses
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Outil
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, EnjeuDot, Foot, Head, Picture

_PAGE = SITE_PAGES["outils"]
# The lines that fit on two printed pages: about 80 characters each, a new line for each step and item.
_MOST_LINES = 60
_LINE = 80


class OutilList(Frozen):
    """`enjeux` leads to the tools of each; `types` holds those to choose from, a group for each type.

    `criteres` choose among the tools of this page, and `dessin` sorts them by two: there are none where the
    list takes several.
    """

    head: Head
    enjeux: tuple[tuple[EnjeuDot, int, str], ...]
    criteres: tuple[Critere, ...]
    dessin: ToolMap | None
    types: tuple[Group, ...]
    total: int


class PlannedUse(Frozen):
    """What the tool's record plans, to compare with what teams did: sizes in words, empty if not told."""

    groupe: str
    duree: str
    etapes: int


class OutilView(Frozen):
    """`ancetres` are the tools it comes from, `descendants` those that come from it.

    `apercu` tells at a glance what took place, `constats_sur` the findings that name the tool, strongest
    first; `constats` what experiments that used it taught as a whole. `preuves` are the uses that took place;
    `exemples` the invented ones, which prove nothing.
    `deux_feuilles` says whether what is printed surely fits on two sheets.
    """

    head: Head
    apercu: ToolGlance
    image: Picture | None
    enjeux: tuple[EnjeuDot, ...]
    fiche: tuple[Fait, ...]
    deux_feuilles: bool
    materiel: tuple[str, ...]
    etapes: tuple[str, ...]
    prevu: PlannedUse
    preuves: Evidence
    exemples: Evidence
    constats_sur: tuple[FindingView, ...]
    constats: Findings
    ancetres: tuple[Value, ...]
    descendants: tuple[Value, ...]
    issu_de: Value | None
    acteurs: tuple[Card, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.outils:
        yield Planned(address(Ref("outil", item.id)), partial(record_page, atlas, item))


def by_type(atlas: Atlas, items: tuple[Outil, ...]) -> tuple[Group, ...]:
    """Tools to choose from, by type, then by title; types without any are left out."""
    items = tuple(sorted(items, key=lambda item: (alphabetical(item.titre), item.id)))
    return tuple(
        Group(
            atlas.label("outil", "type", one),
            f"Type-{one}",
            tuple(choosable(atlas, item) for item in items if item.type == one),
        )
        for one in atlas.schemas.values("outil", "type")
        if any(item.type == one for item in items)
    )


def list_page(atlas: Atlas) -> Page:
    """`/boite-a-outils/`."""
    asked = criteria(atlas) if len(atlas.commons.outils) <= PER_PAGE else ()
    view = OutilList(
        head=site_head(_PAGE),
        enjeux=tuple(
            (cards.pastille(enjeu), len(real_tools(atlas, tools)), f"{address(ref)}#Outils")
            for enjeu in atlas.commons.enjeux
            for tools in [atlas.outils_par_enjeu.get(enjeu.id, ())]
            for ref in [Ref("enjeu", enjeu.id)]
        ),
        criteres=asked,
        dessin=tool_map(atlas, asked),
        types=by_type(atlas, atlas.commons.outils),
        total=len(atlas.commons.outils),
    )
    return site_page(_PAGE, view)


def record_page(atlas: Atlas, item: Outil) -> Page:
    """`/boite-a-outils/<o>/`."""
    ref = Ref("outil", item.id)
    links = atlas.graph.to(ref)
    experiments = {
        link.source.id.partition("/")[0]
        for link in links
        if link.source.kind in {"experimentation", "protocole", "journal"} and link.field != "corps"
    }
    actors = dict.fromkeys(
        link.source.id for link in links if link.source.kind == "acteur" and link.field != "corps"
    )
    by_id = {actor.id: actor for actor in atlas.commons.acteurs} if actors else {}
    words = atlas.label("outil", "type", item.type)
    found = uses(atlas.commons, atlas.ledgers, item.id, experiment_ids=experiments)
    view = OutilView(
        head=head_of(atlas, ref, item.titre, SECTIONS["outils"], surtitre=words, resume=item.resume),
        apercu=glance(atlas, item),
        image=picture_of(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        fiche=(*_facts(atlas, item), *in_the_field(atlas, item)),
        deux_feuilles=_fits(item),
        materiel=item.materiel,
        etapes=item.etapes,
        prevu=PlannedUse(size_in_words(item.participants), item.duree or "", len(item.etapes)),
        preuves=evidence_of(atlas, found, inventes=False),
        exemples=evidence_of(atlas, found, inventes=True),
        constats_sur=elsewhere(atlas, atlas.constats.get(item.id, ()), ref),
        constats=findings_of(atlas, [usage.experimentation for usage in found]),
        ancetres=tuple(link_to(atlas, Ref("outil", one)) for one in item.derive_de),
        descendants=tuple(link_to(atlas, link.source) for link in links if link.field == "derive_de"),
        issu_de=link_to(atlas, Ref("experimentation", item.issu_de)) if item.issu_de else None,
        acteurs=tuple(cards.actor_card(atlas, by_id[one]) for one in actors if one in by_id),
        corps=body_of(atlas, item, level=3),
        foot=foot_of(atlas, ref, item, item.titre, "experimentation", "protocole", "journal"),
    )
    return page(address(ref), "outil.html", view, description=item.resume)


def _facts(atlas: Atlas, item: Outil) -> tuple[Fait, ...]:
    group = size_in_words(item.participants)
    times = ", ".join(atlas.label("outil", "temps", one) for one in item.temps)
    budget = atlas.label("outil", "budget", item.budget) if item.budget else ""
    presence = atlas.label("outil", "presence", item.presence) if item.presence else ""
    facts = {
        "Taille du groupe": group,
        "Durée": item.duree or times,
        "Coût": item.cout or budget,
        "Sur place ou en ligne": presence,
    }
    return tuple(Fait(words, (Value(told),) if told else ()) for words, told in facts.items())


def _fits(item: Outil) -> bool:
    return sum(len(text) // _LINE + 2 for text in (*item.materiel, *item.etapes)) <= _MOST_LINES
