"""Gather what is known of a record before it is written: its dates, its licence, the ids it may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import printable, some_of
from generator.drafting.shapes import Entry, Layout
from generator.model import publiee
from generator.territory import reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from generator.drafting.draft import Wish
    from generator.drafting.placing import Placed
    from generator.drafting.shapes import Path
    from generator.schema import Schemas
    from generator.sources import Document, Sources

_FEW = 12
_NUMBER = re.compile(r"[HD][1-9][0-9]?", re.ASCII)
_FOLDERS = {
    "acteur": "content/acteurs",
    "enjeu": "content/enjeux",
    "experimentation": "experiments",
    "outil": "toolbox",
    "territoire": "content/territoires",
}
# The initial values of a record. A first revision numbers its first hypothesis and its first device.
_START: Mapping[str, Mapping[Path, str]] = {
    "experimentation": {("statut",): "proposition"},
    "protocole": {
        ("etat",): "brouillon",
        ("hypotheses", "id"): "H1",
        ("dispositifs", "id"): "D1",
        ("dispositifs", "hypotheses"): "[H1]",
        ("dispositifs", "etapes", "id"): "E1",
    },
}


def layout(sources: Sources, schemas: Schemas, placed: Placed, *, wish: Wish) -> Layout:
    """How to lay out a new record, with all that can be filled in already."""
    tree = schemas.trees[placed.kind]
    values = {**_START.get(placed.kind, {}), **dict(_dates(tree, placed, wish))}
    if "licence" in tree.get("required", ()):
        values["licence",] = _licence_of(sources, schemas)
    entries: dict[str, tuple[Entry, ...]] = {}
    wanted: frozenset[str] = frozenset()
    if placed.kind == "protocole":
        wanted = frozenset({"hypotheses", "dispositifs"})
    elif placed.kind == "territoire" and not reference().get(placed.id):
        wanted = frozenset({"niveau"})
    elif placed.kind == "evaluation" and (verdicts := tuple(_verdicts(sources, placed))):
        entries["verdicts"] = verdicts
        wanted = frozenset({"verdicts", "impact"})
    return Layout(values=values, wanted=wanted, entries=entries, references=_references(sources))


def _dates(tree: Mapping[str, Any], placed: Placed, wish: Wish) -> Iterator[tuple[Path, str]]:
    for name in tree.get("required", ()):
        # An event is not dated today: its file is written before or after it takes place.
        if str(tree["properties"][name].get("format")).startswith("date") and (wish.asked or name != "debut"):
            of_the_name = placed.id.partition("/")[2][: len(wish.day)]
            yield (name,), of_the_name if placed.kind == "journal" else wish.day


def _licence_of(sources: Sources, schemas: Schemas) -> str:
    """The licence of the site's texts, or the schema's own choice."""
    field = schemas.trees["site"]["properties"]["licence"]
    facts = next((document.data for document in sources.documents if document.kind == "site"), None)
    chosen = (facts or {}).get("licence")
    return str(chosen if chosen in field["enum"] else field["default"])


def _verdicts(sources: Sources, placed: Placed) -> Iterator[Entry]:
    """An entry for each hypothesis that a published revision of the experiment ever held."""
    said: dict[str, str] = {}
    for document in revisions(sources, placed.experiment):
        data = document.data or {}
        if publiee(data):
            said |= {name: str(part.get("enonce", "")) for name, part in numbered(data, "hypotheses")}
    for name in sorted(said, key=lambda name: (len(name), name)):
        yield Entry(f"{name} : {printable(' '.join(said[name].split()))}", {"hypothese": name})


def revisions(sources: Sources, experiment: str) -> list[Document]:
    """The revisions of an experiment's protocol, from the first; one that cannot be read has no data."""
    found = [
        document
        for document in sources.documents
        if document.kind == "protocole" and document.id.startswith(f"{experiment}/")
    ]
    return sorted(found, key=lambda document: int(document.id.partition("/r")[2]))


def numbered(data: Mapping[str, Any], field: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The hypotheses or the devices of a revision that have a number (`H1`), whatever else is wrong there."""
    listed = data.get(field)
    for part in listed if isinstance(listed, list) else ():
        if isinstance(part, dict) and _NUMBER.fullmatch(str(part.get("id"))):
            yield str(part["id"]), part


def _references(sources: Sources) -> Mapping[str, str]:
    """Where the ids of each kind are found; the ids themselves where they are few."""
    held: dict[str, list[str]] = {kind: [] for kind in _FOLDERS}
    for document in sources.documents:
        if document.kind in held and document.data is not None:
            held[document.kind].append(document.id)
    found = {kind: _where(_FOLDERS[kind], sorted(ids)) for kind, ids in held.items()}
    found["territoire"] += (
        " Un lieu qui a un code officiel n'a pas besoin de fiche : commune-68224, epci-200040715, "
        "departement-93, region-24."
    )
    return found


def _where(folder: str, ids: list[str]) -> str:
    if not ids:
        return f"Aucune fiche n'existe encore dans {folder}."
    if len(ids) <= _FEW:
        return f"Choix possibles, d'après {folder} : {some_of(ids)}."
    return f"Choix possibles : les noms des {len(ids)} fiches de {folder}, sans « .md »."
