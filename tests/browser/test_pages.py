"""Look at one page of each kind as readers do: phone and desk, day and night, with and without script."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.adapting import lost
from tests.browser.visits import DESK, KINDS, PHONE, SETTLED, resize, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

# The headings that are there for a screen reader, folded ones aside.
_LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
# A table says what it holds, by itself or by the region around it, and has headers.
_MUTE_TABLES = """() => [...document.querySelectorAll("#Contenu table")]
  .filter((one) => !one.querySelector("th")
    || !(one.caption || one.closest("[role=region]:is([aria-label], [aria-labelledby])")))
  .map((one) => one.outerHTML.slice(0, 200))"""
# A drawing says nothing, and the style sheet knows it: unknown, it would be a plain square.
_BAD_ICONS = """() => [...document.querySelectorAll("[class^=icone-]")]
  .filter((one) => one.textContent || !getComputedStyle(one, "::before").maskImage.startsWith("url("))
  .map((one) => one.outerHTML)"""
# These are looked at at length. The contrast is that of every text, where the others have that of one of
# those that look alike: same colour, same ground and all that lies behind. And they are opened at each width,
# where the others are widened, which our scripts follow by what they do as they start.
_AT_LENGTH = frozenset(
    {"/", "/couverture/", "/contribuer/formulaire/", "/experimentations/cafe-des-voisins/", "/recherche/"}
)
_RECORD_BYTES = 60_000
_RECORDS = ("experimentations", "boite-a-outils", "enjeux", "territoires", "acteurs", "agenda")
each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_a_page_is_sound(browser: Browser, site: Site, kind: str) -> None:
    found: dict[int, dict[str, list[str]]] = {}
    with visit(browser, site, site.one(kind), width=PHONE) as seen:
        for width in (PHONE, DESK):
            if width != PHONE:
                resize(seen.page, width)
                if kind in _AT_LENGTH:
                    seen.page.reload(wait_until="load")
                seen.page.evaluate(SETTLED)
            wide = seen.page.evaluate("document.documentElement.scrollWidth")
            found[width] = seen.violations_in_each_theme(each=width == PHONE and kind in _AT_LENGTH)
            if wide > width:
                found[width]["de côté"] = [f"{wide} pixels"]
        _assert_says_what_it_is(seen.page, site, kind)
        assert lost(seen.page) == []
    assert found == {PHONE: {}, DESK: {}}
    assert seen.errors == []
    assert seen.foreign == []


def _assert_says_what_it_is(page: Page, site: Site, kind: str) -> None:
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title().strip()
    levels = page.evaluate(_LEVELS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(following <= level + 1 for level, following in pairwise(levels)), levels
    assert page.locator("h1").inner_text().strip()
    assert page.evaluate(_MUTE_TABLES) == []
    assert page.evaluate(_BAD_ICONS) == []
    if kind != "/404.html":  # it answers for addresses that do not exist
        described = page.locator("meta[name=description]").get_attribute("content")
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert described
        assert described.strip()
        assert canonical
        # A dossier says nothing that the page of its record does not: that one is to be found.
        assert canonical.endswith(page.url.removeprefix(site.address).removesuffix("dossier/"))


@each_kind
def test_a_page_needs_no_script(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=PHONE, script=False) as seen:
        page = seen.page
        assert page.locator("h1").is_visible()
        assert page.locator("#Contenu, main").first.inner_text().strip()
        assert page.locator("header.md-header form[role=search] button[type=submit]").is_visible()
        # The menu opens by its label and its box, without script.
        page.locator("header.md-header label[for=__drawer]").click()
        assert page.locator("#Menu a, nav a").filter(visible=True).count() > 0
    assert seen.errors == []
    assert seen.foreign == []


def test_the_page_of_a_record_is_light(site: Site) -> None:
    weights = {
        str(page.relative_to(site.folder)): page.stat().st_size
        for kind in _RECORDS
        for page in (site.folder / kind).glob("*/**/index.html")
        if not {"page", "dossier"} & set(page.parts)  # lists that go on, and what is printed whole
    }
    assert len(weights) > 300
    assert {page: weight for page, weight in weights.items() if weight > _RECORD_BYTES} == {}
