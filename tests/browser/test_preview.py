"""Open a preview as whoever reviews does: from a folder, without server, on a phone, in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import reviewing
from tests.browser.visits import PHONE, Visit
from tests.doors.repositories import only_our_settings, published_commons, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser, Page


def test_a_preview_is_read_without_a_server(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_our_settings(monkeypatch, tmp_path)
    commons = published_commons(tmp_path / "espace")
    rewrite(commons / "toolbox/cercle-d-essai.md", "titre: Cercle", "titre: Grand cercle")
    out = tmp_path / "aperçu"
    reviewing.preview(commons, "main", out)
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, color_scheme="dark")
    opened = Visit(context.new_page())
    page = opened.page
    page.on("console", lambda said: opened.errors.append(said.text))
    page.on("requestfailed", lambda request: opened.errors.append(request.url))
    page.goto((out / "index.html").as_uri())
    assert opened.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Grand cercle d’essai").first.click()
    assert page.locator("h1").inner_text() == "Grand cercle d’essai"
    # What would need a server or a script to answer is not there, and the night of the system is followed.
    assert page.locator("form, input:visible").count() == 0
    assert _luminance(page) < 60
    page.emulate_media(color_scheme="light")
    assert _luminance(page) > 200
    # The style sheets came along.
    assert page.locator("h1").evaluate("it => getComputedStyle(it).fontFamily") != page.evaluate(
        "getComputedStyle(document.documentElement).fontFamily"
    )
    page.locator("article a[href$='hors-apercu.html']").filter(visible=True).first.click()
    assert page.locator("h1").inner_text() == "Cette page n'est pas dans l'aperçu"
    page.get_by_role("link", name="la liste des pages").click()
    assert page.locator("h1").inner_text() == "Ce que change la proposition"
    assert opened.errors == []
    # Last, since axe asks for the style sheets, which the policy refuses.
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto((out / "pages/boite-a-outils/index.html").as_uri())
        assert page.get_by_text("Ce formulaire ne répond que sur le site").is_visible()
        assert opened.violations() == []
    context.close()


def _luminance(page: Page) -> float:
    """Of what one sees behind a page: 0 is black, 255 white."""
    shades = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)")
    return float(sum(shades[:3])) / 3
