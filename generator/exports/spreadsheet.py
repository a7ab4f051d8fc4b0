"""Write a table that French spreadsheets open by a double click: `spreadsheet(path, names, rows)`.

Semicolons and a byte order mark: a French Excel cuts cells at semicolons, because the comma is its decimal
sign, and reads UTF-8 only where that mark says so. LibreOffice and programs take both (`sep=";"`,
`encoding="utf-8-sig"`).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that starts so, blanks left out, as a formula.
_RUNS = "=+@＝＋－＠-"
# Blanks, and signs that nobody sees and that some spreadsheets leave out before they look for a formula.
_BLANK = "\\s\ufeff\u200b\u200c\u200d\u2060\x00"
_STARTS = re.compile(rf"""[{_BLANK}"]*[{_RUNS}]|[\t\r\n]""")
# One that cuts at commas, as an English one does, or at tabs starts cells within ours, at quotes too.
_STARTS_ELSEWHERE = re.compile(rf"""([,;\t\r\n][{_BLANK}"]*)(?=[{_RUNS}])""")


def spreadsheet(path: str, names: Sequence[str], rows: Iterable[Iterable[str]]) -> OutputFile:
    """The file of a table, its columns named on the first line; no cell of it is run as a formula. CRLF."""
    return OutputFile(path, cells(names, rows).encode("utf-8-sig"))


def cells(names: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """The text of such a table, without the mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before any sign that would make a spreadsheet run it as a formula.

    It is put before any such sign, also where a number follows: one rule that readers can undo.
    """
    cell = _STARTS_ELSEWHERE.sub(r"\1'", cell)
    return f"'{cell}" if _STARTS.match(cell) else cell
