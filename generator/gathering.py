"""Gather what the readable documents hold: their data, their prose, and all that each says of the others."""

from __future__ import annotations

import copy
import posixpath
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import is_taken, record_at
from generator.crew import spread
from generator.diagnostics import Diagnostic
from generator.discretion import in_name, personal_data, public_addresses
from generator.frozen import Frozen
from generator.graph import MentionNames, Whole, link_graph, mentions
from generator.model import Gazetteer, Ref, Territoire, names_of, paths_of
from generator.prose import Outline, examine
from generator.schema import Conformed, Schemas, conform
from generator.site_pages import ADDRESSES
from generator.territory import FRANCE, reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from generator.kinds import Kinds
    from generator.prose import Examined
    from generator.sources import Document, Sources


class Held(Frozen):
    """What the documents hold: the data of the readable ones, the outlines, the faults of each.

    A document whose front matter cannot be read still has a text, and links in it.
    """

    data: Mapping[Ref, Mapping[str, Any]]
    outlines: Mapping[Ref, Outline]
    fields: tuple[Diagnostic, ...]
    text: tuple[Diagnostic, ...]


def gather(
    sources: Sources, schemas: Schemas, documents: Mapping[Ref, Document], *, jobs: int = 1
) -> tuple[Held, Whole]:
    """What each of the `documents` holds, and what they are together. `jobs` processes share the first."""
    today = names_of({ref: (document.data or {}).get("anciens_ids") for ref, document in documents.items()})
    paths = [one.path for one in sources.documents] + [one.path for one in sources.attachments]
    named = [fault for path in paths for fault in in_name(path)]
    held = _held(schemas, documents, today, named=named, jobs=jobs)
    return held, _whole(sources, schemas, documents, held=held, today=today)


def _held(
    schemas: Schemas,
    documents: Mapping[Ref, Document],
    today: Mapping[Ref, Ref],
    *,
    named: list[Diagnostic],
    jobs: int,
) -> Held:
    """What each document holds; `named` are the faults of the names of files, told after those of texts."""
    data: dict[Ref, Mapping[str, Any]] = {}
    outlines: dict[Ref, Outline] = {}
    fields: list[Diagnostic] = []
    text: list[Diagnostic] = []
    public = public_addresses(documents.get(Ref("site", "site")))
    found = spread(partial(_examined, schemas, public), [*documents.values()], jobs)
    for (ref, document), (conformed, examined, personal) in zip(documents.items(), found, strict=True):
        if document.data is not None:
            data[ref] = _with_names_of(today, schemas, ref.kind, data=conformed.data)
        fields += conformed.diagnostics
        if document.data is not None or document.body:
            outlines[ref] = examined.outline
        text += [*examined.diagnostics, *personal]
        if ref.kind == "page" and is_taken(ref.id, schemas.kinds):
            text.append(_taken(document))
    return Held(data=data, outlines=outlines, fields=tuple(fields), text=(*text, *named))


def _examined(
    schemas: Schemas, public: frozenset[str], document: Document
) -> tuple[Conformed, Examined, list[Diagnostic]]:
    """What a record holds by itself, whatever the others are; one that cannot be read has no fields."""
    examined = examine(document.path, document.body, document.body_line)
    conformed = Conformed({}, ()) if document.data is None else conform(schemas, document)
    return conformed, examined, list(personal_data(document, public))


def _with_names_of(
    today: Mapping[Ref, Ref], schemas: Schemas, kind: str, *, data: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The data of a record, what it names under a former name having the one of today."""
    named = [(one.path, Ref(one.kind, one.value)) for one in schemas.references(kind, data)]
    moved = [(path, today[ref].id) for path, ref in named if today.get(ref, ref) != ref]
    if moved:
        data = copy.deepcopy(data)
    for path, name in moved:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = name
    return data


def _taken(document: Document) -> Diagnostic:
    return Diagnostic(
        place=document.positions.value(()),
        rule="adresse-reservee",
        message=f"le site publie déjà autre chose à l'adresse /{document.id}/",
        help="donnez un autre nom à ce fichier",
    )


def _whole(
    sources: Sources,
    schemas: Schemas,
    documents: Mapping[Ref, Document],
    *,
    held: Held,
    today: Mapping[Ref, Ref],
) -> Whole:
    gazetteer = Gazetteer(_own_territories(documents, held.data), reference())
    files = {document.path: ref for ref, document in documents.items() if schemas.kinds[ref.kind].address}
    known = frozenset(documents)
    withdrawn = frozenset(_withdrawn(documents, schemas.kinds))
    lasting = {path: ref for name, ref in today.items() for path in paths_of(name, schemas.kinds)}
    lasting |= {
        path: ref for ref in withdrawn - today.keys() for path in paths_of(ref, schemas.kinds)
    } | files
    site = str(held.data.get(Ref("site", "site"), {}).get("url") or "")
    names = MentionNames(
        schemas=schemas,
        gazetteer=gazetteer,
        files=files,
        known=known,
        lasting=lasting,
        withdrawn=withdrawn,
        moved=_moved(documents, today, schemas.kinds),
        site=site,
    )
    found = tuple(
        mention
        for ref, outline in held.outlines.items()
        for mention in mentions(documents[ref], held.data.get(ref), outline, names=names)
    )
    attachments = frozenset(item.path for item in sources.attachments)
    links = link_graph(found)
    return Whole(
        documents=documents,
        data=held.data,
        outlines=held.outlines,
        mentions=found,
        graph=links,
        gazetteer=gazetteer,
        attachments=attachments,
        pages=ADDRESSES | {kind.listed_at for kind in schemas.kinds.added},
        kinds=schemas.kinds,
    )


def _moved(documents: Mapping[Ref, Document], today: Mapping[Ref, Ref], kinds: Kinds) -> dict[str, str]:
    """The folders that records have had and that hold none any more → the one of today."""
    found = {
        posixpath.dirname(path): posixpath.dirname(documents[ref].path)
        for name, ref in today.items()
        if name != ref
        for path in paths_of(name, kinds)
    }
    living = {posixpath.dirname(document.path) for document in documents.values()}
    return {old: new for old, new in found.items() if old not in living}


def _withdrawn(documents: Mapping[Ref, Document], kinds: Kinds) -> Iterator[Ref]:
    for ref, document in documents.items():
        listed = (document.data or {}).get("adresses") if ref.kind == "retrait" else None
        texts = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        found = (record_at(one, kinds) for one in texts)
        yield from (one for one in found if one is not None)


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
            pays=str(values.get("pays", FRANCE)),
            niveau_local=str(values["niveau_local"]) if "niveau_local" in values else None,
            parents=tuple(str(parent) for parent in parents) if isinstance(parents, list) else (),
        )
    return own
