"""Describe what programs can fetch, `/donnees/openapi.json` (OpenAPI 3.1): files, by their addresses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.addresses import LEDGER
from generator.exports.archive import ARCHIVE, PACKAGE
from generator.exports.catalogue_json import PATH as CATALOGUE
from generator.exports.changes_files import FEED, HISTORY
from generator.exports.code_book import BOOK, BOOK_JSON
from generator.exports.data_package import licence
from generator.exports.dcat import LINKED, TURTLE
from generator.exports.form_choices import TERRITORIES
from generator.exports.geojson import MAP
from generator.exports.hypotheses import PATH as HYPOTHESES
from generator.exports.lesson_tables import CONSTATS, SUITES
from generator.exports.lexicon_file import PATH as LEXICON
from generator.exports.open_tables import PROGRAMS, SPREADSHEETS
from generator.exports.tracking_files import CALENDAR, TABLE
from generator.opendata import open_fields, tables_of
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.index import Index
    from generator.kinds import Kind

API = "donnees/openapi.json"
_FILES = {
    ARCHIVE: "Toutes les fiches, toutes les tables et tous les textes, en une archive",
    PACKAGE: "Ce que veut dire chaque colonne des tables de l'archive (Data Package)",
    CATALOGUE: "La liste de tout ce qui se trouve sur le site",
    HYPOTHESES: "Le registre des hypothèses, pour un tableur français",
    CONSTATS: "Ce que l'on a appris, pour un tableur français",
    SUITES: "Ce que sont devenues les propositions, pour un tableur français",
    BOOK: "Le dictionnaire des colonnes, pour un tableur français",
    BOOK_JSON: "Le dictionnaire des colonnes",
    LEXICON: "Les mots que la recherche prend l'un pour l'autre, et les sigles",
    TERRITORIES: "Les codes et les noms des territoires de France",
    TABLE: "Les expérimentations en cours, pour un tableur français",
    CALENDAR: "Les échéances des expérimentations en cours",
    LINKED: "Le catalogue DCAT-AP, en JSON-LD",
    TURTLE: "Le catalogue DCAT-AP, en Turtle",
    HISTORY: "Ce qu'a changé chaque publication, fiche par fiche",
    MAP: "Les lieux des expérimentations, pour une carte",
    LEDGER.lstrip("/"): "Toutes les adresses où le site répond",
    FEED: "Ce qu'a changé chaque publication, en flux",
    API: "Cette description",
}
_PATTERNS = {
    "/donnees/protocoles/{id}.json": "Ce que le formulaire reprend du protocole d'une expérimentation",
    "/contribuer/modeles/{sorte}.docx": "Un document Word à remplir, pour une sorte de fiche",
    "/flux/{nom}.xml": "Un flux de ce qui paraît : « tout », ou d'un genre",
    "/enjeux/{id}/flux.xml": "Ce qui paraît sur un enjeu",
    "/territoires/{id}/flux.xml": "Ce qui paraît sur un territoire",
    "/agenda/agenda.ics": "Tous les rendez-vous à venir",
    "/agenda/{id}/agenda.ics": "Le jour d'un rendez-vous",
    "/experimentations/{id}/agenda.ics": "Les dates d'une expérimentation",
    "/appels/{id}/agenda.ics": "Le dernier jour d'un appel",
}
_MEDIA = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "zip": "application/zip",
    "gz": "application/gzip",
    "ttl": "text/turtle",
    "ics": "text/calendar",
    "xml": "application/atom+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BLANK = re.compile(r"\{[a-z]+\}")
_KEPT = ("title", "description", "enum", "format")
_NAMES = {"type": "array", "items": {"type": "string"}}
_RECORD: dict[str, Any] = {
    "sorte": {"type": "string", "description": "La sorte de la fiche."},
    "id": {"type": "string", "description": "Son identifiant, unique dans sa sorte."},
    "titre": {"type": "string"},
    "invente": {
        "type": "boolean",
        "description": "Un exemple inventé, à ne jamais compter parmi les vraies.",
    },
    "adresse": {"type": "string", "format": "uri", "description": "L'adresse de sa page."},
    "fichier": {"type": "string", "description": "Le fichier dont elle est tirée, dans le dépôt."},
    "empreinte": {"type": "string", "description": "Le SHA-256 de ce fichier."},
    "cite": {**_NAMES, "description": "Les fiches qu'elle cite : sorte/identifiant."},
    "cite_par": {**_NAMES, "description": "Les premières fiches qui la citent."},
    "cite_par_nombre": {"type": "integer", "description": "Combien de fiches la citent."},
    "texte": {"type": "string", "description": "Son texte, en Markdown."},
    "html": {"type": "string", "description": "Son texte, en HTML."},
    "exact": {
        "type": ["object", "null"],
        "description": "Son fichier en morceaux, pour le formulaire ; null s'il ne se corrige qu'à la forge.",
    },
}


def open_api(index: Index, answering: Collection[str]) -> OutputFile:
    """The description; what stands at no address of `answering` is left out, as a calendar without a date."""
    site = index.commons.site
    free = licence(index, site.licence)
    kinds = index.commons.kinds.published
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": f"Les données de {site.nom}",
            "description": "Des fichiers que l'on demande par GET, sans clé ni compte. Ils changent à chaque "
            "publication du site.",
            "version": "1",
            "license": {"name": free["title"], **({"url": free["path"]} if "path" in free else {})},
        },
        "servers": [{"url": site.url.rstrip("/")}],
        "paths": {where: {"get": one} for where, one in sorted(_operations(index, answering))},
        "components": {"schemas": {kind.name: _record(index, kind) for kind in kinds}},
    }
    return OutputFile(API, f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode())


def _operations(index: Index, answering: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, words in _FILES.items():
        yield f"/{path}", _operation(f"/{path}", words)
    for path, words in _PATTERNS.items():
        found = re.compile(_BLANK.sub("[^/]+", path))
        if any(map(found.fullmatch, answering)):
            yield path, _operation(path, words)
    tables = sorted(table.name for table in tables_of(index.schemas).tables)
    for folder, words in ((PROGRAMS, "pour un programme"), (SPREADSHEETS, "pour un tableur français")):
        path = f"/{folder}/{{table}}.csv"
        yield path, _operation(path, f"Une table de l'archive, {words}", {"table": tables})
    for kind in index.commons.kinds.published:
        where = f"/donnees/{kind.name}.csv"
        yield where, _operation(where, f"{kind.many}, une ligne par fiche, pour un tableur français")
        path = f"/donnees/fiches/{kind.name}/{'{fiche}/' if kind.address.count('{}') > 1 else ''}{{id}}.json"
        schema = {"$ref": f"#/components/schemas/{kind.name}"}
        yield path, _operation(path, f"{kind.one} : une fiche entière", schema=schema)


def _operation(
    path: str,
    words: str,
    values: Mapping[str, list[str]] | None = None,
    *,
    schema: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    media = _MEDIA[path.rpartition(".")[2]]
    found = [part.partition("}")[0] for part in path.split("{")[1:]]
    content = {"schema": schema} if schema else {}
    told: dict[str, Any] = {
        "operationId": path.strip("/").replace("{", "").replace("}", ""),
        "summary": words,
    }
    if found:
        told["parameters"] = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "string", **({"enum": values[name]} if values and name in values else {})},
            }
            for name in found
        ]
    told["responses"] = {
        "200": {"description": words, "content": {media: content}},
        "404": {"description": "Rien n'est publié à cette adresse."},
    }
    return told


def _record(index: Index, kind: Kind) -> dict[str, Any]:
    """A whole record: what is said of every kind, and its own fields as they are published."""
    tree = index.schemas.trees[kind.name]
    fields = {name: _published(tree["properties"][name]) for name in open_fields(tree).names}
    own = {"type": "object", "properties": fields, "additionalProperties": False}
    return {
        "type": "object",
        "title": kind.one,
        "description": str(tree.get("description", "")),
        "properties": {**_RECORD, "champs": own},
        "required": [*_RECORD, "champs"],
    }


def _published(node: Mapping[str, Any]) -> dict[str, Any]:
    """A field as a published file has it: nothing is required, what nobody filled in is null or empty."""
    told: dict[str, Any] = {name: node[name] for name in _KEPT if name in node}
    if "properties" in node:
        inside = {name: _published(one) for name, one in node["properties"].items()}
        return {**told, "type": ["object", "null"], "properties": inside}
    if "items" in node:
        return {**told, "type": ["array", "null"], "items": _published(node["items"])}
    types = node.get("type")
    if "enum" in told:
        told["enum"] = [*told["enum"], None]
    if types:
        told["type"] = [*([types] if isinstance(types, str) else types), "null"]
    return told
