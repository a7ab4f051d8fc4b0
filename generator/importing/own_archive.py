"""Read back the archive of a commons, `/donnees/commun.zip`: each record whole, at the place it had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.importing.envelope import archive, entry_of
from generator.importing.piece import CannotImport, Incoming, Remark
from generator.sources import Identity, identify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.kinds import Kinds

_RECORDS, _LINES = "fiches/", ".jsonl"
HISTORY = "changements.json"
_TEXTS = ("sorte", "id", "fichier", "empreinte", "texte")
_NOT_HELD = (
    "l'archive ne contient ni les images, ni les PDF : recopiez-les à côté de leurs fiches. Elle ne dit pas "
    "non plus « non_personnel »"
)


def pieces_of_archive(name: str, held: bytes) -> tuple[list[Incoming], list[Remark]]:
    """The records of an archive, and what it cannot hold. Raises `CannotImport`."""
    return [_record(origin, told) for origin, told in _told(name, held)], [Remark(name, _NOT_HELD)]


def told_records(name: str, held: bytes) -> Iterator[dict[str, Any]]:
    """Each record as the archive tells it, all that names it there. Raises `CannotImport`."""
    for origin, told in _told(name, held):
        if not all(isinstance(told.get(one), str) for one in _TEXTS):
            raise _damaged(origin)
        yield told


def _told(name: str, held: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record with the line where it stands."""
    file = archive(name, held)
    listed = sorted(
        one
        for one in file.namelist()
        if one.startswith(_RECORDS) and one.endswith(_LINES) and one.count("/") == 1
    )
    if not listed:
        raise CannotImport(
            f"« {name} » n'est pas l'archive d'un espace ressources",
            "donnez le fichier commun.zip de sa page de données, tel qu'il se télécharge",
        )
    for one in listed:
        for number, line in enumerate(entry_of(name, file, one).split(b"\n"), 1):
            if line.strip():
                yield (origin := f"{name}, {one}, ligne {number}"), _read(origin, line)


def refused_place(piece: Incoming, kinds: Kinds) -> str:
    """Why no record of this espace can stand where an archive says; empty where it can."""
    identity = identify(piece.path, kinds)
    if not isinstance(identity, Identity):
        return f"{identity.message} : {identity.help}"
    if identity.kind != piece.kind:
        return f"{piece.path} n'est pas la place d'une fiche de la sorte « {piece.kind} »"
    return ""


def _read(origin: str, line: bytes) -> dict[str, Any]:
    try:
        told: Any = json.loads(line)
        kind, path, fields, body = (told[name] for name in ("sorte", "fichier", "champs", "texte"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(origin) from error
    if not (all(isinstance(one, str) for one in (kind, path, body)) and isinstance(fields, dict)):
        raise _damaged(origin)
    return dict(told)


def _record(origin: str, told: dict[str, Any]) -> Incoming:
    groups = dict(_filled(told["champs"]))
    return Incoming(
        origin=origin, kind=told["sorte"], path=told["fichier"], groups=groups, body=told["texte"]
    )


def _filled(fields: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in fields.items() if value is not None)


def _damaged(origin: str) -> CannotImport:
    return CannotImport(f"{origin} : ce n'est pas une fiche entière", "téléchargez l'archive de nouveau")
