"""Check field notes against the date in their file name and the devices of their protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, did_you_mean, quoted, say, some_of
from generator.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Journal, Protocole
    from generator.sources import Document

_DAY = len("2025-03-02")


def other_day(note: Journal, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """The faults of notes whose date differs from the date in their file name."""
    day = note.id.partition("/")[2][:_DAY]
    if note.date != day:
        yield Diagnostic(
            place=documents[Ref("journal", note.id)].positions.value(("date",)),
            rule="jour-different",
            message=f"la note est datée du {note.date}, et son fichier du {day}",
            help=f"écrivez « date: {day} », ou donnez au fichier le jour raconté",
        )


def unknown_device(
    note: Journal, revisions: Sequence[Protocole], documents: Mapping[Ref, Document]
) -> Iterator[Diagnostic]:
    """The faults of notes that name a device which no revision of the protocol holds.

    If no revision has devices, the missing protocol is reported elsewhere.
    """
    known = {device.id for one in revisions for device in one.dispositifs}
    listed = some_of(sorted(known, key=lambda name: (len(name), name)), 99)
    for rank, name in enumerate(note.dispositifs if known else ()):
        if name not in known:
            yield Diagnostic(
                place=documents[Ref("journal", note.id)].positions.value(("dispositifs", rank)),
                rule="dispositif-inconnu",
                message=say("dispositif-inconnu", valeur=quoted(name)),
                help=did_you_mean(name, known) or say("valeur-hors-liste-aide", choix=listed),
            )
