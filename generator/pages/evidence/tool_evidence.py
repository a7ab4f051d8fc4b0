"""Show what the field showed of a tool: each use, how it was adapted, what became of the hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.evidence.verdicts import VerdictCollection, collected, judged_hypothesis
from generator.pages.experiment.hypothesis_ledger import against_fieldwork, field_in_words, note_links
from generator.pages.frame import cards
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Card, Value
from generator.protocol import LocatedHypothesis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Dispositif
    from generator.pages.evidence.verdicts import JudgedHypothese
    from generator.pages.frame.atlas import Atlas
    from generator.protocol import Episode, Essai, ToolUse

_GENRES = {"entree": "Ajouté", "reformulation": "Modifié", "retrait": "Retiré", "retour": "Repris"}


class TrialChange(Frozen):
    """What a later revision did to a device: the fields it touched in words, its reasons."""

    titre: str
    jour: str
    revision: Value
    terrain: str
    champs: tuple[str, ...]
    raisons: tuple[str, ...]


class TrialView(Frozen):
    """A device: what a team made of the tool. Its words are those of the last revision that used the tool."""

    dispositif: Value
    public: str | None
    description: str | None
    etapes: tuple[str, ...]
    changements: tuple[TrialChange, ...]


class UsageView(Frozen):
    """What one experiment reports about the tool."""

    experimentation: Card
    essais: tuple[TrialView, ...]
    hypotheses: tuple[JudgedHypothese, ...]
    journaux: tuple[Value, ...]
    evaluation: Value | None


class Evidence(Frozen):
    """The uses of a tool in real experiments, or in invented ones, and what they came to together.

    `nombre` counts them where only some are here.
    """

    usages: tuple[UsageView, ...]
    recueil: VerdictCollection
    nombre: int


def evidence_of(atlas: Atlas, usages: Iterable[ToolUse], *, inventes: bool) -> Evidence:
    """The uses of a tool in real experiments, or in invented ones: the two are never counted together."""
    found = [usage for usage in usages if usage.experimentation.inventee == inventes]
    return Evidence(
        tuple(_use(atlas, usage) for usage in found),
        collected(
            atlas,
            (LocatedHypothesis(usage.experimentation, line) for usage in found for line in usage.lignes),
        ),
        len(found),
    )


def _use(atlas: Atlas, usage: ToolUse) -> UsageView:
    item = usage.experimentation
    evaluation = atlas.commons.evaluation(item.id)
    return UsageView(
        experimentation=cards.experiment_card(atlas, item),
        essais=tuple(_trial(atlas, item.id, one) for one in usage.essais),
        hypotheses=tuple(judged_hypothesis(atlas, LocatedHypothesis(item, line)) for line in usage.lignes),
        journaux=note_links(usage.journaux),
        evaluation=Value(f"Évaluation, {day_in_words(evaluation.date)}", address(Ref("evaluation", item.id)))
        if evaluation
        else None,
    )


def _trial(atlas: Atlas, experiment_id: str, trial: Essai) -> TrialView:
    device = trial.dispositif
    where = address(Ref("protocole", f"{experiment_id}/r{trial.revision}"))
    first = next(one.revision for one in trial.episodes)
    later = [one for one in trial.episodes if one.genre != "entree" or first > 1]
    return TrialView(
        dispositif=Value(device.titre, f"{where}#{device.id}", note=device.id),
        public=device.public,
        description=device.description,
        etapes=tuple(step.texte for step in device.etapes),
        changements=tuple(_change(atlas, experiment_id, one) for one in later),
    )


def _change(atlas: Atlas, experiment_id: str, one: Episode[Dispositif]) -> TrialChange:
    where = address(Ref("protocole", f"{experiment_id}/r{one.revision}"))
    return TrialChange(
        titre=_GENRES[one.genre],
        jour=one.date,
        revision=Value(f"révision {one.revision}", where),
        terrain=against_fieldwork(one),
        champs=tuple(field_in_words(atlas, "dispositifs", name) for name in one.champs),
        raisons=one.raisons,
    )
