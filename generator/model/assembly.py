"""Turn clean documents into typed records, and records into a commons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from generator.model import records as r
from generator.model.commons import Commons
from generator.model.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.sources import Document
    from generator.territory import Reference

_TYPES: dict[str, type[r.Record]] = {
    "enjeu": r.Enjeu,
    "territoire": r.Territoire,
    "acteur": r.Acteur,
    "evenement": r.Evenement,
    "page": r.PageEditoriale,
    "outil": r.Outil,
    "experimentation": r.Experimentation,
    "protocole": r.Protocole,
    "journal": r.Journal,
    "evaluation": r.Evaluation,
    "retrait": r.Retrait,
}
_T = TypeVar("_T")


def record(document: Document, data: Mapping[str, Any]) -> r.Record:
    """The typed record of a document whose `data` its schema accepts."""
    values = {
        **data,
        "id": document.id,
        "chemin": document.path,
        "corps": document.body,
        "ligne_corps": document.body_line,
    }
    owner, _, part = document.id.partition("/")
    if document.kind in {"protocole", "journal", "evaluation"}:
        values["experimentation"] = owner
    if document.kind == "protocole":
        values["numero"] = int(part.removeprefix("r"))
    return msgspec.convert(values, _TYPES[document.kind])


def readable(document: Document, data: Mapping[str, Any]) -> r.Record | None:
    """The same, whatever the schema thinks of `data`; None where the values are not of the right types."""
    try:
        return record(document, data)
    except msgspec.ValidationError:
        return None


def site(data: Mapping[str, Any]) -> r.Site:
    """The typed facts of `content/site.yml`, whose `data` its schema accepts."""
    return msgspec.convert(data, r.Site)


def assemble(
    facts: r.Site,
    found: Iterable[tuple[str, r.Record]],
    official: Reference,
    broken: frozenset[r.Ref],
    images: Mapping[str, tuple[int, int]],
) -> Commons:
    """The commons of the (kind, record) pairs given; `broken` names what was left out of them.

    `images` gives the width and height of each, in pixels, by path.
    """
    by_ref = {r.Ref(kind, item.id): item for kind, item in found}

    def kind(wanted: type[_T], *order: str) -> tuple[_T, ...]:
        chosen = [item for item in by_ref.values() if isinstance(item, wanted)]
        return tuple(sorted(chosen, key=lambda item: tuple(getattr(item, name) for name in (*order, "id"))))

    protocoles = kind(r.Protocole, "experimentation", "numero")
    journaux = kind(r.Journal, "experimentation", "date")
    revisions: defaultdict[str, tuple[r.Protocole, ...]] = defaultdict(tuple)
    for revision in protocoles:
        revisions[revision.experimentation] += (revision,)
    journal: defaultdict[str, tuple[r.Journal, ...]] = defaultdict(tuple)
    for note in journaux:
        journal[note.experimentation] += (note,)
    evenements = kind(r.Evenement, "debut")
    rendez_vous: defaultdict[str, tuple[r.Evenement, ...]] = defaultdict(tuple)
    for event in evenements:
        if event.experimentation:
            rendez_vous[event.experimentation] += (event,)
    territoires = kind(r.Territoire)
    return Commons(
        site=facts,
        gazetteer=Gazetteer({item.id: item for item in territoires}, official),
        enjeux=kind(r.Enjeu, "numero"),
        territoires=territoires,
        acteurs=kind(r.Acteur),
        evenements=evenements,
        pages=kind(r.PageEditoriale),
        outils=kind(r.Outil),
        experimentations=kind(r.Experimentation),
        protocoles=protocoles,
        journaux=journaux,
        evaluations=kind(r.Evaluation),
        retraits=kind(r.Retrait, "date"),
        images=images,
        broken=broken,
        _by_ref=by_ref,
        _revisions=dict(revisions),
        _journal=dict(journal),
        _evenements=dict(rendez_vous),
    )
