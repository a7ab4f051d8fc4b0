"""Set the revisions of a protocol against the days of fieldwork, in one list, from the oldest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import difference_address
from generator.frozen import Frozen
from generator.pages.experiment.hypothesis_ledger import note_links
from generator.pages.experiment.revision_summary import in_brief, previous_revision, version
from generator.pages.frame.dates_in_words import period_in_words
from generator.protocol import changed_during_fieldwork

if TYPE_CHECKING:
    from generator.model import Experimentation, Journal, Protocole
    from generator.pages.experiment.revision_summary import VersionView
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Value

_MOST_NOTES = 6


class RevisionMilestone(Frozen):
    """A revision: what it does to the one before (`ecart` leads there); which hypotheses it changed late."""

    version: VersionView
    en_bref: str
    ecart: str | None
    tardives: tuple[str, ...]
    genre: str = "revision"


class FieldMilestone(Frozen):
    """Days of fieldwork with no revision between them, `periode` in words; long lists are folded.

    `nombre` counts the notes: the first ones are here.
    """

    periode: str
    nombre: int
    notes: tuple[Value, ...]
    repliees: bool
    genre: str = "terrain"


Frise = tuple[RevisionMilestone | FieldMilestone, ...]


def timeline_of(atlas: Atlas, item: Experimentation) -> Frise:
    """The life of a protocol. A revision decided on a day of fieldwork comes before it, as a plan does."""
    found: list[RevisionMilestone | FieldMilestone] = []
    notes = atlas.commons.journal(item.id)
    for one in sorted(atlas.commons.revisions(item.id), key=lambda one: (one.date, one.numero)):
        done = sum(note.date < one.date for note in notes)
        found += [_fieldwork(notes[:done])] if done else []
        found.append(_revision(atlas, item, one))
        notes = notes[done:]
    found += [_fieldwork(notes)] if notes else []
    return tuple(found)


def _revision(atlas: Atlas, item: Experimentation, one: Protocole) -> RevisionMilestone:
    before = previous_revision(atlas, one)
    return RevisionMilestone(
        version=version(atlas, item, one),
        en_bref=in_brief(before, one) if before or one.numero == 1 else "",
        ecart=difference_address(item.id, before.numero, one.numero) if before else None,
        tardives=tuple(
            sorted(changed_during_fieldwork(atlas.commons, item, one), key=lambda key: (len(key), key))
        ),
    )


def _fieldwork(notes: tuple[Journal, ...]) -> FieldMilestone:
    return FieldMilestone(
        period_in_words(notes[0].date, notes[-1].date),
        len(notes),
        note_links(notes),
        repliees=len(notes) > _MOST_NOTES,
    )
