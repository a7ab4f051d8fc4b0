"""Publish every table twice: `/donnees/tables/` for programs, `/donnees/tableur/` for French spreadsheets.

For programs: UTF-8, commas, RFC 4180, `true` and `false`. For spreadsheets: a byte order mark, semicolons,
`oui` and `non`, a decimal comma. In both, no cell is run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.exports.hypotheses import ledger_rows
from generator.exports.lesson_tables import finding_rows, outcome_rows
from generator.exports.spreadsheet import harmless
from generator.frozen import Frozen
from generator.model import Acteur, Evenement, Experimentation
from generator.opendata import (
    CONSTATS,
    FICHES,
    HYPOTHESES,
    LIENS,
    LIEUX,
    SUITES,
    Table,
    TablePlan,
    rows_of,
    tables_of,
)
from generator.protocol import LEDGER_COLUMNS, LESSON_COLUMNS, PROPOSAL_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Protocol, TypeVar

    from generator.exports.record_files import RecordData
    from generator.index import Index
    from generator.model import Commons, Record
    from generator.territory import Lieu

    _Row_contra = TypeVar("_Row_contra", contravariant=True)

    class _Worded(Protocol[_Row_contra]):
        """A column of a register."""

        @property
        def nom(self) -> str:
            """Its name."""

        @property
        def valeur(self) -> Callable[[_Row_contra], str]:
            """What fills it."""


PROGRAMS, SPREADSHEETS = "donnees/tables", "donnees/tableur"
_NO_TEXT = frozenset({"entier", "nombre", "oui-non"})


class FilledTable(Frozen):
    """A table and its rows, a value for each column, None where nothing is documented; texts are harmless."""

    table: Table
    rows: Sequence[Sequence[object]]

    @property
    def for_programs(self) -> bytes:
        """UTF-8, commas, CRLF."""
        return self._written(",", _program_cell).encode()

    @property
    def for_spreadsheets(self) -> bytes:
        """UTF-8 with its mark, semicolons, CRLF."""
        return self._written(";", _spreadsheet_cell).encode("utf-8-sig")

    def _written(self, separator: str, cell: Callable[[object], object]) -> str:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        writer.writerow([column.name for column in self.table.columns])
        writer.writerows(
            [value if type(value) is str or value is None else cell(value) for value in row]
            for row in self.rows
        )
        return text.getvalue()


def table_addresses(index: Index) -> Iterator[str]:
    """Where each table answers, in both forms."""
    for table in tables_of(index.schemas).tables:
        yield from (f"/{folder}/{table.name}.csv" for folder in (PROGRAMS, SPREADSHEETS))


def _program_cell(value: object) -> object:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _spreadsheet_cell(value: object) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value).replace(".", ",") if isinstance(value, float) else value


def filled_tables(index: Index, records: Iterable[RecordData]) -> tuple[FilledTable, ...]:
    """Every table of a commons, filled: records by kind then id, lists in the order of their records."""
    plan = tables_of(index.schemas)
    rows: defaultdict[str, list[Mapping[str, object]]] = defaultdict(list)
    for one in records:
        for name, row in _rows(index, plan, one):
            rows[name].append(row)
    rows[HYPOTHESES.name] += _worded(LEDGER_COLUMNS, ledger_rows(index))
    rows[CONSTATS.name] += _worded(LESSON_COLUMNS, finding_rows(index))
    rows[SUITES.name] += _worded(PROPOSAL_COLUMNS, outcome_rows(index.commons))
    return tuple(_filled(table, rows[table.name]) for table in plan.tables)


def _worded(
    columns: Sequence[_Worded[_Row_contra]], made_from: Iterable[_Row_contra]
) -> Iterator[Mapping[str, object]]:
    """The rows of a register, whose columns know how to tell their own cell."""
    return ({column.nom: column.valeur(row) for column in columns} for row in made_from)


def _filled(table: Table, rows: Iterable[Mapping[str, object]]) -> FilledTable:
    columns = [(one.name, one.sort not in _NO_TEXT) for one in table.columns]
    return FilledTable(
        table, [[_cell(row.get(name), is_text=is_text) for name, is_text in columns] for row in rows]
    )


def _cell(value: object, *, is_text: bool) -> object:
    # A figure written in words or not stands in a column of texts.
    return harmless(str(value)) if is_text and value is not None else value


def _rows(index: Index, plan: TablePlan, one: RecordData) -> Iterator[tuple[str, Mapping[str, object]]]:
    ref, record, fields, where = one.ref, one.record, one.fields, one.where
    commons, tree = index.commons, index.schemas.trees[ref.kind]
    root = commons.site.url.rstrip("/")
    title, invented = commons.titre(ref), ref in index.inventes
    own = {"id": ref.id, "adresse": f"{root}{where}", "invente": invented}
    parent = commons.kinds[ref.kind].parent
    if parent:
        own[parent] = ref.id.partition("/")[0]
    start = {"sorte": ref.kind, "fiche": ref.id, "fiche_titre": title, "invente": invented}
    cut = rows_of(plan, ref.kind, fields, tree=tree, place=_place_of(commons))
    name, first = next(cut)
    yield name, {**first, **own}
    yield from ((name, {**row, **start}) for name, row in cut)
    yield (
        FICHES.name,
        {
            **own,
            "sorte": ref.kind,
            "titre": title,
            "resume": fields.get("resume"),
            "donnees": f"{root}{one.address}",
            "fichier": record.chemin,
            "licence": record.licence or commons.site.licence,
            "publie_le": record.publie_le,
            "modifie_le": record.modifie_le,
        },
    )
    for link in index.graph.of(ref):
        target = {"vers_sorte": link.target.kind, "vers_fiche": link.target.id}
        yield LIENS.name, {**start, "champ": link.field, **target}
    for lieu in _places(index, record):
        yield LIEUX.name, {**start, **_official(commons, lieu)}


def _places(index: Index, record: Record) -> Sequence[Lieu]:
    if isinstance(record, Experimentation):
        return index.lieux[record.id]
    if isinstance(record, Acteur | Evenement) and record.territoire:
        found = index.commons.gazetteer.get(record.territoire)
        return (found,) if found else ()
    return ()


def _official(commons: Commons, lieu: Lieu) -> dict[str, object]:
    """A place, and the official codes of what holds it; a place that is a département holds itself."""
    around = {lieu.niveau: lieu}
    for one in lieu.parents:
        found = commons.gazetteer.get(one)
        if found:
            around.setdefault(found.niveau, found)

    def code(level: str) -> str | None:
        return around[level].code or None if level in around else None

    def name(level: str) -> str | None:
        return around[level].nom if level in around else None

    return {
        "territoire": lieu.id,
        "nom": lieu.libelle,
        "niveau": lieu.niveau,
        "pays": lieu.pays,
        "code": lieu.code or None,
        "epci_code": code("epci"),
        "departement_code": code("departement"),
        "departement_nom": name("departement"),
        "region_code": code("region"),
        "region_nom": name("region"),
    }


def _place_of(commons: Commons) -> Callable[[str], tuple[str, str]]:
    def place(territory_id: str) -> tuple[str, str]:
        found = commons.gazetteer.get(territory_id)
        return (found.code, found.libelle) if found else ("", "")

    return place
