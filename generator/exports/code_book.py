"""Publish what each column of each table means: `/donnees/colonnes.csv`, and the same in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.exports.geojson import MAP, PROPERTIES
from generator.exports.hypotheses import PATH as LEDGER
from generator.exports.lesson_tables import CONSTATS as LESSONS
from generator.exports.lesson_tables import SUITES as OUTCOMES
from generator.exports.open_tables import PROGRAMS, SPREADSHEETS
from generator.exports.spreadsheet import spreadsheet
from generator.exports.tables import columns_of
from generator.exports.tracking_files import COLUMNS as TRACKING
from generator.exports.tracking_files import TABLE
from generator.frozen import Frozen
from generator.opendata import CONSTATS, HYPOTHESES, SUITES, Column, columns_of_field, tables_of, told
from generator.output import OutputFile
from generator.protocol import LIST_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.index import Index
    from generator.kinds import Kind
    from generator.opendata import Table
    from generator.schema import Schemas

BOOK, BOOK_JSON = "donnees/colonnes.csv", "donnees/colonnes.json"
_SORTS = {
    "texte": "texte",
    "entier": "nombre entier",
    "nombre": "nombre",
    "oui-non": "oui ou non (« true » ou « false » dans donnees/tables/)",
    "jour": "jour : AAAA-MM-JJ",
    "date": "date : AAAA, AAAA-MM ou AAAA-MM-JJ",
    "liste": f"liste, séparée par « {LIST_MARK.strip()} »",
    "groupe": "groupe de champs, en JSON",
}
_NAMES = {
    "fichiers": "Les fichiers qui ont cette colonne, à partir de l'adresse du site.",
    "tableau": "Ce que contient le tableau.",
    "colonne": "Le nom de la colonne, sur la première ligne du fichier.",
    "titre": "Son titre.",
    "description": "Ce que la colonne veut dire.",
    "type": "Ce qu'une cellule contient : texte, nombre, jour…",
    "unite": "L'unité des nombres. Vide s'il n'y en a pas.",
    "valeurs": "Les seuls codes possibles, avec leurs mots. Vide si tout est possible.",
    "mene_a": "La sorte de fiche que la cellule nomme par son identifiant.",
    "toujours_remplie": "« oui » si aucune cellule n'est vide.",
}
# In tables that people open, « oui » stands where programs read « true ».
_INVENTED = "« oui » si la fiche est un exemple inventé, à ne jamais compter parmi les vraies."


class _Described(Frozen):
    """The columns of a table, and the files that have them."""

    files: tuple[str, ...]
    title: str
    columns: tuple[Column, ...]


def code_book(index: Index) -> Iterator[OutputFile]:
    """Both files. They follow from the schemas and from what each table says of itself."""
    rows = [(one, column) for one in _described(index) for column in one.columns]
    yield spreadsheet(BOOK, tuple(_NAMES), (_cells(one, column) for one, column in rows))
    whole = {"colonnes": [_value(one, column) for one, column in rows]}
    yield OutputFile(BOOK_JSON, f"{json.dumps(whole, ensure_ascii=False, separators=(',', ':'))}\n".encode())


def _described(index: Index) -> Iterator[_Described]:
    plan = tables_of(index.schemas)
    by_name = {table.name: table for table in plan.tables}
    for kind in index.commons.kinds.published:
        known = by_name[plan.of_kinds[kind.name]]
        columns = tuple(
            _column(index.schemas, kind, name, known=known) for name in columns_of(index.schemas, kind)
        )
        yield _Described(files=(f"donnees/{kind.name}.csv",), title=kind.many, columns=columns)
    for path, table in ((LEDGER, HYPOTHESES), (LESSONS, CONSTATS), (OUTCOMES, SUITES)):
        yield _Described(files=(path,), title=table.title, columns=table.columns)
    yield _Described(files=(TABLE,), title="Les expérimentations en cours", columns=_plain(TRACKING))
    for table in plan.tables:
        files = tuple(f"{folder}/{table.name}.csv" for folder in (PROGRAMS, SPREADSHEETS))
        yield _Described(files=files, title=table.title, columns=table.columns)
    yield _Described(files=(MAP,), title="Les lieux des expérimentations", columns=_plain(PROPERTIES))
    yield _Described(files=(BOOK,), title="Le dictionnaire des colonnes", columns=_plain(_NAMES))


def _plain(columns: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(told(name, name.replace("_", " ").capitalize(), words) for name, words in columns.items())


def _column(schemas: Schemas, kind: Kind, name: str, *, known: Table) -> Column:
    """A column of `/donnees/<kind>.csv`, where a list or a group of fields stands in one cell."""
    if name == "invente":
        return told(name, "Inventé", _INVENTED, sort="oui-non", required=True)
    node = schemas.trees[kind.name]["properties"].get(name, {})
    whole = "liste" if "items" in node else "groupe" if "properties" in node else ""
    if not whole:
        return known.column(name) or next(columns_of_field(name, node))
    inner = node.get("items", node)
    column = next(columns_of_field(name, {**inner, "title": node.get("title", name)}))
    return Column(
        name=name,
        title=column.title,
        description=str(node.get("description", "")),
        sort="groupe" if "properties" in inner else whole,
        unit=column.unit,
        values=column.values,
        leads_to=column.leads_to,
    )


def _cells(one: _Described, column: Column) -> tuple[str, ...]:
    values = LIST_MARK.join(f"{code} = {words}" for code, words in column.values)
    return (
        LIST_MARK.join(one.files),
        one.title,
        column.name,
        column.title,
        column.description,
        _SORTS[column.sort],
        column.unit,
        values,
        column.leads_to,
        "oui" if column.required else "non",
    )


def _value(one: _Described, column: Column) -> dict[str, object]:
    found: dict[str, object] = dict(zip(_NAMES, _cells(one, column), strict=True))
    values = [{"code": code, "mots": words} for code, words in column.values]
    return {**found, "fichiers": one.files, "valeurs": values, "toujours_remplie": column.required}
