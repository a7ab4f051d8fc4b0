"""The pages of the enjeux: what was tried for each, where, with which tools."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, crossing_address
from generator.frozen import Frozen, replace
from generator.grammar import alphabetical
from generator.model import Ref
from generator.pages.evidence.lesson_cards import LessonView, lesson_views, strip_of, tally
from generator.pages.evidence.verdicts import VerdictCollection, collected
from generator.pages.experiment.experimentations import by_phase
from generator.pages.frame import cards
from generator.pages.frame.atlas import EVIDENCE_LEVELS
from generator.pages.frame.counts import counted_in_words, real_ones, real_tools, sort_key
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Group, Value
from generator.protocol import LocatedHypothesis
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Enjeu, Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.charts import Strip
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, EnjeuDot, Foot, Head

_PAGE = SITE_PAGES["enjeux"]
_MOST_INVENTED = 6


class EnjeuDoor(Frozen):
    """The way in to an enjeu: its question, and how much there is behind."""

    enjeu: EnjeuDot
    question: str
    experimentations: int
    outils: int


class EnjeuList(Frozen):
    """The ways in, one for each enjeu."""

    head: Head
    portes: tuple[EnjeuDoor, ...]


class EnjeuView(Frozen):
    """`territoires` holds, for each level, the places where something was tried, with how many times.

    `verdicts` are those of real experiments, `exemples` those of invented ones, which prove nothing.
    `constats` hold what real records teach, which `bande` sums up; `inventes` the first of what invented
    ones tell, and `compte_inventes` how many that is.
    """

    head: Head
    corps: Body
    phases: tuple[Group, ...]
    total: str
    territoires: tuple[Group, ...]
    verdicts: VerdictCollection
    exemples: VerdictCollection
    bande: Strip | None
    constats: tuple[LessonView, ...]
    inventes: tuple[LessonView, ...]
    compte_inventes: str
    outils: tuple[Card, ...]
    voisins: tuple[EnjeuDot, ...]
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.enjeux:
        yield Planned(address(Ref("enjeu", item.id)), partial(record_page, atlas, item))


def ways_in(atlas: Atlas) -> tuple[EnjeuDoor, ...]:
    """The ways in by enjeu, for the home page and for `/enjeux/`, in the order of their numbers."""
    return tuple(
        EnjeuDoor(
            enjeu=cards.pastille(item),
            question=item.question,
            experimentations=len(real_ones(atlas.par_enjeu.get(item.id, ()))),
            outils=len(real_tools(atlas, atlas.outils_par_enjeu.get(item.id, ()))),
        )
        for item in atlas.commons.enjeux
    )


def list_page(atlas: Atlas) -> Page:
    """`/enjeux/`."""
    view = EnjeuList(site_head(_PAGE), ways_in(atlas))
    return site_page(_PAGE, view)


def record_page(atlas: Atlas, item: Enjeu) -> Page:
    """`/enjeux/<n>/`."""
    ref = Ref("enjeu", item.id)
    token = cards.pastille(item)
    number = f"Enjeu {item.numero}"
    head = head_of(atlas, ref, item.titre, SECTIONS["enjeux"], surtitre=number, resume=item.question)
    experiments = atlas.par_enjeu.get(item.id, ())
    learnt = [one for one in atlas.lessons if item.id in one.enjeux]
    real = [one for one in learnt if not one.invente]
    invented = [one for one in learnt if one.invente]
    tools = sorted(
        atlas.outils_par_enjeu.get(item.id, ()), key=lambda tool: (alphabetical(tool.titre), tool.id)
    )
    view = EnjeuView(
        head=replace(head, enjeu=token),
        corps=body_of(atlas, item),
        phases=by_phase(atlas, experiments),
        total=counted_in_words(experiments),
        territoires=_places(atlas, item),
        verdicts=_verdicts(atlas, experiments, inventes=False),
        exemples=_verdicts(atlas, experiments, inventes=True),
        bande=strip_of(atlas, real),
        constats=lesson_views(atlas, real),
        inventes=lesson_views(atlas, invented, _MOST_INVENTED),
        compte_inventes=tally(invented),
        outils=tuple(cards.tool_card(atlas, tool) for tool in tools),
        voisins=tuple(cards.pastille(other) for other in atlas.commons.enjeux if other.id != item.id),
        foot=foot_of(atlas, ref, item, item.titre, "experimentation", "outil"),
    )
    return page(address(ref), "enjeu.html", view, description=item.question)


def _verdicts(atlas: Atlas, items: tuple[Experimentation, ...], *, inventes: bool) -> VerdictCollection:
    """What hypotheses of real experiments came to, or of invented ones; each counts for all their enjeux."""
    return collected(
        atlas,
        (
            LocatedHypothesis(item, line)
            for item in items
            if item.inventee == inventes
            for line in atlas.ledgers.get(item.id, ())
        ),
    )


def _counted(items: Sequence[Experimentation]) -> str:
    """`3`, or `exemple inventé` where nothing real took place."""
    return str(len(real_ones(items))) if real_ones(items) else "exemple inventé"


def _places(atlas: Atlas, item: Enjeu) -> tuple[Group, ...]:
    places = [lieu for lieu in atlas.territoires.values() if (item.id, lieu.id) in atlas.par_croisement]
    levels = dict.fromkeys((*EVIDENCE_LEVELS, *sorted({lieu.niveau for lieu in places})))
    return tuple(
        Group(
            atlas.level_name(found[0]),
            f"Niveau-{level}",
            tuple(
                Value(
                    lieu.libelle,
                    crossing_address(item.id, lieu.id),
                    note=_counted(atlas.par_croisement[item.id, lieu.id]),
                )
                for lieu in sorted(found, key=lambda lieu: (sort_key(lieu.libelle), lieu.id))
            ),
        )
        for level in levels
        if (found := [lieu for lieu in places if lieu.niveau == level])
    )
