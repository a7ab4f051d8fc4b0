"""Publish the ledgers as one table, `/donnees/hypotheses.csv`, that French spreadsheets open as it is.

Semicolons and a byte order mark: a French Excel cuts cells at semicolons, because the comma is its decimal
sign, and reads UTF-8 only where that mark says so. LibreOffice and programs take both (`sep=";"`,
`encoding="utf-8-sig"`).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.output import OutputFile
from generator.protocol import LEDGER_COLUMNS, LedgerRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index

PATH = "donnees/hypotheses.csv"
# A spreadsheet runs a cell that starts so, blanks left out, as a formula.
_RUNS = "=+@＝＋－＠-"
# Blanks, and signs that nobody sees and that some spreadsheets leave out before they look for a formula.
_BLANK = "\\s\ufeff\u200b\u200c\u200d\u2060\x00"
_STARTS = re.compile(rf"""[{_BLANK}"]*[{_RUNS}]|[\t\r\n]""")
# One that cuts at commas, as an English one does, or at tabs starts cells within ours, at quotes too.
_STARTS_ELSEWHERE = re.compile(rf"""([,;\t\r\n][{_BLANK}"]*)(?=[{_RUNS}])""")


def hypotheses(index: Index) -> OutputFile:
    """One row for each hypothesis of every experiment, by experiment then number. UTF-8, CRLF."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.nom for column in LEDGER_COLUMNS])
    for row in ledger_rows(index):
        writer.writerow([harmless(column.valeur(row)) for column in LEDGER_COLUMNS])
    return OutputFile(PATH, text.getvalue().encode("utf-8-sig"))


def harmless(cell: str) -> str:
    """The cell with an apostrophe before any sign that would make a spreadsheet run it as a formula.

    It is put before any such sign, also where a number follows: one rule that readers can undo.
    """
    cell = _STARTS_ELSEWHERE.sub(r"\1'", cell)
    return f"'{cell}" if _STARTS.match(cell) else cell


def ledger_rows(index: Index) -> Iterator[LedgerRow]:
    """What each row is made from, by experiment then number."""
    root = index.commons.site.url.rstrip("/")
    for item in sorted(index.commons.experimentations, key=lambda item: item.id):
        where = tuple(lieu.id for lieu in index.lieux[item.id])
        for line in index.ledgers.get(item.id, ()):
            page = f"{root}{address(Ref('experimentation', item.id))}#{line.id}"
            yield LedgerRow(experimentation=item, ligne=line, territoires=where, adresse=page)
