"""The pages of evaluations: verdicts, impact, lessons, and what did not work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.pages import cartes
from generator.pages.gabarits import page
from generator.pages.page import Planned
from generator.pages.prose_html import Corps, corps
from generator.pages.protocole import suivis
from generator.pages.tetes import RUBRIQUES, lien, pied, tete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Evaluation
    from generator.model.parts import Impact
    from generator.pages.atlas import Atlas
    from generator.pages.page import Page
    from generator.pages.vues import Badge, Entete, Pied, Valeur


@dataclass(frozen=True, slots=True)
class VerdictVu:
    """`enonce` is empty for a hypothesis that no published revision holds."""

    hypothese: str
    enonce: str
    retiree: str | None
    verdict: Badge
    preuve: str | None


@dataclass(frozen=True, slots=True)
class EchecVu:
    """Something that did not work, and its cause in words."""

    constat: str
    cause: str


@dataclass(frozen=True, slots=True)
class VueEvaluation:
    """`en_attente` lists the hypotheses that this evaluation says nothing of."""

    entete: Entete
    date: str
    experimentation: Valeur
    verdicts: tuple[VerdictVu, ...]
    en_attente: tuple[str, ...]
    impact: tuple[Impact, ...]
    enseignements: tuple[str, ...]
    echecs: tuple[EchecVu, ...]
    corps: Corps
    pied: Pied


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.commons.evaluations:
        yield Planned(address(Ref("evaluation", item.id)), partial(dossier, atlas, item))


def echecs(atlas: Atlas, item: Evaluation | None) -> tuple[EchecVu, ...]:
    """What did not work, in words."""
    if item is None:
        return ()
    return tuple(
        EchecVu(one.constat, atlas.libelle("evaluation", "na_pas_marche.cause", one.cause))
        for one in item.na_pas_marche
    )


def dossier(atlas: Atlas, item: Evaluation) -> Page:
    """`/experimentations/<e>/evaluation/`."""
    ref = Ref("evaluation", item.id)
    title = cartes.titre(atlas, ref)
    owner = lien(atlas, Ref("experimentation", item.experimentation))
    known = {one.suivi.id: one.suivi for one in suivis(atlas, item.experimentation)}
    judged = {one.hypothese for one in item.verdicts}
    view = VueEvaluation(
        entete=tete(atlas, ref, title, RUBRIQUES["experimentation"], owner, resume=item.resume or ""),
        date=item.date,
        experimentation=owner,
        verdicts=tuple(
            VerdictVu(
                one.hypothese,
                known[one.hypothese].enonce if one.hypothese in known else "",
                known[one.hypothese].retiree if one.hypothese in known else None,
                cartes.verdict(atlas, one.verdict),
                one.preuve,
            )
            for one in item.verdicts
        ),
        en_attente=tuple(f"{key} — {one.enonce}" for key, one in known.items() if key not in judged),
        impact=item.impact,
        enseignements=item.enseignements,
        echecs=echecs(atlas, item),
        corps=corps(atlas, item, level=3),
        pied=pied(atlas, ref, item, title),
    )
    about = f"Verdicts, mesure d'impact et enseignements de l'expérimentation « {owner.texte} »."
    return page(address(ref), "evaluation.html", view, item.resume or about)
