"""The pages of evaluations: verdicts, impact, lessons, and what did not work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, lessons_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.model.parts import Impact  # noqa: TC001 — msgspec reads the types as it runs
from generator.pages.experiment.hypothesis_ledger import ledger_address
from generator.pages.frame import cards
from generator.pages.frame.charts import BeforeAfter, before_after
from generator.pages.frame.layout import SECTIONS, foot_of, head_of
from generator.pages.frame.links import link_to
from generator.pages.frame.links import title_of as titre_de
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Evaluation
    from generator.model.parts import Verdict
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Badge, Foot, Head, Value
    from generator.protocol import LedgerLine


class JudgedView(Frozen):
    """A hypothesis and its verdict, beside what was to be measured.

    `ligne` leads to its life in the ledger: None, and no words, for one that no published revision held.
    `retiree` says why it was withdrawn; it is None while no withdrawal stands.
    """

    hypothese: str
    enonce: str
    indicateur: str | None
    seuil: str | None
    ligne: str | None
    retiree: tuple[str, ...] | None
    verdict: Badge
    preuve: str | None


class ImpactView(Frozen):
    """What was measured before and after; `dessin` is None where no length can show it."""

    mesure: Impact
    dessin: BeforeAfter | None


class FailureView(Frozen):
    """Something that did not work; its cause in words, and the page of all that this cause spoiled."""

    constat: str
    cause: str
    adresse: str


class EvaluationView(Frozen):
    """`en_attente` are the hypotheses it is silent on: (id, wording, place in the ledger)."""

    head: Head
    date: str
    experimentation: Value
    verdicts: tuple[JudgedView, ...]
    en_attente: tuple[tuple[str, str, str], ...]
    impact: tuple[ImpactView, ...]
    enseignements: tuple[str, ...]
    echecs: tuple[FailureView, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.commons.evaluations:
        yield Planned(address(Ref("evaluation", item.id)), partial(evaluation_page, atlas, item))


def failure_views(atlas: Atlas, item: Evaluation | None) -> tuple[FailureView, ...]:
    """What did not work, in words."""
    if item is None:
        return ()
    return tuple(
        FailureView(
            one.constat,
            atlas.label("evaluation", "na_pas_marche.cause", one.cause),
            lessons_address(one.cause),
        )
        for one in item.na_pas_marche
    )


def impacts(item: Evaluation | None) -> tuple[ImpactView, ...]:
    """What was measured, drawn where it can be."""
    found = item.impact if item else ()
    return tuple(
        ImpactView(one, before_after(one.indicateur, one.avant, one.apres, unit=one.unite)) for one in found
    )


def evaluation_page(atlas: Atlas, item: Evaluation) -> Page:
    """`/experimentations/<e>/evaluation/`."""
    ref = Ref("evaluation", item.id)
    title = titre_de(atlas, ref)
    owner = link_to(atlas, Ref("experimentation", item.experimentation))
    known = {one.id: one for one in atlas.ledgers.get(item.experimentation, ())}
    judged = {one.hypothese for one in item.verdicts}
    view = EvaluationView(
        head=head_of(atlas, ref, title, SECTIONS["experimentations"], owner, resume=item.resume or ""),
        date=item.date,
        experimentation=owner,
        verdicts=tuple(_verdict(atlas, item, one, line=known.get(one.hypothese)) for one in item.verdicts),
        en_attente=tuple(
            (key, one.enonce, ledger_address(item.experimentation, key))
            for key, one in known.items()
            if key not in judged
        ),
        impact=impacts(item),
        enseignements=item.enseignements,
        echecs=failure_views(atlas, item),
        corps=body_of(atlas, item, level=3),
        foot=foot_of(atlas, ref, item, title),
    )
    about = f"Verdicts, mesure d'impact et enseignements de l'expérimentation « {owner.texte} »."
    return page(address(ref), "evaluation.html", view, description=item.resume or about)


def _verdict(atlas: Atlas, item: Evaluation, one: Verdict, *, line: LedgerLine | None) -> JudgedView:
    words = line.hypothese if line else None
    return JudgedView(
        hypothese=one.hypothese,
        enonce=words.enonce if words else "",
        indicateur=words.indicateur if words else None,
        seuil=str(words.seuil) if words and words.seuil is not None else None,
        ligne=ledger_address(item.experimentation, one.hypothese) if line else None,
        retiree=line.retrait.raisons if line and line.retrait else None,
        verdict=cards.verdict(atlas, one.verdict),
        preuve=one.preuve,
    )
