"""Open a preview as whoever reviews does: from a folder, without server, on a phone, in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import reviewing
from tests.browser.visits import PHONE, Visit
from tests.doors.repositories import only_our_settings, published_commons, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser


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
    # The style sheets came along.
    assert page.locator("h1").evaluate("it => getComputedStyle(it).fontFamily") != page.evaluate(
        "getComputedStyle(document.documentElement).fontFamily"
    )
    page.locator("article a[href$='hors-apercu.html']").filter(visible=True).first.click()
    assert page.locator("h1").inner_text() == "Cette page n'est pas dans l'aperçu"
    page.get_by_role("link", name="la liste des pages").click()
    assert page.locator("h1").inner_text() == "Ce que change la proposition"
    assert opened.errors == []
    context.close()
