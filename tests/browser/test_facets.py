"""Choose among facets as readers do, and hold every count shown against the published catalogue."""

from __future__ import annotations

import os
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.facets import ASK, Asked, Catalogue, Shown, drawn, expected, results
from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

# `make soak` makes a thousand.
SELECTIONS = int(os.environ.get("SELECTIONS", "30"))
WORDS = ("democratie", "habitant", "Élus", "tirage au sort", "budget", "café", "école", "zzzz")
STEP = 12
_READ = """() => ({
  total: document.getElementById("Recherche-compte").textContent,
  boxes: [...document.querySelectorAll("#Recherche input[type=checkbox]")].map((box) => ({
    name: box.name, value: box.value, checked: box.checked, disabled: box.disabled,
    count: box.parentElement.querySelector(".facette-compte").textContent,
  })),
  links: [...document.querySelectorAll("#Recherche-resultats .carte-titre a")].map((link) => link.pathname),
})"""
_GO = f"async (address) => {{ await ({ASK})(address); return ({_READ})(); }}"
# Straight from the index, records and pages that the catalogue does not hold.
_FIND = """async (words) => {
  const { index } = await import(new URL("/assets/recherche.js", location.href).href);
  const { pages } = await index.search(words);
  return Promise.all([...pages.keys()].map(async (page) => (await index.cardOf(page))[0]));
}"""


@pytest.fixture(scope="module")
def catalogue(site: Site) -> Catalogue:
    return Catalogue.read(site.folder)


def test_every_count_is_that_of_the_catalogue(browser: Browser, site: Site, catalogue: Catalogue) -> None:
    draw = random.Random(20261123)  # noqa: S311 — a test keeps no secret
    every = [one["adresse"] for one in catalogue.records]
    asked = [drawn(draw, catalogue.groups, WORDS) for _ in range(SELECTIONS)]
    assert {bool(one.words) for one in asked} == {True, False}
    assert {len(one.chosen) for one in asked} >= {0, 1, 2, 3, 4}
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        page = seen.page
        found = {words: page.evaluate(_FIND, words) for words in WORDS}
        assert sum(map(bool, found.values())) == len(WORDS) - 1, "un mot ne se trouve pas"
        for one in asked:
            told = page.evaluate(_GO, one.address())
            among = found[one.words] if one.words else every
            assert _shown(told) == expected(catalogue, one, among), one.address()
            _assert_boxes(told, one)
            right = results(catalogue, one, among)
            assert len(told["links"]) == min(STEP, len(right))
            assert set(told["links"]) <= right
            if one.by_date or not one.words:
                _assert_newest_first(told["links"], catalogue)
    assert seen.errors == []
    assert seen.foreign == []


@pytest.mark.parametrize("seed", range(4))
def test_an_address_can_be_shared(browser: Browser, site: Site, catalogue: Catalogue, seed: int) -> None:
    asked = drawn(random.Random(seed), catalogue.groups, ())  # noqa: S311 — as above
    with visit(browser, site, site.address + asked.address(), width=DESK) as seen:
        told = _settled(seen.page)
        assert seen.page.url == site.address + asked.address()
    assert _shown(told) == expected(catalogue, asked, [one["adresse"] for one in catalogue.records])
    assert seen.errors == []


def test_choices_go_to_the_address_and_back(browser: Browser, site: Site, catalogue: Catalogue) -> None:
    every = [one["adresse"] for one in catalogue.records]
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        page = seen.page
        start = _settled(page)
        page.get_by_role("checkbox", name=re.compile("^Outils et méthodes")).check()
        page.wait_for_url("**/recherche/?nature=outil")
        tools = _settled(page)
        assert _shown(tools) == expected(catalogue, Asked(chosen={"nature": frozenset({"outil"})}), every)
        page.locator("[data-groupe=type] > summary").click()
        page.get_by_role("checkbox", name=re.compile("^Méthode")).check()
        page.wait_for_url("**/recherche/?nature=outil&type=methode")
        methods = _settled(page)
        page.go_back()
        assert _settled(page) == tools
        page.go_forward()
        assert _settled(page) == methods
        page.get_by_role("button", name=re.compile("^Retirer le filtre Genre de fiche")).click()
        page.wait_for_url("**/recherche/?type=methode")
        page.get_by_role("button", name="Tout effacer").click()
        page.wait_for_url("**/recherche/")
        assert _settled(page) == start
        expect(page.locator("#Recherche-jetons")).to_be_hidden()
        for _ in range(4):
            page.go_back()
        _settled(page)
        assert page.url.endswith("/recherche/")
    assert seen.errors == []


def test_words_and_choices_work_together(browser: Browser, site: Site, catalogue: Catalogue) -> None:
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        page = seen.page
        page.locator("#Recherche-mots").fill("DEMOCRATIES")
        page.wait_for_url("**/recherche/?q=DEMOCRATIES")
        found = page.evaluate(_FIND, "DEMOCRATIES")
        asked = Asked("DEMOCRATIES", {"nature": frozenset({"experimentation"})}, by_date=True)
        page.get_by_role("checkbox", name=re.compile("^Expérimentations")).check()
        page.locator("#Recherche-tri").select_option("date")
        page.wait_for_url(f"**{asked.address()}")
        told = _settled(page)
        assert _shown(told) == expected(catalogue, asked, found)
        _assert_newest_first(told["links"], catalogue)
        assert page.locator("#Recherche-resultats mark").count() > 0
    assert seen.errors == []


def test_what_a_card_is_made_of_is_not_searched(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        _settled(seen.page)
        assert seen.page.locator("#Recherche-resultats [class^=icone-]").count() > 0
        assert seen.page.evaluate(_FIND, "nouvelles") != []
        for word in ("hidden", "noopener"):
            assert seen.page.evaluate(_FIND, word) == []


def test_all_results_can_be_reached(browser: Browser, site: Site, catalogue: Catalogue) -> None:
    asked = Asked(invented=True)
    every = {one["adresse"] for one in catalogue.records}
    with visit(browser, site, site.address + asked.address(), width=PHONE) as seen:
        page = seen.page
        _settled(page)
        more = page.get_by_role("button", name="Voir plus")
        for shown in range(STEP, len(every), STEP):
            more.press("Enter")
            following = page.locator(f"#Recherche-resultats > li:nth-child({shown + 1}) .carte-titre a")
            expect(following).to_be_focused()
        expect(more).to_be_hidden()
        assert set(_settled(page)["links"]) == every
    assert seen.errors == []


def test_a_card_is_the_one_of_the_lists(browser: Browser, site: Site) -> None:
    cards = "[...document.querySelectorAll('.carte')].map((card) => card.innerText.trim())"
    with visit(browser, site, f"{site.address}/recherche/?nature=outil", width=DESK) as seen:
        _settled(seen.page)
        found = seen.page.evaluate(cards)
    with visit(browser, site, f"{site.address}/boite-a-outils/", width=DESK) as seen:
        listed = seen.page.evaluate(cards)
    assert found
    assert set(found) <= set(listed)


def test_the_keyboard_is_enough(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/", width=PHONE) as seen:
        page = seen.page
        _settled(page)
        page.locator("#Filtres > summary").press("Enter")
        box = page.get_by_role("checkbox", name=re.compile("^Expérimentations"))
        box.press("Space")
        page.wait_for_url("**/recherche/?nature=experimentation")
        _settled(page)
        expect(box).to_be_focused()
        page.locator("#Filtres-voir").press("Enter")
        expect(page.locator("#Trouves h2")).to_be_focused()
        expect(box).to_be_hidden()
        page.get_by_role("button", name=re.compile("^Retirer le filtre")).press("Enter")
        page.wait_for_url("**/recherche/")
        _settled(page)
        expect(page.locator("#Trouves h2")).to_be_focused()
        assert page.locator("#Recherche-compte").get_attribute("role") == "status"
    assert seen.errors == []


def test_invented_examples_are_shown_when_asked(browser: Browser, site: Site, catalogue: Catalogue) -> None:
    invented = [one["adresse"] for one in catalogue.records if one["invente"]]
    assert invented
    with visit(browser, site, f"{site.address}/recherche/?nature=evaluation", width=DESK) as seen:
        page = seen.page
        assert not set(_settled(page)["links"]) & set(invented)
        page.get_by_role("button", name="Les montrer").click()
        page.wait_for_url("**/recherche/?nature=evaluation&inventes=oui")
        links = _settled(page)["links"]
        cards = page.locator("#Recherche-resultats > li")
        for rank, link in enumerate(links):
            assert ("Exemple inventé" in cards.nth(rank).inner_text()) == (link in invented)
        assert set(links) & set(invented)
    assert seen.errors == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_selection_is_sound(browser: Browser, site: Site, width: int) -> None:
    address = (
        f"{site.address}/recherche/?q=habitants&enjeu=lien-durable&region=76&departement=99&inventes=oui"
    )
    with visit(browser, site, address, width=width) as seen:
        page = seen.page
        _settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.violations_in_each_theme() == {}
        if width == PHONE:
            page.locator("#Filtres > summary").click()
        closed = page.locator("#Filtres .facette:not([open]) > summary")
        while closed.count():
            closed.first.click()
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # the header would cover half of a title
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("scrollTo(0, 0)")  # or the header may hide half of a title that it happens to meet
        assert seen.violations_in_each_theme() == {}
    assert seen.errors == []
    assert seen.foreign == []


def test_without_script_the_lists_are_there(browser: Browser, site: Site) -> None:
    with visit(
        browser, site, f"{site.address}/recherche/?enjeu=lien-durable", width=PHONE, script=False
    ) as seen:
        page = seen.page
        assert not page.locator("#Recherche").is_visible()
        assert "JavaScript" in page.locator("noscript, .banniere").first.inner_text()
        for start in ("/enjeux/", "/territoires/", "/experimentations/", "/boite-a-outils/"):
            links = page.locator("#Listes a").evaluate_all("found => found.map((link) => link.pathname)")
            assert any(link.startswith(start) for link in links), start


def _settled(page: Page) -> dict[str, Any]:
    """What the page tells once it has answered."""
    page.wait_for_selector("#Trouves:not([aria-busy])")
    found: dict[str, Any] = page.evaluate(_READ)
    return found


def _shown(told: Mapping[str, Any]) -> Shown:
    counts: dict[str, dict[str, int]] = {}
    for box in told["boxes"]:
        counts.setdefault(box["name"], {})[box["value"]] = _number(box["count"])
    invented = counts.pop("inventes")["oui"]
    return Shown(_number(told["total"]), counts, invented)


def _number(text: str) -> int:
    """`1 234 résultats` → 1234; `Aucun résultat` → 0."""
    figures = re.match(r"[\d\s]+", text)
    return int(re.sub(r"\s", "", figures[0])) if figures else 0


def _assert_boxes(told: Mapping[str, Any], asked: Asked) -> None:
    """What is chosen is ticked; what would give nothing is visible and cannot be ticked."""
    for box in told["boxes"]:
        chosen = (
            asked.invented if box["name"] == "inventes" else box["value"] in asked.chosen.get(box["name"], ())
        )
        assert box["checked"] == chosen, box
        assert box["disabled"] == (not chosen and not _number(box["count"])), box


def _assert_newest_first(links: list[str], catalogue: Catalogue) -> None:
    dates = [catalogue.by_address[link]["date"] or "" for link in links]
    padded = [date + "0000-00-00"[len(date) :] for date in dates]
    assert padded == sorted(padded, reverse=True)
