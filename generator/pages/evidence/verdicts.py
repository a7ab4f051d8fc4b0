"""Show what a set of hypotheses came to: counts in words, each under its verdict, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.model.words import CONFIRMEE, INFIRMEE
from generator.pages.experiment.hypothesis_ledger import ledger_address, verdict, why_no_verdict
from generator.pages.frame import cards
from generator.pages.frame.views import Badge, Value
from generator.protocol import gathered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.frame.atlas import Atlas
    from generator.protocol import HypothesesByVerdict, LocatedHypothesis

_WAITING = Badge("Sans verdict", "question", "neutre")


class JudgedHypothese(Frozen):
    """A hypothesis in its experiment, where `adresse` leads; `attente` is empty where it has a verdict."""

    id: str
    enonce: str
    adresse: str
    experimentation: Value
    lieu: str
    verdict: Badge | None
    attente: str
    preuve: str | None


class VerdictGroup(Frozen):
    """The hypotheses that came to one verdict, or to none; `total` counts them where some are left out."""

    badge: Badge
    hypotheses: tuple[JudgedHypothese, ...]
    total: int = 0

    @property
    def nombre(self) -> int:
        """The number of hypotheses, those not listed included."""
        return self.total or len(self.hypotheses)


class VerdictCollection(Frozen):
    """What hypotheses came to, all of real experiments or all of invented ones.

    `phrase` counts them: `3 hypothèses confirmées, 1 infirmée`; empty where there are none. `confirmees` and
    `infirmees` are filled where the two contradict each other.
    """

    phrase: str
    groupes: tuple[VerdictGroup, ...]
    confirmees: tuple[JudgedHypothese, ...]
    infirmees: tuple[JudgedHypothese, ...]


def collected(atlas: Atlas, trials_made: Iterable[LocatedHypothesis]) -> VerdictCollection:
    """Hypotheses by verdict. Those of real experiments and invented ones must come apart."""
    found = gathered(trials_made, atlas.schemas.values("evaluation", "verdicts.verdict"))
    groups = {key: tuple(judged_hypothesis(atlas, one) for one in items) for key, items in found.par_verdict}
    opposed = found.contradictoire
    return VerdictCollection(
        phrase=_sentence(atlas, found),
        groupes=tuple(
            VerdictGroup(cards.verdict(atlas, key) if key else _WAITING, items)
            for key, items in groups.items()
        ),
        confirmees=groups[CONFIRMEE] if opposed else (),
        infirmees=groups[INFIRMEE] if opposed else (),
    )


def judged_hypothesis(atlas: Atlas, one: LocatedHypothesis) -> JudgedHypothese:
    """A hypothesis with its verdict and where it was tested."""
    item, line = one.experimentation, one.ligne
    return JudgedHypothese(
        id=line.id,
        enonce=line.enonce,
        adresse=ledger_address(item.id, line.id),
        experimentation=Value(item.titre, address(Ref("experimentation", item.id))),
        lieu=cards.places_in_words(atlas, item),
        verdict=verdict(atlas, line),
        attente=why_no_verdict(line),
        preuve=line.preuve,
    )


def _sentence(atlas: Atlas, found: HypothesesByVerdict) -> str:
    told: list[str] = []
    for key, items in found.par_verdict:
        many = "s" * (len(items) > 1)
        words = f"{atlas.label('evaluation', 'verdicts.verdict', key).lower()}{many}" if key else ""
        told.append(f"{len(items)}{'' if told else f' hypothèse{many}'} {words or 'sans verdict'}")
    return ", ".join(told)
