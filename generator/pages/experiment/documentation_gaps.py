"""Measure how well an experiment is documented, and say what is missing, with the phase that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.pages.experiment.experiment_facts import facts_of
from generator.pages.frame.views import Progress
from generator.protocol import exigences, opposable

if TYPE_CHECKING:
    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas

# Facts worth knowing that no phase asks for.
_ALSO = frozenset({"Territoires", "À l'initiative de", "Participants"})


class Lacune(Frozen):
    """A piece that a phase asks for and that is missing: its name or what it lacks, and why it matters."""

    manque: str
    pourquoi: str


class Lacunes(Frozen):
    """What is missing. `phases` holds, for each that lacks something, its name and its gaps.

    `opposable` is False where the rules of the phases were no duty: a gap is then no fault. `autres` names
    other facts that nobody wrote.
    """

    mesure: Progress
    opposable: bool
    phases: tuple[tuple[str, tuple[Lacune, ...]], ...]
    autres: tuple[str, ...]


def progress_of(atlas: Atlas, item: Experimentation) -> Progress | None:
    """How well documented an experiment is; None while its phase asks for nothing."""
    asked = exigences(atlas.commons, item)
    return Progress(sum(one.remplie for one in asked), len(asked)) if asked else None


def gaps_of(atlas: Atlas, item: Experimentation) -> Lacunes | None:
    """What should be known by now and is not; None where nothing is missing."""
    asked = exigences(atlas.commons, item)
    missing = [one for one in asked if not one.remplie]
    due = opposable(atlas.commons.site, item)
    also = tuple(fact.libelle for fact in facts_of(atlas, item) if fact.lacune and fact.libelle in _ALSO)
    if not (missing or also):
        return None
    return Lacunes(
        mesure=Progress(len(asked) - len(missing), len(asked)),
        opposable=due,
        phases=tuple(
            (
                atlas.commons.phases[phase],
                tuple(
                    Lacune(_sentence(one.manque) if due else one.nom, _sentence(one.pourquoi))
                    for one in missing
                    if one.phase == phase
                ),
            )
            for phase in dict.fromkeys(one.phase for one in missing)
        ),
        autres=also,
    )


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
