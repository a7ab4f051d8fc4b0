"""Publish the ledgers as one table, `/donnees/hypotheses.csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.exports.spreadsheet import spreadsheet
from generator.model import Ref
from generator.protocol import LEDGER_COLUMNS, LedgerRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index
    from generator.output import OutputFile

PATH = "donnees/hypotheses.csv"


def hypotheses(index: Index) -> OutputFile:
    """One row for each hypothesis of every experiment, by experiment then number. UTF-8, CRLF."""
    rows = ([column.valeur(row) for column in LEDGER_COLUMNS] for row in ledger_rows(index))
    return spreadsheet(PATH, [column.nom for column in LEDGER_COLUMNS], rows)


def ledger_rows(index: Index) -> Iterator[LedgerRow]:
    """What each row is made from, by experiment then number."""
    root = index.commons.site.url.rstrip("/")
    for item in sorted(index.commons.experimentations, key=lambda item: item.id):
        where = tuple(lieu.id for lieu in index.lieux[item.id])
        for line in index.ledgers.get(item.id, ()):
            page = f"{root}{address(Ref('experimentation', item.id))}#{line.id}"
            yield LedgerRow(experimentation=item, ligne=line, territoires=where, adresse=page)
