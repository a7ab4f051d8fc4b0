"""Read a table, a row a record: the first row that holds several labels names the columns."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING

from generator.importing.envelope import unpacked
from generator.importing.labels import names_text
from generator.importing.pandoc import missing_parts
from generator.importing.piece import CannotImport, Incoming, Labelled, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Row = Sequence[str]

_MOST_ROWS = 20_000
_LOOKED_AT = 10  # rows above the labels: a title, a date, a logo
_LETTERS = 26
_ENOUGH = 2


def pieces_of_sheet(
    name: str, held: bytes, is_label: Callable[[str], bool]
) -> tuple[list[Incoming], list[Remark]]:
    """The records of a table, and what is told of its sheets. Raises `CannotImport`."""
    sheets = [("", _csv(name, held))] if name.lower().endswith((".csv", ".tsv")) else _workbook(name, held)
    pieces: list[Incoming] = []
    remarks: list[Remark] = []
    for title, rows in sheets:
        where = f"{name}, feuille « {title} »" if title else name
        head = next((rank for rank, row in enumerate(rows[:_LOOKED_AT]) if _is_head(row, is_label)), None)
        if head is None:
            if any(any(row) for row in rows):
                remarks.append(
                    Remark(where, "aucune ligne n'a de nom de colonne connu : feuille laissée de côté")
                )
            continue
        pieces += _pieces(where, rows, head)
    return pieces, remarks


def _pieces(where: str, rows: Sequence[Row], head: int) -> Iterator[Incoming]:
    names = [cell.strip() for cell in rows[head]]
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if not any(cell.strip() for cell in row):
            continue
        origin = f"{where}, ligne {number}"
        said, body = [], ""
        for rank, cell in enumerate(row):
            lines = tuple(line.strip() for line in cell.splitlines() if line.strip())
            if not lines:
                continue
            label = names[rank] if rank < len(names) else ""
            if names_text(label):
                body = cell.strip()
            else:
                said.append(Labelled(label, lines, f"{origin}, colonne {_column(rank)}"))
        yield Incoming(origin=origin, said=tuple(said), body=body)


def _is_head(row: Row, is_label: Callable[[str], bool]) -> bool:
    return sum(is_label(cell) for cell in row if cell.strip()) >= _ENOUGH


def _column(rank: int) -> str:
    letters = ""
    while rank >= 0:
        letters = chr(ord("A") + rank % _LETTERS) + letters
        rank = rank // _LETTERS - 1
    return letters


def _csv(name: str, held: bytes) -> list[Row]:
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = held.decode("cp1252", "replace")
    if "\0" in text:
        raise CannotImport(f"« {name} » n'est pas un tableau en texte", "enregistrez-le en .csv (UTF-8)")
    first = text.split("\n", 1)[0]
    sign = max(";\t,", key=first.count)
    try:
        rows: list[Row] = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        raise CannotImport(
            f"« {name} » n'est pas un tableau bien formé : un guillemet n'est pas fermé",
            "ouvrez-le dans un tableur, puis enregistrez-le de nouveau en .csv",
        ) from error
    return _bounded(name, rows)


def _workbook(name: str, held: bytes) -> list[tuple[str, list[Row]]]:
    unpacked(name, held)
    try:
        import python_calamine  # noqa: PLC0415 — installed by those who import tables
    except ImportError as error:
        raise missing_parts(name) from error
    try:
        book = python_calamine.load_workbook(io.BytesIO(held))
        return [
            (title, _bounded(name, [[_text(cell) for cell in row] for row in _rows(book, title)]))
            for title in book.sheet_names
        ]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise CannotImport(
            f"« {name} » est abîmé : ses cellules ne peuvent pas être lues",
            "ouvrez-le, enregistrez-le de nouveau sous un autre nom, puis recommencez",
        ) from error


def _rows(book: object, title: str) -> list[list[object]]:
    found: list[list[object]] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    return found


def _bounded(name: str, rows: list[Row]) -> list[Row]:
    if len(rows) > _MOST_ROWS:
        raise CannotImport(f"« {name} » a plus de {_MOST_ROWS} lignes", "coupez-le en plusieurs tableaux")
    return rows


def _text(cell: object) -> str:
    """A cell as one would type it."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
