"""Hold the site up with next to nothing in it: the facts of the site, the eight enjeux, one page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.pipeline import check
from generator.site_pages import ADDRESSES
from tests.cases.case_file import BASE

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """---
titre: Aide
---

Ouvrir [le formulaire](/contribuer/formulaire/?sorte=outil), ou [la recherche](/recherche/).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "content/enjeux", tmp_path / "content/enjeux")
    shutil.copy(BASE / "content/site.yml", tmp_path / "content/site.yml")
    (tmp_path / "content/aide.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_it_has_the_pages_that_a_text_may_lead_to(root: Path) -> None:
    found = check(root)
    made = set(pages.addresses(found.index))
    records = {one for one in made if one.startswith("/enjeux/") and one != "/enjeux/"} | {"/aide/"}
    orders = {one for one in made if one.startswith("/comparer/") and one != "/comparer/"}
    letters = {one for one in made if one.startswith("/index/") and one != "/index/"}
    assert len(letters) == len("abcdefghijklmnopqrstuvwxyz") + 1
    assert made - records - orders - letters == ADDRESSES


def test_a_text_leads_to_them(root: Path) -> None:
    found = check(root)
    assert [fault for fault in found.diagnostics if fault.severity == "error"] == []
    made = pages.render(found.index)
    html = next(page.html or "" for page in made if page.address == "/aide/")
    assert '<a href="/contribuer/formulaire/?sorte=outil">le formulaire</a>' in html
    assert '<a href="/recherche/">la recherche</a>' in html
