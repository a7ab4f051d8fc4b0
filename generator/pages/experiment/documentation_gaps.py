"""Measure how well an experiment is documented, and say what is missing, with the phase that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.pages.frame.views import Progress
from generator.protocol import opposable, requirements_of

if TYPE_CHECKING:
    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.protocol import Requirement


class Gap(Frozen):
    """A piece that a phase asks for and that is missing: its name or what it lacks, and why it matters."""

    manque: str
    pourquoi: str


class Gaps(Frozen):
    """What is missing. `phases` holds, for each that lacks something, its name and its gaps.

    `opposable` is False where the rules of the phases were no duty: a gap is then no fault. `mesure` is None
    and `phases` empty where those phases were never its own. `autres` names other facts that nobody wrote.
    """

    mesure: Progress | None
    opposable: bool
    phases: tuple[tuple[str, tuple[Gap, ...]], ...]
    autres: tuple[str, ...]

    @property
    def nombre(self) -> int:
        """How many things are missing."""
        return len(self.autres) + sum(len(gaps) for _, gaps in self.phases)


def progress_of(atlas: Atlas, item: Experimentation) -> Progress | None:
    """How well documented an experiment is; None where its phase asks for nothing or is not its own."""
    asked = _asked(atlas, item)
    return Progress(sum(one.remplie for one in asked), len(asked)) if asked else None


def gaps_of(atlas: Atlas, item: Experimentation, also: tuple[str, ...]) -> Gaps | None:
    """What should be known by now and is not, with what is missing `also`; None where nothing is."""
    missing = [one for one in _asked(atlas, item) if not one.remplie]
    due = opposable(atlas.commons.site, item)
    if not (missing or also):
        return None
    return Gaps(
        mesure=progress_of(atlas, item),
        opposable=due,
        phases=tuple(
            (
                atlas.commons.phases[phase],
                tuple(
                    Gap(_sentence(one.manque) if due else one.nom, _sentence(one.pourquoi))
                    for one in missing
                    if one.phase == phase
                ),
            )
            for phase in dict.fromkeys(one.phase for one in missing)
        ),
        autres=also,
    )


def _asked(atlas: Atlas, item: Experimentation) -> tuple[Requirement, ...]:
    """What its phases require; nothing of experiments that follow another method."""
    return requirements_of(atlas.commons, item) if item.suit_les_etapes else ()


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
