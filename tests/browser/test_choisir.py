"""Choose a tool as a reader does, with and without script, and hold its counts to the cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

_LIST = "/boite-a-outils/"
_TOOLS = "[data-choisir-groupe] .cartes > li"


def test_answers_keep_the_tools_that_fit_and_stay_in_the_address(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one(_LIST), width=DESK) as seen:
        page = seen.page
        whole = len(_shown(page))
        page.select_option("#Choisir-temps", "plusieurs-jours")
        page.select_option("#Choisir-presence", "sur-place")
        kept = _shown(page)
        assert 0 < len(kept) < whole
        sure = [one for one in kept if "inconnu" not in one]
        assert all("plusieurs-jours" in temps and "sur-place" in presence for temps, presence in sure)
        assert 0 < len(sure) < len(kept)
        said = page.locator("[data-choisir-compte]").inner_text()
        assert [int(number) for number in re.findall(r"\d+", said)] == [len(sure), len(kept) - len(sure)]
        assert "temps non documenté" in said
        doubtful = page.locator(f"{_TOOLS}[data-temps=inconnu][data-presence~=sur-place]").first
        assert doubtful.evaluate("one => getComputedStyle(one, '::before').display") == "block"
        assert doubtful.get_attribute("data-peut-etre") == "temps non documenté"
        assert page.url.endswith("?temps=plusieurs-jours&presence=sur-place")

        page.reload()
        assert _shown(page) == kept
        page.go_back()
        expect(page.locator("#Choisir-presence")).to_have_value("")
        assert len(_shown(page)) > len(kept)
        page.locator(".choisir button[type=reset]").click()
        expect(page.locator("#Choisir-temps")).to_have_value("")
        assert len(_shown(page)) == whole
    assert seen.errors == []


def test_each_count_is_the_number_of_tools_it_leaves(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one(_LIST) + "?presence=sur-place", width=DESK) as seen:
        page = seen.page
        questions = page.locator(".choisir select").evaluate_all("all => all.map(({name}) => name)")
        assert set(questions) == {"enjeu", "taille", "temps", "budget", "presence", "preuve"}
        for question in questions:
            choice = page.locator(f"#Choisir-{question}")
            before = choice.input_value()
            options = choice.locator("option:not([value=''])")
            told = [(one.get_attribute("value") or "", one.inner_text()) for one in options.all()]
            assert told
            for code, words in told:
                count = sum(int(number) for number in re.findall(r"\d+", words.rpartition("(")[2]))
                disabled = options.and_(page.locator(f"[value='{code}']")).is_disabled()
                assert disabled == (count == 0), (question, code)
                if count:
                    choice.select_option(code)
                    assert len(_shown(page)) == count, (question, code)
            choice.select_option(before)


def test_the_choice_needs_no_script(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one(_LIST), width=PHONE, script=False) as seen:
        page = seen.page
        tools = page.locator(_TOOLS)
        wanted = page.locator(f"{_TOOLS}:is([data-temps~=journee], [data-temps=inconnu])")
        page.select_option("#Choisir-temps", "journee")
        expect(tools.filter(visible=True)).to_have_count(wanted.count())
        assert 0 < wanted.count() < tools.count()
        doubtful = page.locator(f"{_TOOLS}[data-temps=inconnu]").first
        assert "Peut-être" in doubtful.evaluate("one => getComputedStyle(one, '::before').content")


def _shown(page: Page) -> list[list[str]]:
    """What each tool in sight answers about time and place."""
    found: list[list[str]] = page.locator(_TOOLS).evaluate_all(
        "all => all.filter(one => one.checkVisibility())"
        ".map(({dataset}) => [dataset.temps, dataset.presence])"
    )
    return found
