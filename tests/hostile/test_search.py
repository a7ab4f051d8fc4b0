"""Search for what a stranger wrote: the cards found are words, whatever the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.hostile.crawling import PATIENCE, Watch, watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.hostile.publishing import Published

_EVERY = 12  # one title of so many is searched for alone; all stand in the list that is unrolled


def searched(watch: Watch, words: str) -> list[str]:
    address = "/recherche/?" + urlencode({"q": words, "inventes": "oui"})
    watch.open(address)
    expect(watch.page.locator("#Trouves")).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE)
    return watch.look(address)


def test_the_card_of_each_record_is_words(browser: Browser, published: Published) -> None:
    with watching(browser, published.address) as watch:
        assert searched(watch, "") == []
        more = watch.page.locator("#Recherche-plus button")
        while more.is_visible():
            held = watch.page.locator("#Recherche-resultats > li").count()
            more.click()
            expect(watch.page.locator("#Recherche-resultats > li").nth(held)).to_be_attached(timeout=PATIENCE)
            assert watch.look("/recherche/") == []
        shown = "\n".join(watch.page.locator("#Recherche-resultats .carte-titre").all_inner_texts())
        assert "<script>__vu=1</script>" in shown
        assert shown.count("\n") > published.commons.records * 5


def test_a_title_searched_for_is_words(browser: Browser, published: Published) -> None:
    titles = sorted(set(published.commons.titles()))
    with watching(browser, published.address) as watch:
        found = {title: searched(watch, title) for title in titles[::_EVERY]}
    assert {title: faults for title, faults in found.items() if faults} == {}


def test_an_excerpt_with_its_words_marked_is_words(browser: Browser, published: Published) -> None:
    with watching(browser, published.address) as watch:
        found = {
            words: searched(watch, words) for words in ("script", "onerror", "vu", "img src", "ordinaire")
        }
        assert watch.page.locator("#Recherche-resultats mark").count() > 0
    assert {words: faults for words, faults in found.items() if faults} == {}
