"""Show where an experiment stands in its life: its phases, when each began, where and why it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import arretee
from generator.pages.frame import cards
from generator.protocol import dates, phase_reached, phases_reached, requirements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Badge


class PhaseVue(Frozen):
    """One phase of a life: `etat` is `passee`, `inconnue`, `presente`, `arretee` or `future`.

    An end is `passee`; what comes before the present phase is `inconnue` where nothing shows that it was.
    `date` (as in the files, maybe partial) is None where nothing tells when the phase was entered.
    """

    nom: str
    etat: str
    date: str | None


class PhaseTrack(Frozen):
    """The phases in order, and where among them: the phase `nom`, of that `rang` (from 1) out of `total`.

    `suivies` is False where the phases were no duty. `arret` is None while the experiment goes on; its
    `motif` is None where nobody wrote it. `trace` is the date of the last news, `sans_nouvelles` tells that
    it is old although the experiment is said to be under way.
    """

    phases: tuple[PhaseVue, ...]
    nom: str
    rang: int
    total: int
    suivies: bool
    terminee: bool
    arret: Badge | None
    motif: str | None
    trace: str | None
    sans_nouvelles: bool


def phase_track(atlas: Atlas, item: Experimentation) -> PhaseTrack:
    """The life of an experiment, as far as it came."""
    phases, here = atlas.commons.phases, phase_reached(atlas.commons, item)
    reached = len(phases_reached(atlas.commons, item)) - 1
    return PhaseTrack(
        phases=tuple(_phases(atlas, item, reached)),
        nom=phases[here],
        rang=reached + 1,
        total=len(phases),
        suivies=item.suit_les_etapes,
        terminee=item.statut == list(phases)[-1],
        arret=cards.phase(atlas, item) if arretee(atlas.commons, item) else None,
        motif=item.motif_arret,
        trace=atlas.traces.get(item.id),
        sans_nouvelles=item.id in atlas.sans_nouvelles,
    )


def _phases(atlas: Atlas, item: Experimentation, reached: int) -> Iterator[PhaseVue]:
    entered = dates(atlas.commons, item)
    asked = requirements_of(atlas.commons, item)
    shown = {one.phase for one in asked if one.remplie} | entered.keys()
    # A phase that requires nothing leaves no trace: it took place if any other did, and phases were followed.
    if shown and item.suit_les_etapes:
        shown |= set(atlas.commons.phases) - {one.phase for one in asked}
    phases = atlas.commons.phases
    over = "passee" if item.statut == list(phases)[-1] else "presente"
    now = "arretee" if arretee(atlas.commons, item) else over
    for rank, (phase, name) in enumerate(phases.items()):
        state = now if rank == reached else "future"
        if rank < reached:
            state = "passee" if phase in shown else "inconnue"
        yield PhaseVue(name, state, entered.get(phase))
