"""Describe the open data for harvesters of open data portals: DCAT-AP, in JSON-LD and in Turtle.

What France's profile asks of a catalogue, of a data set and of its files: title, description, publisher,
contact, theme, language, frequency, licence, day of change, address and format of each file.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from generator.exports.archive import ARCHIVE, PACKAGE
from generator.exports.catalogue_json import PATH as CATALOGUE
from generator.exports.data_package import licence
from generator.exports.geojson import MAP
from generator.frozen import Frozen
from generator.news import exact_day, on_one_line
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index

LINKED, TURTLE = "donnees/dcat.jsonld", "donnees/dcat.ttl"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EUROPE = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
# What each file is: its title, its format in Europe's list, its media type.
FILES = {
    ARCHIVE: ("Toutes les fiches et toutes les tables", "ZIP", "application/zip"),
    CATALOGUE: ("Le catalogue de tout ce qui se trouve sur le site", "JSON", "application/json"),
    PACKAGE: ("La description des colonnes de chaque table", "JSON", "application/json"),
    MAP: ("Les lieux des expérimentations", "GEOJSON", "application/geo+json"),
    "donnees/tables/fiches.csv": ("La liste des fiches", "CSV", "text/csv"),
}
_NOT_AN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


class Iri(NamedTuple):
    """The name of a thing, which may be an address."""

    name: str


class Literal(NamedTuple):
    """A text; of French unless it has a type of its own."""

    text: str
    type: str = ""


class Thing(Frozen):
    """What is said of one thing: its name, its type, and values by the name of a property."""

    iri: str
    type: str
    said: tuple[tuple[str, Iri | Literal], ...]


def dcat(index: Index) -> Iterator[OutputFile]:
    """The catalogue, in both forms: they say the same."""
    things = tuple(_things(index))
    yield OutputFile(LINKED, as_linked_data(things).encode())
    yield OutputFile(TURTLE, as_turtle(things).encode())


def as_linked_data(things: tuple[Thing, ...]) -> str:
    """JSON-LD."""
    graph = []
    for one in things:
        said: dict[str, list[object]] = {}
        for name, value in one.said:
            said.setdefault(name, []).append(_linked(value))
        graph.append({"@id": one.iri, "@type": one.type, **said})
    return json.dumps({"@context": _PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def as_turtle(things: tuple[Thing, ...]) -> str:
    """Turtle."""
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    return heads + "".join(
        f"\n<{one.iri}> a {one.type}"
        + "".join(f" ;\n    {name} {_turtle(value)}" for name, value in one.said)
        + " .\n"
        for one in things
    )


def _linked(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.name}
    return {"@value": value.text, **({"@type": value.type} if value.type else {"@language": "fr"})}


def _turtle(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{value.name}>"
    # Turtle's escapes are those of JSON.
    return json.dumps(value.text, ensure_ascii=False) + (f"^^{value.type}" if value.type else "@fr")


def _things(index: Index) -> Iterator[Thing]:
    site = index.commons.site
    root = _iri(site.url.rstrip("/")).name + "/"
    page, publisher, contact = f"{root}donnees/", Iri(f"{root}#editeur"), Iri(f"{root}#contact")
    code = licence(index, site.licence)
    free = _iri(code.get("path", f"https://spdx.org/licenses/{site.licence}"))
    common = (
        ("dct:title", Literal(on_one_line(site.nom))),
        ("dct:description", Literal(on_one_line(site.description or site.nom))),
        ("dct:publisher", publisher),
        ("dct:language", Iri(f"{_EUROPE}/language/FRA")),
        *((("dct:modified", Literal(day, "xsd:date")),) if (day := _last_day(index)) else ()),
    )
    yield Thing(
        f"{page}#catalogue",
        "dcat:Catalog",
        (*common, ("foaf:homepage", Iri(root)), ("dct:license", free), ("dcat:dataset", Iri(f"{page}#jeu"))),
    )
    files = [(f"{page}#fichier-{rank}", path, *told) for rank, (path, told) in enumerate(FILES.items(), 1)]
    yield Thing(
        f"{page}#jeu",
        "dcat:Dataset",
        (
            *common,
            ("dct:identifier", Literal(f"{page}#jeu", "xsd:string")),
            ("dcat:landingPage", Iri(page)),
            ("dcat:theme", Iri(f"{_EUROPE}/data-theme/GOVE")),
            ("dct:accrualPeriodicity", Iri(f"{_EUROPE}/frequency/IRREG")),
            ("dct:accessRights", Iri(f"{_EUROPE}/access-right/PUBLIC")),
            *(("dcat:keyword", Literal(on_one_line(one.titre))) for one in index.commons.enjeux),
            *((("dcat:contactPoint", contact),) if site.contact else ()),
            *(("dcat:distribution", Iri(name)) for name, *_ in files),
        ),
    )
    for name, path, title, sort, media in files:
        yield Thing(
            name,
            "dcat:Distribution",
            (
                ("dct:title", Literal(title)),
                ("dcat:accessURL", Iri(page)),
                ("dcat:downloadURL", Iri(root + path)),
                ("dct:license", free),
                ("dct:format", Iri(f"{_EUROPE}/file-type/{sort}")),
                ("dcat:mediaType", Iri(f"{_MEDIA}/{media}")),
            ),
        )
    named = Literal(on_one_line(site.editeur or site.nom))
    yield Thing(publisher.name, "foaf:Organization", (("foaf:name", named),))
    if site.contact:
        mail = Iri(f"mailto:{quote(site.contact, safe='@+')}")
        yield Thing(contact.name, "vcard:Organization", (("vcard:fn", named), ("vcard:hasEmail", mail)))


def _last_day(index: Index) -> str:
    """The last day on which a record that is no invented example was published or changed."""
    said = (
        record.modifie_le or record.publie_le or ""
        for ref, record in index.commons.records()
        if ref not in index.inventes
    )
    return max((day for day in said if exact_day(day)), default="")


def _iri(address: str) -> Iri:
    return Iri(_NOT_AN_IRI.sub(lambda found: f"%{ord(found[0]):02X}", address))
