"""Every field of every schema stands in the open data, or says why not: its values are looked for there."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from generator import exports, pages
from generator.exports.exact_text import exact_text
from generator.exports.open_tables import filled_tables
from generator.kinds import SHIPPED
from generator.opendata import open_fields, tables_of
from generator.pipeline import PROJECT, check
from generator.working import schemas_of
from tests.house.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = schemas_of(PROJECT)
PAGED = tuple(kind for kind in SHIPPED if kind.address)
OPEN = {kind.name: open_fields(SCHEMAS.trees[kind.name]) for kind in PAGED}
FIELDS = [(kind.name, name) for kind in PAGED for name in OPEN[kind.name].names]
# What only helps to write or to check a record, or that nobody can write.
WITHHELD = {("protocole", "anciens_ids"), ("evaluation", "anciens_ids")} | {
    (kind.name, "non_personnel") for kind in PAGED
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    """A commons where every field of every kind is filled in."""
    return Showing(tmp_path_factory.mktemp("complet"))


def read(full: Showing, folder: str, name: str) -> list[dict[str, str]]:
    """The rows of a table, by a reader that knows no more than its separator."""
    spreadsheet = folder == "tableur"
    text = full.files[f"donnees/{folder}/{name}.csv"].decode("utf-8-sig" if spreadsheet else "utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if spreadsheet else ",", strict=True)
    return list(rows)


def cells(full: Showing, folder: str, kind: str, record: str) -> set[str]:
    """Every cell of the rows that a record makes."""
    found: set[str] = set()
    for table in tables_of(full.schemas).tables:
        rows = read(full, folder, table.name)
        if table.name == kind:
            mine = [row for row in rows if row["id"] == record]
        elif table.name.startswith("liste_"):
            mine = [row for row in rows if (row["sorte"], row["fiche"]) == (kind, record)]
        else:
            continue
        found |= {cell for row in mine for cell in row.values()}
    return found


def leaves(value: Any) -> Iterator[str | int | float | bool]:  # noqa: ANN401 — of any shape
    if isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    else:
        yield value


def test_what_is_withheld_says_why() -> None:
    told = {(kind, name): why for kind, one in OPEN.items() for name, why in one.withheld.items()}
    assert set(told) == WITHHELD
    assert all(len(why.split()) > 3 for why in told.values())


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_stands_in_the_data_of_its_record(full: Showing, kind: str, field: str) -> None:
    held = full.holders(kind, field)
    assert held, "no record of tests/house/full.txt holds it"
    for ref, value in held:
        told = json.loads(full.files[f"donnees/fiches/{kind}/{ref.id}.json"])
        missing = [one for one in leaves(value) if one not in list(leaves(told["champs"][field]))]
        assert missing == []


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_field_stands_in_the_tables(full: Showing, kind: str, field: str) -> None:
    for ref, value in full.holders(kind, field):
        programs, people = (cells(full, folder, kind, ref.id) for folder in ("tables", "tableur"))
        for one in leaves(value):
            if isinstance(one, bool):
                assert str(one).lower() in programs
                assert ("oui" if one else "non") in people
            else:
                assert {str(one), f"'{one}"} & programs
                assert {str(one), f"'{one}", str(one).replace(".", ",")} & people


def test_a_value_that_was_never_written_is_found_nowhere(full: Showing) -> None:
    (ref, _) = full.holders("outil", "duree")[0]
    assert "trois lunes et demie" not in cells(full, "tables", "outil", ref.id)


def test_every_record_and_text_is_there(full: Showing) -> None:
    """In a file of its own and in the archive, with the address, both ends of its links, its text twice."""
    commons = full.checked.commons
    published = [(ref, one) for ref, one in commons.records() if commons.kinds[ref.kind].address]
    archive = zipfile.ZipFile(io.BytesIO(full.files["donnees/commun.zip"]))
    lines = {
        (told["sorte"], told["id"]): told
        for kind in PAGED
        for line in archive.read(f"fiches/{kind.name}.jsonl").decode().splitlines()
        for told in [json.loads(line)]
    }
    assert set(lines) == {tuple(ref) for ref, _ in published}
    for ref, record in published:
        told = json.loads(full.files[f"donnees/fiches/{ref.kind}/{ref.id}.json"])
        html, exact = told.pop("html"), told.pop("exact")
        assert lines[ref.kind, ref.id] == told
        assert bool(html) == bool(record.corps.strip())
        assert told["texte"] == record.corps.strip()
        assert archive.read(f"textes/{ref.kind}/{ref.id}.md").decode() == f"{record.corps.strip()}\n"
        assert told["empreinte"] == record.chemin, "the test gives a path for a digest"
        if getattr(record, "non_personnel", ()):
            assert full.files[exact["ailleurs"].lstrip("/")] == (full.root / record.chemin).read_bytes()
        else:
            whole = exact["avant"] + told["texte"] + exact["apres"]
            assert whole.encode() == (full.root / record.chemin).read_bytes()
        for cited in told["cite"]:
            kind, _, name = cited.partition("/")
            if f"donnees/fiches/{cited}.json" in full.files:
                other = json.loads(full.files[f"donnees/fiches/{kind}/{name}.json"])
                assert f"{ref.kind}/{ref.id}" in other["cite_par"]


def test_links_in_html_lead_anywhere_from(full: Showing) -> None:
    """Whoever shows a text elsewhere has whole addresses."""
    held = [json.loads(content)["html"] for path, content in full.files.items() if "donnees/fiches/" in path]
    assert any('href="https://essai.example/' in html for html in held)
    assert not any('href="/' in html or 'src="/' in html or 'href="#' in html for html in held)


def test_a_row_of_an_invented_record_says_so(full: Showing) -> None:
    invented = {tuple(ref) for ref in full.checked.index.inventes}
    assert invented
    for table in tables_of(full.schemas).tables:
        for row in read(full, "tables", table.name):
            name = (row.get("sorte") or table.name, row.get("fiche") or row.get("id", ""))
            if "invente" in row and not table.name.startswith("registre_"):
                assert row["invente"] == str(name in invented).lower(), (table.name, row)
            else:
                assert {"cadre", "demonstration", "invente"} & set(row)


def test_keys_join(full: Showing) -> None:
    """Each key is unique, and each reference leads to a row."""
    tables = {table.name: table for table in tables_of(full.schemas).tables}
    rows = {name: read(full, "tables", name) for name in tables}
    followed = 0
    for name, table in tables.items():
        keys = [tuple(row[column] for column in table.key) for row in rows[name]]
        assert not table.key or len(keys) == len(set(keys)), name
        for reference in table.references:
            known = {tuple(row[column] for column in reference.to) for row in rows[reference.table]}
            named = {tuple(row[column] for column in reference.columns) for row in rows[name]}
            assert {one for one in named if any(one)} <= known, (name, reference)
            followed += len(named)
    assert followed > 100


def test_a_place_has_its_official_codes() -> None:
    """Those of the project's own records: the full commons is nowhere in France."""
    index = check(PROJECT).index
    filled = {one.table.name: one for one in filled_tables(index, exports.records_as_data(index, str))}
    names = [column.name for column in filled["lieux"].table.columns]
    places = [dict(zip(names, row, strict=True)) for row in filled["lieux"].rows]
    official = [row for row in places if row["code"]]
    assert official
    for row in official:
        assert str(row["territoire"]).endswith(f"-{str(row['code']).lower()}")
        assert row["region_code"]
    assert {row["departement_code"]: row["departement_nom"] for row in official}["68"] == "Haut-Rhin"


def test_what_is_withheld_is_nowhere(full: Showing) -> None:
    """A number that is said to reach nobody is in the text that shows it, and in no list of such numbers."""
    told = [
        file for path, file in full.files.items() if path.startswith("donnees/") and b"non_personnel" in file
    ]
    assert told == []
    archive = zipfile.ZipFile(io.BytesIO(full.files["donnees/commun.zip"]))
    data = [name for name in archive.namelist() if name.startswith(("fiches/", "tables/", "textes/"))]
    assert not any(b"invent\xc3\xa9 pour les films" in archive.read(name) for name in data)


@pytest.mark.parametrize(
    ("raw", "body", "told"),
    [
        (b"---\na: 1\n---\n\nOui.\n", "Oui.", {"avant": "---\na: 1\n---\n\n", "apres": "\n"}),
        (b"\xef\xbb\xbf---\na: 1\n---\n", "", {"avant": "\ufeff---\na: 1\n---", "apres": "\n"}),
        (b"---\r\n---\r\nA\r\nB\r\n", "A\nB", {"entier": "---\r\n---\r\nA\r\nB\r\n"}),
        (b"\xff", "", None),
        (None, "", None),
    ],
)
def test_a_file_is_told_to_the_byte(raw: bytes | None, body: str, told: dict[str, str] | None) -> None:
    assert exact_text(raw, body) == told


def test_data_weigh_little() -> None:
    """Four times the file of the record at most."""
    index = check(PROJECT).index
    for one in exports.records_as_data(index, lambda _: "0" * 64):
        html = json.dumps(pages.html_elsewhere(index, one.record, one.where), ensure_ascii=False)
        exact = exact_text((PROJECT / one.record.chemin).read_bytes(), one.record.corps.strip())
        size = sum(len(part.encode()) for part in (one.told, html, json.dumps(exact, ensure_ascii=False)))
        assert size <= 4 * (PROJECT / one.record.chemin).stat().st_size, one.ref
