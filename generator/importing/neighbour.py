"""Take from the archive of another commons what readers may find there: a card a record, never its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator import web
from generator.diagnostics import quoted
from generator.frozen import Frozen
from generator.importing.own_archive import told_records
from generator.importing.piece import CannotImport, Remark
from generator.importing.settling import Arrived
from generator.importing.yaml_lines import yaml_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FOLDER = "content/ailleurs"
# What is taken: what readers look for from one place to another.
_WORDS = {"experimentation": "une expérimentation", "outil": "un outil"}
_BODY = (
    "Cette fiche vient d'un autre espace, qui l'a écrite et en répond. Elle n'est comptée nulle part ici. "
    "Lisez-la en entier sur son site, et citez-la de là."
)
_MOST = 5000
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TITLE, _SUMMARY = (3, 120), (20, 400)
_LONGEST_NAME = 100
_AGAIN = "prenez de nouveau le fichier commun.zip du site de cet espace, ou demandez-lui de le refaire"


class Neighbour(Frozen):
    """Another commons: the short name that its cards bear, its name, the address of its site."""

    code: str
    name: str
    url: str


def cards_of(
    origin: str, held: bytes, neighbour: Neighbour, *, licences: Collection[str]
) -> tuple[list[Arrived], list[Remark]]:
    """A file to write for each record of an archive, and those left out with the reason.

    Examples that its commons invented are not taken. Raises `CannotImport`: of an archive where something is
    not as it should be, nothing is taken.
    """
    files: dict[str, Arrived] = {}
    left: list[Remark] = []
    for told in told_records(origin, held):
        if not _WORDS.get(told["sorte"]) or told.get("invente"):
            continue
        where = f"{origin}, {told['sorte']}/{told['id'][:_LONGEST_NAME]}"
        values = _values(where, told, neighbour)
        if values["licence"] not in licences:
            left.append(
                Remark(where, f"sa licence n'est pas de celles qui se reprennent ici : {values['licence']}")
            )
            continue
        path = f"{FOLDER}/{neighbour.code}-{told['id']}.md"
        if path in files:
            path = f"{FOLDER}/{neighbour.code}-{told['sorte']}-{told['id']}.md"
        text = "\n".join(["---", *yaml_lines(values), "---", "", _BODY, ""])
        files[path] = Arrived(path, text.encode(), where)
        if len(files) > _MOST:
            raise CannotImport(f"« {origin} » contient plus de {_MOST} fiches à montrer", _AGAIN)
    return list(files.values()), left


def _values(where: str, told: dict[str, Any], neighbour: Neighbour) -> dict[str, Any]:
    """The fields of a card, each looked at: the archive may come from anybody."""
    fields = told["champs"]
    if not _NAME.fullmatch(told["id"]) or len(told["id"]) > _LONGEST_NAME:
        raise _wrong(where, "son nom n'est pas celui d'une fiche")
    address = told.get("adresse")
    sound = isinstance(address, str) and address.isascii() and not web.why_not(address)
    if not sound or web.within(neighbour.url, str(address)) is None:
        raise _wrong(where, f"son adresse n'est pas sous {neighbour.url}")
    authors = fields.get("auteurs")
    named = [*_lines(authors)] if isinstance(authors, list) else []
    return {
        "titre": _line(where, "titre", told.get("titre"), bounds=_TITLE),
        "resume": _line(where, "resume", fields.get("resume"), bounds=_SUMMARY),
        "espace": neighbour.code,
        "sorte": _WORDS[told["sorte"]],
        "url": address,
        "auteurs": named or [neighbour.name],
        "licence": _line(where, "licence", fields.get("licence") or told.get("licence"), bounds=(1, 40)),
    }


def _line(where: str, field: str, value: object, *, bounds: tuple[int, int]) -> str:
    """A text on a line, between these lengths, of signs that show."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not bounds[0] <= len(text) <= bounds[1] or not _shows(text):
        raise _wrong(where, f"« {field} » n'est pas un texte de {bounds[0]} à {bounds[1]} signes lisibles")
    return text


def _lines(values: list[Any]) -> Iterator[str]:
    for one in values[:50]:
        text = " ".join(one.split()) if isinstance(one, str) else ""
        if text and len(text) <= _SUMMARY[1] // 2 and _shows(text):
            yield text


def _shows(text: str) -> bool:
    # The narrow blanks of French typography are not « printable » to Python.
    return text.replace("\u202f", "").replace("\u00a0", "").isprintable()


def _wrong(where: str, why: str) -> CannotImport:
    return CannotImport(f"{quoted(where)} : {why}. Rien n'est pris de cette archive", _AGAIN)
