"""Turn clean documents into typed records, and records into a commons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from generator.kinds import SHIPPED
from generator.model import records as r
from generator.model.commons import Commons
from generator.model.facts import Site
from generator.model.gazetteer import Gazetteer
from generator.model.lexicon import Lexique
from generator.model.names import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.schema import Schemas
    from generator.sources import Document
    from generator.territory import OfficialReference

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
if _TYPES.keys() != {kind.name for kind in SHIPPED.published}:
    message = "each kind that the program comes with needs its type here"
    raise TypeError(message)
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
    sort = _TYPES.get(document.kind, r.OwnRecord)
    ref = r.Ref(document.kind, document.id)
    if owner_of(ref) != ref:
        values["experimentation"] = owner_of(ref).id
    if sort is r.Protocole:
        values["numero"] = int(document.id.partition("/")[2].removeprefix("r"))
    values["supplement"] = {name: data[name] for name in data if name not in sort.__struct_fields__}
    return msgspec.convert(values, sort)


def readable(document: Document, data: Mapping[str, Any]) -> r.Record | None:
    """As `record`, for `data` that its schema may refuse; None if values have wrong types."""
    try:
        return record(document, data)
    except msgspec.ValidationError:
        return None


def site(data: Mapping[str, Any]) -> Site:
    """The typed facts of `content/site.yml`, whose `data` its schema accepts."""
    return msgspec.convert(data, Site)


def lexicon_of(data: Mapping[str, Any]) -> Lexique:
    """The typed words of `content/lexique.yml`, whose `data` its schema accepts."""
    return msgspec.convert(data, Lexique)


def assemble(  # noqa: PLR0913 — all that a commons is made of
    facts: Site,
    found: Iterable[tuple[str, r.Record]],
    official: OfficialReference,
    *,
    schemas: Schemas,
    lexique: Lexique,
    broken: frozenset[r.Ref],
    images: Mapping[str, tuple[int, int]],
) -> Commons:
    """The commons of the (kind, record) pairs given; `broken` names what was left out of them.

    `images` gives the width and height of each, in pixels, by path.
    """
    by_ref = {r.Ref(kind, item.id): item for kind, item in found}
    rank = {kind.name: kind.rank for kind in schemas.kinds}

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
        lexique=lexique,
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
        kinds=schemas.kinds,
        phases=schemas.phases,
        arrets=schemas.arrets,
        _by_ref=dict(sorted(by_ref.items(), key=lambda item: (rank[item[0].kind], item[0]))),
        _revisions=dict(revisions),
        _journal=dict(journal),
        _evenements=dict(rendez_vous),
    )
