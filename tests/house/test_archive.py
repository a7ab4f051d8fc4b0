"""The archive of the commons, read with what researchers use: no option, no repair."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import zipfile
from typing import TYPE_CHECKING

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import pytest
from frictionless import Package

from generator import exports
from generator.opendata import tables_of
from generator.output import OutputFile
from generator.pipeline import PROJECT, check
from tests.house.showing import Showing

if TYPE_CHECKING:
    from pathlib import Path

    from generator.index import Index


def archive_of(index: Index) -> bytes:
    records = exports.records_as_data(index, lambda path: f"empreinte de {path}")
    made = exports.open_data(index, records, lambda _, where: where, raw=str.encode, known={})
    (found,) = [one for one in made if one.path == "donnees/commun.zip"]
    assert isinstance(found, OutputFile)
    return found.content


@pytest.fixture(scope="module", params=["les fiches du projet", "une fiche pleine de chaque sorte"])
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked: that of the project, then of a commons where every field is filled in."""
    folder = tmp_path_factory.mktemp("archive")
    whole = "pleine" in request.param
    index = Showing(tmp_path_factory.mktemp("complet")).checked.index if whole else check(PROJECT).index
    zipfile.ZipFile(io.BytesIO(archive_of(index))).extractall(folder)
    return folder


def test_the_same_commons_gives_the_same_bytes() -> None:
    first = archive_of(check(PROJECT).index)
    assert first == archive_of(check(PROJECT).index)
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.filename.partition("/")[0] for entry in entries} == {
        *("datapackage.json", "LISEZMOI.md", "LICENCES.md", "tables", "fiches", "textes", "schemas"),
        "changements.json",
        "experimentations.geojson",
    }


def test_frictionless_finds_no_fault(laid: Path) -> None:
    """Types, values, keys and references of every table, as `datapackage.json` tells them."""
    report = Package(str(laid / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] == len(list((laid / "tables").glob("*.csv"))) + 1  # the map


def test_frictionless_sees_what_is_wrong(laid: Path, tmp_path: Path) -> None:
    """The description says enough for a wrong value, a double and a lost reference to be found."""
    shutil.copytree(laid, tmp_path / "autre")
    table = tmp_path / "autre/tables/liste_enjeux.csv"
    lines = table.read_bytes().splitlines(keepends=True)
    wrong = lines[1].replace(lines[1].rsplit(b",", 1)[1], b"inconnu\r\n")
    table.write_bytes(b"".join([*lines[:2], wrong, *lines[2:]]))
    report = Package(str(tmp_path / "autre/datapackage.json")).validate()
    assert {name for (name,) in report.flatten(["type"])} == {"primary-key", "foreign-key"}


def test_pandas_reads_every_table_without_options(laid: Path) -> None:
    tables = {path.stem: pd.read_csv(path) for path in (laid / "tables").glob("*.csv")}
    assert set(tables) == {table.name for table in tables_of(check(PROJECT).schemas).tables}
    assert tables["fiches"]["invente"].dtype == bool
    assert len(pd.read_json(laid / "fiches/enjeu.jsonl", lines=True)) == len(tables["enjeu"])
    joined = tables["liste_enjeux"].merge(tables["enjeu"], left_on="enjeu", right_on="id")
    assert len(joined) == len(tables["liste_enjeux"]) > 0


def test_duckdb_reads_tables_and_records(laid: Path) -> None:
    with duckdb.connect() as read:

        def count(what: str) -> int:
            ((found,),) = read.execute(f"SELECT count(*) FROM {what}").fetchall()  # noqa: S608 — ours
            return int(found)

        costs = f"'{laid}/tables/liste_couts.csv' couts"
        records = f"'{laid}/tables/fiches.csv' fiches"
        on = "couts.sorte = fiches.sorte AND couts.fiche = fiches.id"
        assert count(f"{costs} JOIN {records} ON {on}") == count(costs) > 0
        assert count(f"read_json('{laid}/fiches/outil.jsonl')") == count(f"'{laid}/tables/outil.csv'")


def test_sqlite_reads_a_table_with_two_lines(laid: Path, tmp_path: Path) -> None:
    """The lines of the page on data, where the command is installed."""
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("sqlite3 is not installed")
    lines = ".mode csv\n.import tables/fiches.csv fiches\n"
    base = tmp_path / "commun.db"
    subprocess.run([program, str(base)], input=lines, text=True, cwd=laid, check=True)
    with sqlite3.connect(base) as read:
        (count,) = read.execute("SELECT count(*) FROM fiches WHERE invente IN ('true', 'false')").fetchone()
    assert count == len(pd.read_csv(laid / "tables/fiches.csv"))
