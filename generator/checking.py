"""Check a whole commons: what is sound of it, what links it, and every fault, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.addresses import is_taken
from generator.diagnostics import Diagnostic
from generator.graph import LinkGraph, Names, Whole, integrity, left_alone, link_graph, mentions
from generator.model import Commons, Gazetteer, Ref, Territoire, assemble, record, site
from generator.prose import Outline, examine
from generator.schema import Schemas, conform
from generator.sources import read
from generator.territory import reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from generator.sources import Document, Sources

_NO_SITE = {
    "nom": "Espace ressources",
    "url": "http://127.0.0.1:8000/",
    "description": "Aperçu : le fichier content/site.yml est à corriger.",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A commons once checked: what is sound of it, its links, and every fault, sorted by place.

    `commons` leaves out the records that have errors; where `sound` is true it leaves out none.
    """

    sources: Sources
    schemas: Schemas
    commons: Commons
    graph: LinkGraph
    used: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stops a publication."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


def check(root: Path, schemas: Schemas) -> Checked:
    """Read the commons under `root` and hold it against `schemas` and every rule."""
    sources = read(root)
    documents = {Ref(document.kind, document.id): document for document in sources.documents}
    data, outlines, found = _documents(schemas, documents)
    whole = _whole(sources, schemas, documents, data, outlines)
    told = {(fault.place.path, fault.place.line, fault.place.column) for fault in found}
    # A value of the wrong form is told so once, not told as well to name nothing.
    found += [
        fault
        for fault in integrity(whole)
        if (fault.place.path, fault.place.line, fault.place.column) not in told
        or fault.place.line == fault.place.column == 1
    ]
    found += sources.diagnostics
    if not any(fault.severity == "error" for fault in found):
        found += left_alone(whole)
    diagnostics = tuple(sorted(set(found)))
    used = frozenset(m.path for m in whole.mentions if m.path in whole.attachments)
    return Checked(sources, schemas, _commons(documents, data, diagnostics), whole.graph, used, diagnostics)


def _documents(
    schemas: Schemas, documents: Mapping[Ref, Document]
) -> tuple[dict[Ref, Mapping[str, Any]], dict[Ref, Outline], list[Diagnostic]]:
    """The data and the outline of every readable document, and its own faults."""
    data: dict[Ref, Mapping[str, Any]] = {}
    outlines: dict[Ref, Outline] = {}
    found: list[Diagnostic] = []
    for ref, document in documents.items():
        if document.data is None:
            continue
        conformed = conform(schemas, document)
        data[ref] = conformed.data
        found += conformed.diagnostics
        examined = examine(document.path, document.body, document.body_line)
        outlines[ref] = examined.outline
        found += examined.diagnostics
        if ref.kind == "page" and is_taken(ref.id):
            found.append(_taken(document))
    return data, outlines, found


def _taken(document: Document) -> Diagnostic:
    return Diagnostic(
        document.positions.value(()),
        "adresse-reservee",
        f"le site publie déjà autre chose à l'adresse /{document.id}/",
        "donnez un autre nom à ce fichier",
    )


def _whole(
    sources: Sources,
    schemas: Schemas,
    documents: Mapping[Ref, Document],
    data: Mapping[Ref, Mapping[str, Any]],
    outlines: Mapping[Ref, Outline],
) -> Whole:
    gazetteer = Gazetteer(_own_territories(documents, data), reference())
    files = {document.path: ref for ref, document in documents.items() if ref.kind != "site"}
    known = frozenset(documents)
    names = Names(schemas, gazetteer, files, known)
    found = tuple(
        mention
        for ref, values in data.items()
        for mention in mentions(documents[ref], values, outlines[ref], names)
    )
    attachments = frozenset(item.path for item in sources.attachments)
    return Whole(documents, data, outlines, found, link_graph(found), gazetteer, attachments)


def _own_territories(
    documents: Mapping[Ref, Document], data: Mapping[Ref, Mapping[str, Any]]
) -> dict[str, Territoire]:
    """The commons' own places, as far as they can be read: a faulty one still has its name and parents."""
    own = {}
    for ref, values in data.items():
        if ref.kind != "territoire":
            continue
        parents = values.get("parents")
        own[ref.id] = Territoire(
            id=ref.id,
            chemin=documents[ref].path,
            corps="",
            ligne_corps=1,
            titre=str(values.get("titre", ref.id)),
            resume="",
            niveau=str(values["niveau"]) if "niveau" in values else None,
            parents=tuple(str(parent) for parent in parents) if isinstance(parents, list) else (),
        )
    return own


def _commons(
    documents: Mapping[Ref, Document],
    data: Mapping[Ref, Mapping[str, Any]],
    diagnostics: tuple[Diagnostic, ...],
) -> Commons:
    faulty = {fault.place.path for fault in diagnostics if fault.severity == "error"}
    broken = {ref for ref, document in documents.items() if ref not in data or document.path in faulty}
    # The parts of a record that is left out would hang from nothing.
    broken |= {
        ref
        for ref in documents
        if ref.kind in {"protocole", "journal", "evaluation"}
        and Ref("experimentation", ref.id.partition("/")[0]) in broken
    }
    facts = Ref("site", "site")
    return assemble(
        site(data[facts] if facts in data and facts not in broken else _NO_SITE),
        (
            (ref.kind, record(documents[ref], values))
            for ref, values in data.items()
            if ref not in broken and ref != facts
        ),
        reference(),
        frozenset(broken - {facts}),
    )
