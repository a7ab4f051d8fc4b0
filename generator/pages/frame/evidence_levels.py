"""Show how far what a tool showed can be trusted: a level of the scale, and which way its results go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import plaide_contre, plaide_pour
from generator.pages.frame.views import Badge
from generator.protocol import AUCUNE, CONTESTEE, EVIDENCE_LEVELS, RACONTEE, REPETEE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.protocol import EvidenceLevel, Testimony, ToolEvidence

# How many steps of the drawing each level fills; « contestée » is crossed out.
_STEPS = {one.code: rank for rank, one in enumerate(EVIDENCE_LEVELS)} | {CONTESTEE.code: 2}
_SIGNS = {
    RACONTEE.code: ("parole", "neutre"),
    REPETEE.code: ("confirmee", "oui"),
    CONTESTEE.code: ("partielle", "mi"),
}


class LevelView(Frozen):
    """A level of evidence: its words, and how many steps of its drawing are full."""

    code: str
    nom: str
    demande: str
    rang: int
    conteste: bool


def level(one: EvidenceLevel) -> LevelView:
    """A level as pages show it."""
    return LevelView(
        code=one.code,
        nom=one.nom,
        demande=one.demande,
        rang=_STEPS[one.code],
        conteste=one == CONTESTEE,
    )


def badge(known: ToolEvidence) -> Badge | None:
    """A level in small, with the direction of results; None where there is no evidence."""
    if known.niveau == AUCUNE:
        return None
    icon, tone = _SIGNS.get(known.niveau.code, ("oeil", "actif"))
    way = penchant(known.temoignages)
    return Badge(f"{known.niveau.nom}{', ' * bool(way)}{way}", icon, tone)


def penchant(heard: Iterable[Testimony]) -> str:
    """The overall direction of findings and verdicts, in words; empty if there are none."""
    told = list(heard)
    good = sum(plaide_pour(one.sens) for one in told)
    bad = sum(plaide_contre(one.sens) for one in told)
    if good and bad:
        return "résultats partagés"
    if good:
        return "favorable" if good == len(told) else "plutôt favorable"
    if bad:
        return "défavorable" if bad == len(told) else "plutôt défavorable"
    return "résultats mitigés" if told else ""
