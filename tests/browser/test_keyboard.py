"""Go through the site with keys alone: first to the skip link, always in sight, never stuck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

_MOST = 400
# Where the focus is, whether one sees it by an outline (on the map, a thick edge), and what lies over it.
_STOP = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const seen = stop.matches(".md-option") ? stop.nextElementSibling : stop;
  const outlined = (one) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const edged = (one) => {
    const {stroke, strokeWidth} = getComputedStyle(one);
    return stroke !== "none" && parseFloat(strokeWidth) >= 6;
  };
  const shown = [seen, seen.closest(".carte")].some((one) => one && outlined(one))
    || [...seen.querySelectorAll(".france-carte a path")].some(edged);
  const {left, top, width, height} = seen.getClientRects()[0] ?? seen.getBoundingClientRect();
  const under = document.elementFromPoint(left + width / 2, top + height / 2);
  const over = under?.closest(".md-header, .matrice thead");
  const stops = window.stops ??= [];
  const before = stops.at(-1);
  const found = {
    html: stop.outerHTML.slice(0, 160),
    words: (stop.getAttribute("aria-label") ?? stop.textContent).trim(),
    again: stops.includes(stop),
    follows: !before || Boolean(before.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING),
    inside: top < innerHeight && top + height > 0,
    hidden: Boolean(over && !over.contains(stop)),
    foot: stop.closest("nav")?.ariaLabel === "Pied de page",
    shown,
  };
  stops.push(stop);
  return found;
}"""


def _tab(page: Page) -> dict[str, Any] | None:
    page.keyboard.press("Tab")
    found: dict[str, Any] | None = page.evaluate(_STOP)
    return found


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        ("/", DESK),
        ("/", PHONE),
        ("/recherche/", DESK),
        ("/couverture/", PHONE),
        ("/experimentations/cafe-des-voisins/", PHONE),
        ("/experimentations/cafe-des-voisins/protocole/r1-r4/", DESK),
    ],
)
def test_tab_goes_through_a_page(browser: Browser, site: Site, kind: str, width: int) -> None:
    with visit(browser, site, site.one(kind), width=width) as seen:
        stops: list[dict[str, Any]] = []
        while (stop := _tab(seen.page)) and not stop["again"]:
            stops.append(stop)
            assert len(stops) < _MOST
        assert "md-skip" in stops[0]["html"]
        assert stops[-1]["foot"], "on n'arrive pas au bout"
        for stop in stops:
            assert stop["shown"], f"rien ne montre {stop['html']}"
            assert stop["follows"], f"hors de l'ordre de lecture : {stop['html']}"
            assert stop["inside"], f"hors de la fenêtre : {stop['html']}"
            assert not stop["hidden"], f"caché sous un bandeau : {stop['html']}"
            assert stop["words"] or "<input" in stop["html"] or "<select" in stop["html"], stop["html"]


def test_the_skip_link_leads_to_the_text(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/acteurs/"), width=DESK) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#Contenu') !== null")


def test_the_menu_opens_and_escape_closes_it(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/enjeux/"), width=PHONE) as seen:
        page = seen.page
        button, menu = page.get_by_role("button", name="Menu"), page.locator("#Menu")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(menu.locator("a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        # Going on past the last link leaves the menu, and closes it.
        page.keyboard.press("Enter")
        expect(menu.locator("a").first).to_be_focused()
        for _ in range(menu.locator("a").count()):
            assert page.evaluate("document.activeElement.closest('#Menu') !== null")
            page.keyboard.press("Tab")
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.closest('#Menu') === null")
    assert seen.errors == []


def test_a_search_from_word_to_result(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/"), width=DESK) as seen:
        page = seen.page
        _until(page, "#Recherche-accueil")
        page.keyboard.type("budget")
        page.keyboard.press("Enter")
        page.wait_for_url("**/recherche/?q=budget")
        page.wait_for_selector("#Trouves:not([aria-busy])")
        every = page.locator("#Recherche-compte").inner_text()
        _until(page, "#Recherche input[name=nature][value=outil]")
        page.keyboard.press("Space")
        page.wait_for_url("**/recherche/?q=budget&nature=outil")
        page.wait_for_selector("#Trouves:not([aria-busy])")
        expect(page.locator("#Recherche-compte[role=status]")).not_to_have_text(every)
        _until(page, "#Recherche-resultats .carte-titre a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/boite-a-outils/*/")
    assert seen.errors == []


def test_the_map_is_walked_and_followed(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/territoires/"), width=PHONE) as seen:
        page = seen.page
        _until(page, ".france-carte a")
        name = page.evaluate("document.activeElement.getAttribute('aria-label')")
        told = re.fullmatch(r"(.+?)\s: (\d+)\sexpérimentations?", name)
        assert told
        rows = page.locator(".france-donnees tbody tr").all_text_contents()
        assert any(told[1] in row and told[2] in row for row in rows)
        page.keyboard.press("Enter")
        page.wait_for_url("**/territoires/departement-*/")
        expect(page.locator("h1")).to_contain_text(told[1])
    assert seen.errors == []


def _until(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what is wanted."""
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"Tab ne mène pas à {wanted}")
