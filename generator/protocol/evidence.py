"""Tie hypotheses to their verdicts, and tools to the experiments that tried them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Experimentation, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Commons, Dispositif, Hypothese, Journal


@dataclass(frozen=True, slots=True)
class SuiviHypothese:
    """A hypothesis as its last published revision words it, with what became of it.

    `entree` is the number of the revision that brought it; `retiree` the reason of its withdrawal, if any;
    `verdict` and `preuve` come from the evaluation, if any.
    """

    id: str
    enonce: str
    indicateur: str | None
    seuil: str | float | None
    entree: int
    retiree: str | None
    verdict: str | None
    preuve: str | None


@dataclass(frozen=True, slots=True)
class Essai:
    """A device that used a tool, as the last revision holding it describes it."""

    revision: int
    dispositif: Dispositif


@dataclass(frozen=True, slots=True)
class Usage:
    """What one experiment tells of one tool.

    `verdicts` are those of the hypotheses its devices put to the test; `declare` says that the experiment
    lists the tool itself, with or without a protocol.
    """

    experimentation: Experimentation
    essais: tuple[Essai, ...]
    journaux: tuple[Journal, ...]
    verdicts: tuple[SuiviHypothese, ...]
    declare: bool


def hypotheses(commons: Commons, experiment_id: str) -> tuple[SuiviHypothese, ...]:
    """Every hypothesis that any published revision ever held, by number."""
    latest: dict[str, Hypothese] = {}
    entry: dict[str, int] = {}
    retired: dict[str, str] = {}
    for revision in commons.revisions(experiment_id):
        if revision.etat != "publiee":
            continue
        for hypothesis in revision.hypotheses:
            latest[hypothesis.id] = hypothesis
            entry.setdefault(hypothesis.id, revision.numero)
            retired.pop(hypothesis.id, None)
        for gone in revision.hypotheses_retirees:
            retired[gone.id] = gone.motif
    evaluation = commons.evaluation(experiment_id)
    verdicts = {verdict.hypothese: verdict for verdict in evaluation.verdicts} if evaluation else {}
    return tuple(
        SuiviHypothese(
            key,
            hypothesis.enonce,
            hypothesis.indicateur,
            hypothesis.seuil,
            entry[key],
            retired.get(key),
            verdicts[key].verdict if key in verdicts else None,
            verdicts[key].preuve if key in verdicts else None,
        )
        for key, hypothesis in sorted(latest.items(), key=lambda pair: (len(pair[0]), pair[0]))
    )


def uses(commons: Commons, tool_id: str, experiment_ids: Iterable[str]) -> tuple[Usage, ...]:
    """What each of the experiments given (those that name the tool, as the link graph knows) tells of it."""
    found = (_usage(commons, tool_id, experiment_id) for experiment_id in sorted(set(experiment_ids)))
    return tuple(usage for usage in found if usage)


def _usage(commons: Commons, tool_id: str, experiment_id: str) -> Usage | None:
    experiment = commons.get(Ref("experimentation", experiment_id))
    if not isinstance(experiment, Experimentation):
        return None
    tried = {
        device.id: Essai(revision.numero, device)
        for revision in commons.revisions(experiment_id)
        if revision.etat == "publiee"
        for device in revision.dispositifs
        if device.outil == tool_id
    }
    notes = tuple(
        note
        for note in commons.journal(experiment_id)
        if tool_id in note.outils or tried.keys() & set(note.dispositifs)
    )
    tested = {name for trial in tried.values() for name in trial.dispositif.hypotheses}
    declared = tool_id in experiment.outils
    if not (tried or notes or declared):
        return None
    return Usage(
        experiment,
        tuple(tried[key] for key in sorted(tried)),
        notes,
        tuple(item for item in hypotheses(commons, experiment_id) if item.id in tested),
        declared,
    )
