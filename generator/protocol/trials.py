"""Find what tested a hypothesis or a tool: the devices as they were run, and the notes of those days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.protocol.episodes import by_number, episodes
from generator.protocol.partial_dates import first_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.model import Commons, Dispositif, Journal, Protocole
    from generator.protocol.episodes import Episode


class Essai(Frozen):
    """A device, as the last revision in which it ran this test describes it, with its whole life."""

    revision: int
    dispositif: Dispositif
    episodes: tuple[Episode[Dispositif], ...]


def trials(commons: Commons, experiment_id: str, runs: Callable[[Dispositif], bool]) -> tuple[Essai, ...]:
    """Every device of which `runs` is true in some published revision, by number."""
    last = {
        device.id: (revision.numero, device)
        for revision in commons.publiees(experiment_id)
        for device in revision.dispositifs
        if runs(device)
    }
    if not last:
        return ()
    lives = episodes(commons, experiment_id, lambda revision: revision.dispositifs)
    return tuple(Essai(*last[key], lives[key]) for key in sorted(last, key=by_number))


def notes(commons: Commons, experiment_id: str, runs: Callable[[Dispositif], bool]) -> tuple[Journal, ...]:
    """The field notes on a device of which `runs` was true on that day, from the oldest.

    A note is about the protocol in force on its day: later changes to the device do not count.
    """
    revisions = commons.publiees(experiment_id)
    return tuple(
        note
        for note in commons.journal(experiment_id)
        if note.dispositifs
        and any(device.id in note.dispositifs and runs(device) for device in _in_force(revisions, note.date))
    )


def _in_force(revisions: Sequence[Protocole], date: str) -> tuple[Dispositif, ...]:
    """The devices of the last revision dated no later than `date`; of the first one, before it."""
    at = [one for one in revisions if first_day(one.date) <= date] or list(revisions[:1])
    return at[-1].dispositifs if at else ()
