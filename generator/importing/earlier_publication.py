"""Read the last publication from its archive: its records, and what those before it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importing.envelope import archive, content_of, entry_of
from generator.importing.own_archive import HISTORY, told_records
from generator.importing.piece import CannotImport
from generator.model import Ref
from generator.publications import FIRST, CannotReadHistory, EarlierPublication, HeldRecord, history_in

_REMEDY = "prenez de nouveau /donnees/commun.zip sur le site en ligne, ou construisez sans --precedente"

if TYPE_CHECKING:
    from pathlib import Path


def earlier_publication(path: Path) -> EarlierPublication:
    """What the archive at `path` tells, for a build to compare. Raises `CannotImport` and `OSError`."""
    try:
        return _read(path.name, content_of(path))
    except CannotImport as refusal:
        # What helps whoever imports a document is of no use here.
        raise CannotImport(str(refusal).partition("\n")[0], _REMEDY) from refusal


def _read(name: str, held: bytes) -> EarlierPublication:
    records = tuple(
        HeldRecord(
            ref=Ref(told["sorte"], told["id"]),
            fields=told["champs"],
            text=told["texte"],
            digest=told["empreinte"],
        )
        for told in told_records(name, held)
    )
    file = archive(name, held)
    if HISTORY not in file.namelist():
        # An archive of before it was told.
        return EarlierPublication(FIRST, records)
    try:
        return EarlierPublication(history_in(entry_of(name, file, HISTORY)), records)
    except CannotReadHistory as error:
        message = f"« {name} », {HISTORY} : ce n'est pas l'histoire des publications d'un espace ressources"
        raise CannotImport(message, _REMEDY) from error
