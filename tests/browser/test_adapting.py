"""Read as those do who enlarge, space out, calm down or recolour what they are shown: nothing may be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visits import DESK, KINDS, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

_NARROW, _ZOOMED = 320, 640  # 1280 pixels at 400 % and at 200 %
# The distances of WCAG 1.4.12; a sheet of the page's own policy could not be slipped in by a style element.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    + " word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
# Hidden on purpose, for screen readers alone, by a clip that leaves nothing: neither cut nor lost.
_CUT = """() => [...document.querySelectorAll("header *, #Contenu *")].filter((one) => {
  const {overflowX, overflowY, clipPath} = getComputedStyle(one);
  if (!one.checkVisibility() || clipPath !== "none" || one.closest("svg, .hors-vue")) return false;
  return overflowY === "hidden" && one.scrollHeight > one.clientHeight + 2
    || overflowX === "hidden" && one.scrollWidth > one.clientWidth + 2;
}).map((one) => one.outerHTML.slice(0, 150))"""
# What scrolls sideways is a region with a name that the keyboard can reach.
_MUTE_REGIONS = """() => [...document.querySelectorAll("#Contenu *")].filter((one) =>
  one.checkVisibility() && ["auto", "scroll"].includes(getComputedStyle(one).overflowX)
  && one.scrollWidth > one.clientWidth
  && !one.matches("[role=region][tabindex='0']:is([aria-label], [aria-labelledby])")
).map((one) => one.outerHTML.slice(0, 150))"""
_MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"]
  .map((part) => getComputedStyle(one, part))
  .filter(({transitionDuration, animationName, scrollBehavior}) =>
    /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth")
  .map(() => one.outerHTML.slice(0, 100)))"""
# In imposed colours a ground shows nothing: an edge must.
_EDGED = ".bouton, .recherche button, .carte, .porte, .badge, .pastille, .espace-cherche, select, .choisir"
_EDGELESS = f"""() => [...document.querySelectorAll("{_EDGED}")].filter((one) => one.checkVisibility()
  && !["solid", "dashed", "outset", "inset"].includes(getComputedStyle(one).borderTopStyle))
  .map((one) => one.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_whoever_reads_it(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=DESK) as seen:
        page = seen.page
        assert page.evaluate(_MOVING) == []
        for width in (_ZOOMED, _NARROW):
            page.set_viewport_size({"width": width, "height": width})
            _assert_nothing_is_lost(page, width)
        page.evaluate(_SPACED)
        for width in (_NARROW, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            _assert_nothing_is_lost(page, width)


@pytest.mark.parametrize(
    "kind", ["/", "/recherche/", "/boite-a-outils/", "/experimentations/*/", "/couverture/"]
)
def test_imposed_colours_keep_every_edge(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=DESK) as seen:
        seen.page.emulate_media(forced_colors="active")
        assert seen.page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert seen.page.locator(_EDGED).filter(visible=True).count() > 0
        assert seen.page.evaluate(_EDGELESS) == []


def _assert_nothing_is_lost(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"il faut défiler à {width}"
    assert page.evaluate(_CUT) == [], f"du texte est coupé à {width}"
    assert page.evaluate(_MUTE_REGIONS) == [], f"un cadre défile sans nom à {width}"
