"""List the public calls of experiments, and tell which wait for answers on the day the commons is read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import call_address
from generator.model import a_venir, n_attend_plus
from generator.protocol import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Appel, Commons, Experimentation


class PublicCall(NamedTuple):
    """A public call and its experiment.

    `nom` is its own within the experiment, the same for ever; `adresse` that of its page. `suivi` is true
    once nobody waits for answers any more: its last day is past, or, whatever the dates, the experiment went
    on or stopped.
    """

    experimentation: Experimentation
    appel: Appel
    nom: str
    adresse: str
    suivi: bool


def every_call(commons: Commons, day: str = "") -> tuple[PublicCall, ...]:
    """Every call as it stands on that `day`: without a closing date first, then the last to close."""
    found = [one for item in commons.experimentations for one in calls_of(commons, item, day)]
    found.sort(key=lambda one: (one.experimentation.id, one.nom))
    found.sort(key=lambda one: (one.appel.clos_le or "", one.appel.ouvert_le), reverse=True)
    found.sort(key=lambda one: one.appel.clos_le is not None)
    return tuple(found)


def calls_of(commons: Commons, item: Experimentation, day: str = "") -> Iterable[PublicCall]:
    """The calls of one experiment, in the order of its file, as they stand on that `day`."""
    seen: Counter[str] = Counter()
    for call in item.appels:
        name = f"appel-{call.type}-{call.ouvert_le}"
        seen.update((name, call.type))
        over = bool(day and call.clos_le) and last_day(call.clos_le or "") < day
        yield PublicCall(
            experimentation=item,
            appel=call,
            nom=f"{name}-{seen[name]}" if seen[name] > 1 else name,
            adresse=call_address(item.id, call.type, seen[call.type]),
            suivi=over or n_attend_plus(commons, item, call),
        )


def seeking_a_collectivity(commons: Commons, items: Iterable[Experimentation]) -> tuple[Experimentation, ...]:
    """The proposals that no collectivity carries yet, in the order given."""
    return tuple(item for item in items if a_venir(commons, item) and not item.porteuses)
