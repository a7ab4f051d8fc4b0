"""Type in the search box of any page, and hold what it offers: by keyboard, by hand, with its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from tests.browser.visits import Site

_MOST_BYTES = 60_000
_BOXES = (("/acteurs/", DESK, "Recherche-entete"), ("/recherche/", PHONE, "Recherche-mots"))


@pytest.mark.parametrize(("address", "width", "name"), _BOXES)
def test_pages_are_offered_as_one_types(
    browser: Browser, site: Site, address: str, width: int, name: str
) -> None:
    with visit(browser, site, site.address + address, width=width) as seen:
        page = seen.page
        page.wait_for_load_state("networkidle")
        asked: list[int] = []

        def finished(one: Request) -> None:
            asked.append(one.sizes()["responseBodySize"])

        page.on("requestfinished", finished)
        field = page.locator(f"#{name}")
        field.focus()
        page.wait_for_timeout(200)
        assert asked == [], "rien n'est demandé avant la première lettre"
        field.press_sequentially("c")
        options = page.locator(".espace-offres [role=option]")
        expect(options.first).to_be_visible()
        assert asked
        assert sum(asked) <= _MOST_BYTES
        page.remove_listener("requestfinished", finished)  # a page left has no sizes to tell
        field.fill("samo")
        expect(options).to_have_count(1)
        expect(options.first).to_contain_text("ercle samoan")
        expect(field).to_have_attribute("aria-expanded", "true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.wait_for_function(
            "!document.querySelector('[aria-busy=true]')"
        )  # results fade while they change
        page.wait_for_timeout(400)
        assert seen.violations_in_each_theme() == {}
        field.press("ArrowDown")
        assert _active(page, name) == options.first.get_attribute("id")
        assert seen.violations_in_each_theme() == {}
        field.press("Enter")
        page.wait_for_url("**/boite-a-outils/cercle-samoan/")
    assert seen.errors == []
    assert seen.foreign == []


def test_the_keys_of_a_combobox(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/acteurs/", width=DESK) as seen:
        page = seen.page
        field = page.locator("#Recherche-entete")
        field.press_sequentially("conv")
        options = page.locator(".espace-offres [role=option]")
        expect(options.nth(2)).to_be_visible()
        field.press("ArrowUp")
        assert _active(page, "Recherche-entete") == options.last.get_attribute("id")
        field.press("ArrowDown")
        assert _active(page, "Recherche-entete") is None
        field.press("Escape")
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(field).to_have_value("conv")
        field.press("ArrowDown")
        expect(options.first).to_be_visible()
        field.press("Escape")
        field.press("Enter")
        page.wait_for_url("**/recherche/?q=conv")
    assert seen.errors == []


def test_a_finger_is_enough(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/acteurs/", width=DESK) as seen:
        seen.page.locator("#Recherche-entete").press_sequentially("mulh")
        seen.page.locator(".espace-offres li").filter(has_text="Commune").first.click()
        seen.page.wait_for_url("**/territoires/commune-68224/")
    assert seen.errors == []


def test_the_title_of_a_stranger_stays_text(browser: Browser, hostile: Site) -> None:
    with visit(browser, hostile, f"{hostile.address}/acteurs/", width=DESK) as seen:
        field = seen.page.locator("#Recherche-entete")
        shown = ""
        for start in ("script", "img", "onerror", "zq"):
            field.fill(start)
            seen.page.wait_for_timeout(400)
            shown += "\n".join(seen.page.locator(".espace-offres li").all_inner_texts())
            assert seen.page.locator(".espace-offres :not(li, span)").count() == 0
        assert "<img src=x onerror" in shown
        assert seen.page.evaluate("typeof couru") == "undefined"
    assert seen.errors == []


def test_without_script_the_box_is_a_box(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/acteurs/", width=DESK, script=False) as seen:
        field = seen.page.locator("#Recherche-entete")
        field.fill("samo")
        assert field.get_attribute("role") is None
        field.press("Enter")
        seen.page.wait_for_url("**/recherche/?q=samo")


def _active(page: Page, name: str) -> str | None:
    return page.locator(f"#{name}").get_attribute("aria-activedescendant")
