"""Say what a record is in the words of schema.org: what its head tells programs besides its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model import Acteur, Evenement, Experimentation, Outil, Ref, Territoire
from generator.news import on_one_line
from generator.pages.frame.citations import Notice

if TYPE_CHECKING:
    from generator.model import Record
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.citations import Citable

_TYPES = {
    "outil": "HowTo",
    "evenement": "Event",
    "acteur": "Organization",
    "territoire": "Place",
    "enjeu": "CollectionPage",
    "page": "WebPage",
}


def notice_of(atlas: Atlas, ref: Ref, record: Record, *, cited: Citable) -> Notice:
    """The notice of a record whose page is cited as `cited`; only what its page shows too is in it."""
    links = atlas.schemas.node("experimentation", ("licence",)).get("x-liens", {})
    return Notice(
        sorte=_sort(ref, record),
        reference=cited,
        licence=str(links.get(cited.licence, "")),
        publiee=record.publie_le or "",
        propres=tuple((name, value) for name, value in _own(atlas, record).items() if value),
    )


def _sort(ref: Ref, record: Record) -> str:
    alone = isinstance(record, Acteur) and record.seul
    return "Person" if alone else _TYPES.get(ref.kind, "Article")


def _own(atlas: Atlas, record: Record) -> dict[str, Any]:
    match record:
        case Evenement():
            place = record.lieu or (atlas.commons.lieu(record.territoire).nom if record.territoire else "")
            return {
                "startDate": record.debut,
                "endDate": record.fin or "",
                "location": on_one_line(place),
            }
        case Outil():
            return {"step": tuple(map(on_one_line, record.etapes))}
        case Acteur() | Territoire():
            return {"sameAs": record.site or ""}
        case Experimentation():
            found = (atlas.commons.lieu(one).nom for one in record.territoires)
            return {"spatialCoverage": tuple(map(on_one_line, found)), "temporalCoverage": _span(record)}
    return {}


def _span(record: Experimentation) -> str:
    return f"{record.debut}/{record.fin or '..'}" if record.debut else ""
