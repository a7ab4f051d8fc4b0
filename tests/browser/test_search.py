"""Search from the header as a reader in a hurry does: one word, without its accent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site


def test_a_word_without_its_accent_is_found_from_any_page(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/acteurs/"), width=DESK) as seen:
        field = seen.page.locator("header.md-header input[name=q]")
        field.fill("democratie")
        field.press("Enter")
        seen.page.wait_for_url("**/recherche/?q=democratie")
        _assert_democracy_is_found(seen.page)
        seen.page.locator("#Recherche-resultats a").first.click()
        expect(seen.page.locator("h1")).to_be_visible()
        assert "/recherche/" not in seen.page.url
    assert seen.errors == []
    assert seen.foreign == []


def test_a_phone_has_room_for_the_button_only(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/acteurs/"), width=PHONE) as seen:
        seen.page.locator("header.md-header form[role=search] button[type=submit]").click()
        seen.page.wait_for_url("**/recherche/*")
        seen.page.locator("#Recherche-mots").fill("democratie")
        _assert_democracy_is_found(seen.page)
    assert seen.errors == []
    assert seen.foreign == []


def test_search_says_when_it_finds_nothing(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/recherche/") + "?q=xyzzyxyzzy", width=DESK) as seen:
        expect(seen.page.locator("#Recherche-compte")).to_contain_text("Aucun résultat")
    assert seen.errors == []


def test_without_script_search_leads_to_the_lists(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/recherche/"), width=PHONE, script=False) as seen:
        assert seen.page.locator("#Contenu a, main a").filter(visible=True).count() > 0
        assert "JavaScript" in seen.page.locator("body").inner_text()


def _assert_democracy_is_found(page: Page) -> None:
    results = page.locator("#Recherche-resultats > li")
    expect(results.first).to_be_visible()
    expect(page.locator("#Recherche-compte")).to_contain_text("pour «\u00a0democratie\u00a0»")
    assert any("démocratie" in text.casefold() for text in results.all_inner_texts())
