"""Keep the ledger of an experiment: each hypothesis, its changes and their reasons, its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.protocol.episodes import episodes
from generator.protocol.trials import notes, trials

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Commons, Dispositif, Evaluation, Hypothese, Journal
    from generator.model.parts import Verdict
    from generator.protocol.episodes import Episode
    from generator.protocol.trials import Essai


class LedgerLine(Frozen):
    """One hypothesis that a published revision held, once or still.

    `hypothese` is its last wording. `episodes` starts with its coming. `essais` are the devices that put it
    to the test in some revision, `journaux` the notes of the days they did. `evaluee_le` is the date of the
    evaluation, None while there is none; `verdict` and `preuve` are None where it says nothing of it.
    """

    hypothese: Hypothese
    episodes: tuple[Episode[Hypothese], ...]
    essais: tuple[Essai, ...]
    journaux: tuple[Journal, ...]
    evaluee_le: str | None
    verdict: str | None
    preuve: str | None

    @property
    def id(self) -> str:
        """Its number within the experiment (H1, H2…), which never changes."""
        return self.hypothese.id

    @property
    def enonce(self) -> str:
        """Its latest wording."""
        return self.hypothese.enonce

    @property
    def entree(self) -> Episode[Hypothese]:
        """The episode that added it to the protocol."""
        return self.episodes[0]

    @property
    def reformulations(self) -> tuple[Episode[Hypothese], ...]:
        """Each time its words changed, also where it came back under others."""
        return tuple(one for one in self.episodes if one.champs)

    @property
    def retrait(self) -> Episode[Hypothese] | None:
        """The withdrawal that stands; None while the hypothesis is in the protocol."""
        last = self.episodes[-1]
        return last if last.genre == "retrait" else None


def ledger(commons: Commons, experiment_id: str) -> tuple[LedgerLine, ...]:
    """Every hypothesis that any published revision of an experiment ever held, by number."""
    evaluation = commons.evaluation(experiment_id)
    verdicts = _verdicts(evaluation)
    lives = episodes(commons, experiment_id, lambda revision: revision.hypotheses)
    return tuple(
        _line(commons, experiment_id, life, evaluation=evaluation, verdicts=verdicts)
        for life in lives.values()
    )


def ledgers(commons: Commons) -> Mapping[str, tuple[LedgerLine, ...]]:
    """The ledger of every experiment that has one, by its id."""
    found = {item.id: ledger(commons, item.id) for item in commons.experimentations}
    return {key: lines for key, lines in found.items() if lines}


def _verdicts(evaluation: Evaluation | None) -> dict[str, Verdict]:
    return {one.hypothese: one for one in evaluation.verdicts} if evaluation else {}


def _line(
    commons: Commons,
    experiment_id: str,
    life: tuple[Episode[Hypothese], ...],
    *,
    evaluation: Evaluation | None,
    verdicts: dict[str, Verdict],
) -> LedgerLine:
    words = [one.apres for one in life if one.apres is not None][-1]
    judged = verdicts.get(words.id)

    def tests(device: Dispositif) -> bool:
        return words.id in device.hypotheses

    return LedgerLine(
        hypothese=words,
        episodes=life,
        essais=trials(commons, experiment_id, tests),
        journaux=notes(commons, experiment_id, tests),
        evaluee_le=evaluation.date if evaluation else None,
        verdict=judged.verdict if judged else None,
        preuve=judged.preuve if judged else None,
    )
