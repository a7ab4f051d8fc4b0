"""The code book says what each column of each table means: all that are published, and no other."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.exports.geojson import MAP
from tests.house.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK, BOOK_JSON = "donnees/colonnes.csv", "donnees/colonnes.json"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    """A commons where every field of every kind is filled in."""
    return Showing(tmp_path_factory.mktemp("complet"))


def rows_of(content: bytes, separator: str = ";") -> list[list[str]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator, strict=True))


def columns(full: Showing) -> list[dict[str, Any]]:
    """What the code book says, in JSON."""
    found: list[dict[str, Any]] = json.loads(full.files[BOOK_JSON])["colonnes"]
    return [one for one in found if one["fichiers"] != [MAP]]  # no table: `test_geojson.py` looks at it


def cells(full: Showing, column: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each cell of a column, with its file."""
    for path in column["fichiers"]:
        head, *rows = rows_of(full.files[path], "," if "/tables/" in path else ";")
        for row in rows:
            yield path, row[head.index(column["colonne"])]


def test_every_column_of_every_table_is_there(full: Showing) -> None:
    published = {
        (path, name)
        for path, content in full.files.items()
        if path.endswith(".csv")
        for name in rows_of(content, "," if "/tables/" in path else ";")[0]
    }
    told = [(path, one["colonne"]) for one in columns(full) for path in one["fichiers"]]
    assert sorted(told) == sorted(published)
    assert len(published) > 500


def test_each_says_what_it_means(full: Showing) -> None:
    for one in columns(full):
        assert one["titre"], one
        assert len(one["description"].split()) > 1, one
        assert one["type"], one


def test_what_it_says_is_true_of_cells(full: Showing) -> None:
    """Codes, kinds of numbers, and what is never empty, in every cell of a commons where all is filled in."""
    seen = 0
    for one in columns(full):
        codes = {value["code"] for value in one["valeurs"]}
        for path, cell in cells(full, one):
            where = path, one["colonne"], cell
            assert cell or not one["toujours_remplie"], where
            if not cell:
                continue
            if codes and one["type"].startswith("liste"):
                assert set(cell.split(" | ")) <= codes, where
            elif codes and one["type"] == "texte":
                assert cell in codes, where
            if one["type"] == "nombre entier":
                int(cell)
            if one["type"].startswith("oui ou non"):
                assert cell in ({"true", "false"} if "/tables/" in path else {"oui", "non"}), where
            if one["type"].startswith("groupe"):
                json.loads(cell.removeprefix("'"))
            seen += 1
    assert seen > 1000


def test_a_spreadsheet_says_the_same(full: Showing) -> None:
    head, *rows = rows_of(full.files[BOOK])
    told = json.loads(full.files[BOOK_JSON])["colonnes"]
    assert head == list(told[0])
    assert [row[2] for row in rows] == [one["colonne"] for one in told]
    assert any(row[head.index("unite")] for row in rows)
    assert any(" = " in row[head.index("valeurs")] for row in rows)
