"""Print every tool as a reader would: two sheets at most, with what one needs on the day and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.lending import lent
from tests.browser.visits import DESK, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Scheme, Site

# A page of a PDF, not the tree that holds them (/Type /Pages).
_SHEET = re.compile(rb"/Type\s*/Page(?!s)\b")
_MOST = 2
_SHARES = 4


@pytest.mark.parametrize("share", range(_SHARES))
def test_every_tool_prints_on_two_sheets(browser: Browser, site: Site, share: int) -> None:
    pages = sorted(site.folder.glob("boite-a-outils/*/index.html"))[share::_SHARES]
    assert len(pages) > 5
    sheets = {}
    with lent(browser, locale="fr-FR") as page:
        for file in pages:
            page.goto(f"{site.address}/{file.parent.relative_to(site.folder).as_posix()}/", wait_until="load")
            sheets[file.parent.name] = len(_SHEET.findall(page.pdf(prefer_css_page_size=True)))
    assert {name: count for name, count in sheets.items() if not 1 <= count <= _MOST} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_tool_is_its_sheet_alone(browser: Browser, site: Site, scheme: Scheme) -> None:
    with visit(browser, site, site.one("/boite-a-outils/forum-ouvert/"), width=DESK, scheme=scheme) as seen:
        page = seen.page
        page.emulate_media(media="print", color_scheme=scheme)
        titles = page.locator("h1, h2").filter(visible=True).all_inner_texts()
        known = "Ce que l’on en sait"
        assert titles == ["Forum ouvert", known, "En bref", "Matériel", "Étapes", "Reprendre cette page"]
        printed = page.locator("body").inner_text()
        assert "CC-BY-SA-4.0" in printed
        assert "/boite-a-outils/forum-ouvert/" in printed
        assert page.locator("nav, .md-header, .md-footer").filter(visible=True).count() == 0
        assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_a_printed_protocol_is_whole_and_alone(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/experimentations/*/protocole/r2/"), width=DESK) as seen:
        page = seen.page
        page.emulate_media(media="print")
        assert page.locator("#Hypotheses, #Dispositifs").filter(visible=True).count() == len("HD")
        assert page.locator("nav, .md-header, .md-footer, #Revisions").filter(visible=True).count() == 0
