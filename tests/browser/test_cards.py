"""Hold the cards that scripts draw to those of the lists, node by node, and to mere text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from generator.kinds import SHIPPED
from generator.pages.frame.charting import chart
from generator.pages.frame.search_card import list_card
from generator.pages.frame.templating import card
from generator.pipeline import PROJECT, check
from generator.typography import typeset
from tests.browser.facets import ASK
from tests.browser.lending import lent
from tests.browser.strangers import PAYLOADS, watched, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

    from generator.catalogue import CatalogueEntry
    from tests.browser.visits import Site

_NORMAL = """(card) => {
  for (const link of card.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), location.origin).pathname);
  }
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const blank = [];
  while (texts.nextNode()) if (/^\\s*\\n\\s*$/.test(texts.currentNode.data)) blank.push(texts.currentNode);
  for (const one of blank) one.remove();
  card.normalize();
  return card;
}"""
# In the page: the cards that are not, node by node, those of the lists.
_COMPARED = f"""async (expected) => {{
  const normal = {_NORMAL};
  const {{ drawn, index }} = await import("/assets/recherche.js");
  const facets = await index.columns;
  const model = document.getElementById("Recherche-carte");
  const others = [];
  for (const page of [...facets.all].map((rank) => facets.pages[rank])) {{
    const made = drawn(model, await index.card(page));
    const at = new URL(made.querySelector("a").href).pathname;
    const box = document.createElement("template");
    box.innerHTML = expected[at] ?? "<p>aucune</p>";
    delete expected[at];
    const wanted = box.content.firstElementChild;
    if (!normal(made).isEqualNode(normal(wanted))) others.push([made.outerHTML, wanted.outerHTML]);
  }}
  return [others, Object.keys(expected)];
}}"""
# In the page: every tag and attribute that stands among the results.
_INSIDE = """() => [...document.querySelectorAll("#Recherche-resultats *")].flatMap((one) => [
  one.localName, ...one.getAttributeNames().map((name) => `${one.localName} ${name}`)])"""
_DRAWN = {
    *("li", "div", "p", "a", "ul", "span", "i", "mark", "sup"),
    *("a href", "ul class", "ul aria-label", "span title"),
    *(f"{name} class" for name in ("div", "p", "span", "i")),
}


@pytest.fixture(scope="module")
def found_of_strangers(strange: Path) -> Mapping[CatalogueEntry, str]:
    return _found(strange)


def _found(root: Path) -> Mapping[CatalogueEntry, str]:
    """Every record that a search finds, with its card as a list would show it."""
    checked = check(root)
    atlas = chart(checked.index)
    return {one: typeset(str(card(list_card(atlas, one)))) for one in atlas.entries.values()}


def _compared(browser: Browser, site: Site, found: Mapping[CatalogueEntry, str]) -> Any:  # noqa: ANN401 — told by the page
    # The policy would keep the test from reading HTML.
    with lent(browser, bypass_csp=True, locale="fr-FR") as page:
        page.goto(f"{site.address}/recherche/")
        return page.evaluate(_COMPARED, {one.adresse: html for one, html in found.items()})


def test_a_card_found_is_that_of_the_lists(browser: Browser, site: Site) -> None:
    found = _found(PROJECT)
    assert len(found) > 100
    assert _compared(browser, site, found) == [[], []]


def test_so_is_one_where_strangers_wrote(
    browser: Browser, hostile: Site, found_of_strangers: Mapping[CatalogueEntry, str]
) -> None:
    found = found_of_strangers
    assert {one.ref.kind for one in found} == {kind.name for kind in SHIPPED if kind.found}
    assert _compared(browser, hostile, found) == [[], []]


@pytest.mark.parametrize("kept", [True, False], ids=["with its policy", "without"])
def test_what_strangers_write_is_found_and_only_read(
    browser: Browser,
    hostile: Site,
    found_of_strangers: Mapping[CatalogueEntry, str],
    kept: bool,  # noqa: FBT001 — as pytest gives it
) -> None:
    found = [one for one in found_of_strangers if re.match(r"zq[a-z]\d+w ", one.titre)]
    assert len(found) > len(PAYLOADS) + len([kind for kind in SHIPPED if kind.found])
    with watched(browser, hostile, kept=kept) as page:
        page.goto(f"{hostile.address}/recherche/?q={word(0)}")
        for one in found:
            own = one.titre.partition(" ")[0]
            page.evaluate(ASK, f"/recherche/?q={own}&inventes=oui")
            link = page.locator(f'#Recherche-resultats a[href$="{one.adresse}"]')
            expect(link).to_have_count(1)
            assert link.text_content() == _read(one.titre)
            assert set(page.evaluate(_INSIDE)) <= _DRAWN
            if one.resume:
                assert page.locator("#Recherche-resultats mark", has_text=own).count() >= 1


def _read(title: str) -> str:
    """A title as one reads it, its typography set."""
    shown = typeset(title.replace("&", "&amp;").replace("<", "&lt;"))
    return re.sub("<[^>]*>", "", shown).replace("&lt;", "<").replace("&amp;", "&")
