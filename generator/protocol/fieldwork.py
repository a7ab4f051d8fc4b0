"""Date revisions against the fieldwork: readers must know what was written once results were seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.frozen import Frozen
from generator.model import terrain_clos

if TYPE_CHECKING:
    from generator.model import Commons, Experimentation, Protocole


class Terrain(Frozen):
    """The first and the last day that the journal tells."""

    premier: str
    dernier: str


def terrain(commons: Commons, experiment_id: str) -> Terrain | None:
    """The fieldwork of an experiment as its journal tells it; None where it has no journal."""
    days = [note.date for note in commons.journal(experiment_id)]
    return Terrain(days[0], days[-1]) if days else None


def moment(
    commons: Commons, item: Experimentation, revision: Protocole
) -> Literal["avant", "pendant", "apres"] | None:
    """Whether a revision was decided before, during or after the fieldwork; None without a journal.

    The first day still counts as before. While the fieldwork goes on, its latest note is not its end.
    """
    field = terrain(commons, item.id)
    if field is None:
        return None
    if revision.date <= field.premier:
        return "avant"
    over = terrain_clos(commons, item)
    return "apres" if over and revision.date > field.dernier else "pendant"


def changed_during_fieldwork(commons: Commons, item: Experimentation, revision: Protocole) -> tuple[str, ...]:
    """The hypotheses that a revision brings, rewords or gives up although the fieldwork had begun."""
    if moment(commons, item, revision) in {None, "avant"}:
        return ()
    before = next((one for one in commons.revisions(item.id) if one.numero == revision.numero - 1), None)
    if before is None:
        return ()
    was = {one.id: one for one in before.hypotheses}
    now = {one.id: one for one in revision.hypotheses}
    return tuple(
        key for key in (*now, *(key for key in was if key not in now)) if was.get(key) != now.get(key)
    )
