"""Read a page as those do who enlarge, space out or calm down what they are shown, and say what is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.visits import DESK

if TYPE_CHECKING:
    from playwright.sync_api import Page

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


def lost(page: Page) -> list[str]:
    """What moves, is cut, or asks to be scrolled, once the open page is enlarged, then spaced out.

    It is left as wide as a desk, and spaced out.
    """
    found = [f"bouge encore : {one}" for one in page.evaluate(_MOVING)]
    for width in (_ZOOMED, _NARROW):
        page.set_viewport_size({"width": width, "height": width})
        found += _lost_at(page, width)
    page.evaluate(_SPACED)
    for width in (_NARROW, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"espacé, {one}" for one in _lost_at(page, width)]
    return found


def _lost_at(page: Page, width: int) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [
        *([f"il faut défiler à {width}"] if wide > width else []),
        *(f"du texte est coupé à {width} : {one}" for one in page.evaluate(_CUT)),
        *(f"un cadre défile sans nom à {width} : {one}" for one in page.evaluate(_MUTE_REGIONS)),
    ]
