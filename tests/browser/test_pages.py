"""Look at one page of each kind as readers do: phone and desk, day and night, with and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESK, KINDS, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Scheme, Site

each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_page_is_sound(browser: Browser, site: Site, kind: str, width: int, scheme: Scheme) -> None:
    with visit(browser, site, site.one(kind), width=width, scheme=scheme) as seen:
        wide = seen.page.evaluate("document.documentElement.scrollWidth")
        violations = seen.violations()
    assert seen.errors == []
    assert seen.foreign == []
    assert wide <= width, "il faut faire défiler de côté"
    assert violations == []


@each_kind
def test_a_page_says_what_it_is(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=DESK) as seen:
        page = seen.page
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.title().strip()
        assert page.locator("h1").count() == 1
        assert page.locator("h1").inner_text().strip()
        if kind != "/404.html":  # it answers for addresses that do not exist
            described = page.locator("meta[name=description]").get_attribute("content")
            canonical = page.locator("link[rel=canonical]").get_attribute("href")
            assert described
            assert described.strip()
            assert canonical
            assert canonical.endswith(page.url.removeprefix(site.address))


@each_kind
def test_a_page_needs_no_script(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=PHONE, script=False) as seen:
        page = seen.page
        assert page.locator("h1").is_visible()
        assert page.locator("#Contenu, main").first.inner_text().strip()
        assert page.locator("header.md-header form[role=search] button[type=submit]").is_visible()
        # The menu opens by its label and its box, without script.
        page.locator("header.md-header label[for=__drawer]").click()
        assert page.locator("#menu a, nav a").filter(visible=True).count() > 0
    assert seen.errors == []
    assert seen.foreign == []
