"""Read as those do who recolour, enlarge or space out what they are shown: nothing may be lost.

Each kind of page is enlarged and spaced out where it is looked at, in `test_pages.py`: here one sees it fail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.adapting import lost
from tests.browser.visits import DESK, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Site

# In imposed colours a ground shows nothing: an edge must.
_EDGED = ".bouton, .recherche button, .carte, .porte, .badge, .pastille, .espace-cherche, select, .choisir"
_EDGELESS = f"""() => [...document.querySelectorAll("{_EDGED}")].filter((one) => one.checkVisibility()
  && !["solid", "dashed", "outset", "inset"].includes(getComputedStyle(one).borderTopStyle))
  .map((one) => one.outerHTML.slice(0, 150))"""


_WRONG = """() => {
  const put = (style, text, tag) => {
    const one = document.createElement(tag);
    one.setAttribute("class", "essai");
    for (const [name, value] of Object.entries(style)) one.style.setProperty(name, value, "important");
    one.textContent = text;
    document.querySelector("#Contenu").append(one);
  };
  put({transition: "color 2s"}, "bouge", "p");
  put({height: "1em", overflow: "hidden", width: "8em"}, "un texte assez long pour être coupé", "p");
  put({"overflow-x": "auto", "white-space": "nowrap"}, "un cadre ".repeat(80), "div");
  put({width: "1400px"}, "large", "p");
}"""


@pytest.mark.parametrize(
    "kind", ["/", "/recherche/", "/boite-a-outils/", "/experimentations/*/", "/couverture/"]
)
def test_imposed_colours_keep_every_edge(browser: Browser, site: Site, kind: str) -> None:
    with visit(browser, site, site.one(kind), width=DESK) as seen:
        seen.page.emulate_media(forced_colors="active")
        assert seen.page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert seen.page.locator(_EDGED).filter(visible=True).count() > 0
        assert seen.page.evaluate(_EDGELESS) == []


def test_what_is_lost_is_found(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/mentions-legales/"), width=DESK) as seen:
        assert lost(seen.page) == []
        seen.page.evaluate(_WRONG)
        told = lost(seen.page)
    wanted = ("bouge encore", "il faut défiler à 320", "du texte est coupé à 640", "un cadre défile sans nom")
    assert [words for words in wanted if not any(words in one for one in told)] == []
