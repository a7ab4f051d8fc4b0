"""Hold the search to what readers would call an answer: searches judged one by one from the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

    from tests.browser.visits import Site

_JUDGED = Path(__file__).with_name("recherches.txt")
_FIRST, _ENOUGH = 3, 0.95
_ASK = """async (asked) => {
  const { index } = await import(new URL("/assets/recherche.js", location.href).href);
  const answers = [];
  for (const words of asked) {
    const { pages, missing, apart } = await index.search(words);
    const first = [...pages.keys()].slice(0, 3);
    const near = await Promise.all(missing.map((word) => index.near(word)));
    answers.push({
      first: await Promise.all(first.map(async (page) => (await index.cardOf(page))[0])),
      count: pages.size, missing, apart, near: near.flat(),
    });
  }
  return answers;
}"""


def judged() -> list[tuple[str, str]]:
    lines = _JUDGED.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" | ") for line in lines if line and not line.startswith("#"))
    return [(words, wanted) for words, _, wanted in pairs]


def _is_right(answer: Mapping[str, Any], wanted: str) -> bool:
    if wanted == "-":
        return not answer["count"]
    if wanted.startswith("? "):
        return not answer["count"] and wanted.removeprefix("? ") in answer["near"]
    return any(str(one).startswith(start) for one in answer["first"] for start in wanted.split())


def test_what_leads_to_a_place_or_names_a_kind_is_no_condition(browser: Browser, site: Site) -> None:
    """A page may lack the word that says of what sort a place or a record is, and no other."""
    asked = ["Nantes", "ville de Nantes", "ville d'Ajaccio", "quel outil pour une réunion publique ?"]
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        place, town, nowhere, tool = seen.page.evaluate(_ASK, asked)
    assert place["count"] == town["count"] > 3
    assert place["first"] == town["first"]
    assert (nowhere["count"], nowhere["missing"]) == (0, ["Ajaccio"])
    assert tool["first"][0].startswith("/boite-a-outils/")
    assert sum(one.startswith("/boite-a-outils/") for one in tool["first"]) >= 2


def test_readers_find_what_they_look_for(browser: Browser, site: Site) -> None:
    pairs = judged()
    assert len(pairs) >= 150
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        answers = seen.page.evaluate(_ASK, [words for words, _ in pairs])
        assert seen.errors == []
    wrong = {
        words: answer["first"]
        for (words, wanted), answer in zip(pairs, answers, strict=True)
        if not _is_right(answer, wanted)
    }
    assert len(wrong) <= (1 - _ENOUGH) * len(pairs), wrong


def test_what_nothing_holds_is_said(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/?q=Mulouse", width=PHONE) as seen:
        told = seen.page.locator("#Recherche-compris")
        expect(told).to_contain_text("Rien sur «\u00a0Mulouse\u00a0».")
        expect(seen.page.locator("#Recherche-compte")).to_contain_text("Aucun résultat")
        assert seen.page.locator("#Recherche-resultats > li").count() == 0
        told.get_by_role("button", name="Mulhouse").click()
        seen.page.wait_for_url("**/recherche/?q=Mulhouse")
        expect(seen.page.locator("#Recherche-resultats .carte-titre").first).to_contain_text("Mulhouse")
        expect(told).to_be_hidden()
        assert seen.violations_in_each_theme() == {}
    assert seen.errors == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("panel Vierzon", "Rien sur «\u00a0Vierzon\u00a0»."),
        ('"tirage au sort"', "Expression cherchée mot pour mot\u00a0: «\u00a0tirage au sort\u00a0»."),
        ("TLM", "Cherché aussi\u00a0: toujours les mêmes."),
        ("théâtre cryptographie samoan", "Rien sur «\u00a0cryptographie\u00a0»."),
    ],
)
def test_what_was_understood_is_said(browser: Browser, site: Site, words: str, said: str) -> None:
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        seen.page.locator("#Recherche-mots").fill(words)
        seen.page.locator("#Recherche-mots").press("Enter")
        expect(seen.page.locator("#Recherche-compris")).to_contain_text(said)
    assert seen.errors == []


def test_an_excerpt_is_a_sentence_with_its_words_marked(browser: Browser, site: Site) -> None:
    with visit(browser, site, f"{site.address}/recherche/?q=voisins", width=DESK) as seen:
        cards = seen.page.locator("#Recherche-resultats > li")
        expect(cards.first).to_be_visible()
        seen.page.wait_for_selector("#Trouves:not([aria-busy])")
        # A page may hold a word in a label alone, which is no sentence to quote.
        assert sum(card.locator("mark").count() > 0 for card in cards.all()) > cards.count() / 2


def test_few_requests_and_bytes(browser: Browser, site: Site) -> None:
    """The page, its sheets, its fonts and its scripts included."""
    sizes: list[int] = []
    with visit(browser, site, f"{site.address}/acteurs/", width=DESK) as seen:
        page = seen.page.context.new_page()
        page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
        page.goto(f"{site.address}/recherche/?q=mise+en+oeuvre")
        page.wait_for_load_state("networkidle")
    assert 10 < len(sizes) <= 20
    assert sum(sizes) <= 800_000
