"""Describe the tables of the archive for programs: `datapackage.json`, as Frictionless Data asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.index import Index
    from generator.opendata import Column, Table

_TYPES = {"entier": "integer", "nombre": "number", "oui-non": "boolean", "jour": "date"}
_MAP = {
    "name": "carte",
    "title": "Les lieux des expérimentations, pour une carte",
    "description": "Un point par expérimentation et par lieu ; « precision » dit ce qu'il situe.",
    "path": "experimentations.geojson",
    "profile": "data-resource",
    "format": "geojson",
    "mediatype": "application/geo+json",
    "encoding": "utf-8",
}
_PARTIAL_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


def data_package(index: Index, tables: Iterable[Table]) -> dict[str, Any]:
    """The description of an archive that holds `tables`, each at `tables/<name>.csv`."""
    site = index.commons.site
    root = f"{site.url.rstrip('/')}/"
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "data-package",
        "name": "commun",
        "title": site.nom,
        "description": site.description,
        "homepage": f"{root}donnees/",
        "id": f"{root}donnees/commun.zip",
        "licenses": [licence(index, site.licence)],
        "contributors": [{"title": site.editeur or site.nom, "role": "publisher"}],
        "resources": [*(_resource(one) for one in tables), _MAP],
    }


def licence(index: Index, code: str) -> dict[str, str]:
    """A licence by its SPDX code, its words, and where it is written."""
    links = index.schemas.node("experimentation", ("licence",)).get("x-liens", {})
    found = {"name": code, "title": index.label("experimentation", "licence", code)}
    return {**found, "path": str(links[code])} if code in links else found


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(one.columns), "reference": {"resource": one.table, "fields": list(one.to)}}
            for one in table.references
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"tables/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.sort, "string"),
        "title": column.title,
        "description": column.description,
    }
    if column.unit:
        found["unit"] = column.unit
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values and column.sort == "texte":
        constraints["enum"] = [code for code, _ in column.values]
        found["categories"] = [{"value": code, "label": words} for code, words in column.values]
    if column.sort == "date":
        constraints["pattern"] = _PARTIAL_DATE
    return {**found, "constraints": constraints} if constraints else found
