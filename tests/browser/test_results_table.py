"""Download what a search found as a table, and read it as a spreadsheet does."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESK, Site, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Visit

_READY = "#Trouves:not([aria-busy]) #Recherche-compte"


def _table(path: Path) -> list[dict[str, str]]:
    """What French spreadsheets read: a byte order mark, semicolons."""
    with path.open(encoding="utf-8", newline="") as file:
        assert file.read(1) == "\ufeff"
        return list(csv.DictReader(file, delimiter=";", strict=True))


def _downloaded(seen: Visit) -> tuple[list[dict[str, str]], str]:
    with seen.page.expect_download() as file:
        seen.page.get_by_role("button", name="Télécharger ces résultats").click()
    said = seen.page.locator("#Recherche-table [role=status]")
    said.filter(has_text="dans le fichier").wait_for()
    return _table(Path(file.value.path())), said.inner_text()


@pytest.mark.parametrize(
    ("asked", "table"),
    [("?nature=experimentation&enjeu=lien-durable", "experimentation"), ("?nature=outil&q=vote", "outil")],
)
def test_results_of_one_kind_are_rows_of_its_table(
    browser: Browser, site: Site, asked: str, table: str
) -> None:
    with visit(browser, site, f"{site.address}/recherche/{asked}", width=DESK) as seen:
        seen.page.wait_for_selector(_READY)
        requests: list[str] = []
        seen.page.on("request", lambda one: requests.append(one.url))
        rows, said = _downloaded(seen)
        count = int(seen.page.locator("#Recherche-compte").inner_text().split()[0])
        first = seen.page.locator("#Recherche-resultats a").first.get_attribute("href") or ""
        assert (seen.errors, seen.foreign) == ([], [])
    whole = _table(site.folder / f"donnees/{table}.csv")
    assert len(rows) == count > 1
    assert said.startswith(f"{count} lignes dans le fichier")
    assert [row for row in rows if row not in whole] == []
    assert list(rows[0]) == list(whole[0])
    assert rows[0]["adresse"].endswith(first.removeprefix(site.address)), "in the order of the results"
    assert any(one.endswith(f"/donnees/{table}.csv") for one in requests), "not before it is asked for"


def test_results_of_several_kinds_say_what_has_no_row(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/?q=habitants", width=DESK) as seen:
        seen.page.wait_for_selector(_READY)
        rows, said = _downloaded(seen)
        count = int(seen.page.locator("#Recherche-compte").inner_text().split()[0])
    assert {row["sorte"] for row in rows} > {"experimentation", "outil"}
    assert 0 < len(rows) < count
    assert f"{count - len(rows)} résultat" in said


def test_nothing_found_has_no_table(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/?q=zzzz", width=DESK) as seen:
        seen.page.wait_for_selector(_READY)
        assert not seen.page.locator("#Recherche-table").is_visible()


def test_a_table_that_does_not_come_is_told(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/?nature=outil", width=DESK) as seen:
        seen.page.wait_for_selector(_READY)
        seen.page.route("**/donnees/outil.csv", lambda route: route.fulfill(status=404, body=""))
        seen.page.get_by_role("button", name="Télécharger ces résultats").click()
        seen.page.locator("#Recherche-table [role=status]").filter(has_text="n’a pas pu être fait").wait_for()


def test_cells_with_quotes_separators_and_ends_of_lines_stay_whole(browser: Browser, hostile: Site) -> None:
    """What strangers wrote in a record is a cell, and begins no formula."""
    with visit(browser, hostile, f"{hostile.address}/recherche/", width=DESK) as seen:
        seen.page.wait_for_selector(_READY)
        rows, _ = _downloaded(seen)
    table = "fiches" if "sorte" in rows[0] else ""
    assert table
    whole = _table(hostile.folder / "donnees/tableur/fiches.csv")
    assert [row for row in rows if row not in whole] == []
    assert any(sign in cell for row in rows for cell in row.values() for sign in (";", '"', "\n"))
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row.values())
