"""The pages of experiments: the list, by frame and phase, and one page for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen, replace
from generator.grammar import alphabetical, of
from generator.model import Outil, Ref
from generator.model.words import LABO
from generator.pages.experiment import experiment_facts
from generator.pages.experiment.answer import AnswerView, answer
from generator.pages.experiment.documentation_gaps import Gaps, gaps_of, progress_of
from generator.pages.experiment.evaluation import FailureView, ImpactView, failure_views, impacts
from generator.pages.experiment.finding_groups import FindingGroup, by_direction
from generator.pages.experiment.follow_ups import CostView, FollowUps, costs, follow_ups
from generator.pages.experiment.hypothesis_ledger import LedgerLineView, ledger_view
from generator.pages.experiment.phase_track import PhaseTrack, phase_track
from generator.pages.experiment.timeline import Frise, timeline_of
from generator.pages.frame import cards
from generator.pages.frame.illustration import picture_of
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Group, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model import Experimentation, Site
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Badge, Card, EnjeuDot, Fait, Foot, Head, Picture, Progress

_PAGE = SITE_PAGES["experimentations"]

_QUIET = "Sans nouvelles depuis plus de deux ans"


class ExperimentationList(Frozen):
    """`cadres` holds a group for each frame; in it, a group of cards for each phase."""

    head: Head
    cadres: tuple[Group, ...]
    total: int


class ExperimentationView(Frozen):
    """What the page of an experiment holds: its `reponse` first, then what stands behind it.

    `mesure` is None while the phase asks for nothing, `lacunes` where nothing is missing. `journal` starts
    with the newest note, `frise` with the oldest mark; `a_raconter` are ways to the form.
    """

    head: Head
    cadre: str
    cadre_code: str
    du_labo: str
    phase: Badge
    parcours: PhaseTrack
    mesure: Progress | None
    enjeux: tuple[EnjeuDot, ...]
    reponse: AnswerView
    image: Picture | None
    constats: tuple[FindingGroup, ...]
    suites: FollowUps
    couts: tuple[CostView, ...]
    fiche: tuple[Fait, ...]
    equipe: tuple[Fait, ...]
    reperes: tuple[experiment_facts.FigureView, ...]
    registre: tuple[LedgerLineView, ...]
    outils: tuple[Card, ...]
    outils_issus: tuple[Card, ...]
    protocole: Value | None
    frise: Frise
    journal: tuple[Card, ...]
    evenements: tuple[Card, ...]
    evaluation: Card | None
    enseignements: tuple[str, ...]
    impact: tuple[ImpactView, ...]
    echecs: tuple[FailureView, ...]
    corps: Body
    lacunes: Gaps | None
    a_raconter: tuple[Value, ...]
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.experimentations:
        yield Planned(address(Ref("experimentation", item.id)), partial(record_page, atlas, item))


def by_phase(
    atlas: Atlas,
    items: Iterable[Experimentation],
    prefix: str = "Phase",
    *,
    carte: Callable[[Atlas, Experimentation], Card] = cards.experiment_card,
) -> tuple[Group, ...]:
    """Cards by phase, in the order of an experiment's life; each by title; phases without any are left out.

    What is said to be under way and that nobody told of for long stands apart, last.
    """
    phases: dict[str, list[Experimentation]] = {}
    for item in sorted(items, key=lambda item: (alphabetical(item.titre), item.id)):
        phases.setdefault("" if item.id in atlas.sans_nouvelles else item.statut, []).append(item)
    groups = [
        Group(
            atlas.label("experimentation", "statut", phase),
            f"{prefix}-{phase}",
            tuple(carte(atlas, item) for item in phases[phase]),
        )
        for phase in atlas.schemas.values("experimentation", "statut")
        if phase in phases
    ]
    quiet = tuple(carte(atlas, item) for item in phases.get("", ()))
    if quiet:
        groups.append(Group(_QUIET, f"{prefix}-sans-nouvelles", quiet))
    return tuple(groups)


def list_page(atlas: Atlas) -> Page:
    """`/experimentations/`: the lab's own apart from the others."""
    frames = []
    titles = _titles(atlas.commons.site)
    for cadre in atlas.schemas.values("experimentation", "cadre"):
        items = [item for item in atlas.experimentations if item.cadre == cadre]
        title, note = titles.get(cadre) or (atlas.label("experimentation", "cadre", cadre), "")
        if items or cadre == LABO:
            groups = by_phase(atlas, items, f"Phase-{cadre}", carte=_measured)
            frames.append(Group(titre=title, ancre=f"Cadre-{cadre}", elements=groups, note=note))
    view = ExperimentationList(site_head(_PAGE), tuple(frames), len(atlas.experimentations))
    return site_page(_PAGE, view)


def _titles(site: Site) -> dict[str, tuple[str, str]]:
    """The name of each frame and what it means, with the names that the facts of the site give."""
    lab, editor = site.labo, site.editeur
    return {
        "labo": (
            f"Les expérimentations {of(lab)}",
            f"Menées avec {lab}{f' {of(editor)}' if editor else ''}. Une proposition n'a pas commencé.",
        ),
        "reseau": (
            f"Autour {of(lab)}",
            f"Menées par le réseau {of(editor or lab)}, avant {lab} ou à ses côtés.",
        ),
        "comparable": (
            "Expériences comparables",
            f"Menées par d'autres, sans {lab} : elles éclairent ses enjeux.",
        ),
        "demonstration": (
            "Exemples inventés",
            "Rien de cela n'a eu lieu : ces fiches montrent comment documenter.",
        ),
    }


def _measured(atlas: Atlas, item: Experimentation) -> Card:
    return replace(cards.experiment_card(atlas, item), mesure=progress_of(atlas, item))


def record_page(atlas: Atlas, item: Experimentation) -> Page:
    """`/experimentations/<e>/`: all that is known of one experiment."""
    ref = Ref("experimentation", item.id)
    head = head_of(atlas, ref, item.titre, SECTIONS["experimentations"], resume=item.resume)
    return page(
        address(ref), "experimentation.html", _view(atlas, ref, item, head=head), description=item.resume
    )


def _view(atlas: Atlas, ref: Ref, item: Experimentation, *, head: Head) -> ExperimentationView:
    commons = atlas.commons
    evaluation = commons.evaluation(item.id)
    first = answer(atlas, item)
    return ExperimentationView(
        head=head,
        cadre=atlas.label("experimentation", "cadre", item.cadre),
        cadre_code=item.cadre,
        du_labo=of(commons.site.labo),
        phase=cards.phase(atlas, item),
        parcours=phase_track(atlas, item),
        mesure=progress_of(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        reponse=first,
        image=picture_of(atlas, item),
        constats=by_direction(atlas, item),
        suites=follow_ups(atlas, item),
        couts=costs(atlas, item),
        fiche=experiment_facts.facts_of(atlas, item),
        equipe=experiment_facts.team_of(atlas, item),
        reperes=experiment_facts.figures_of(item),
        registre=ledger_view(atlas, item.id),
        outils=_cards(atlas, tried_tools(atlas, item)),
        outils_issus=_cards(
            atlas, [link.source.id for link in atlas.graph.to(ref) if link.field == "issu_de"]
        ),
        protocole=experiment_facts.protocol_link(item) if commons.revisions(item.id) else None,
        frise=timeline_of(atlas, item) if commons.revisions(item.id) else (),
        journal=tuple(_own(cards.result_card(atlas, note)) for note in reversed(commons.journal(item.id))),
        evenements=tuple(
            replace(cards.event_card(atlas, event), invente=False) for event in commons.rendez_vous(item.id)
        ),
        evaluation=_own(cards.result_card(atlas, evaluation)) if evaluation else None,
        enseignements=evaluation.enseignements if evaluation else (),
        impact=impacts(evaluation),
        echecs=failure_views(atlas, evaluation),
        corps=body_of(atlas, item, level=3),
        lacunes=gaps_of(atlas, item, first.inconnus),
        a_raconter=experiment_facts.ways_to_tell(atlas, item),
        foot=foot_of(atlas, ref, item, item.titre, "evenement", "protocole", "journal", "evaluation"),
    )


def _own(card: Card) -> Card:
    """The card of a part on its experiment's page, which already says the kind and whether it is invented."""
    return replace(card, nature="", invente=False)


def tried_tools(atlas: Atlas, item: Experimentation) -> tuple[str, ...]:
    """The ids of the tools an experiment tried, as it lists them, then as its protocol and journal do."""
    commons = atlas.commons
    planned = [
        device.outil for one in commons.revisions(item.id) for device in one.dispositifs if device.outil
    ]
    used = [tool for note in commons.journal(item.id) for tool in note.outils]
    return tuple(dict.fromkeys((*item.outils, *planned, *used)))


def _cards(atlas: Atlas, tool_ids: Iterable[str]) -> tuple[Card, ...]:
    found = (atlas.commons.get(Ref("outil", one)) for one in tool_ids)
    return tuple(cards.tool_card(atlas, tool) for tool in found if isinstance(tool, Outil))
