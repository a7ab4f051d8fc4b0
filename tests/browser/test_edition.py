"""Open the offline edition as from a USB key: by `file://`, without a server, a script or a network."""

from __future__ import annotations

import os
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from generator import carrying
from generator.working import CouldNotRun
from tests.browser.visits import DESK, PHONE, Visit
from tests.golden.published import small
from tests.once import once

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

URL, DAY = "https://essai.example/", "2026-05-04"
_TAG = re.compile(r"<([a-zA-Z][a-z0-9-]*)((?:[^<>\"]|\"[^\"]*\")*)>")
_LEADS = re.compile(r' (href|src|srcset|poster|action|data|content)="([^"]*)"')


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline edition of the small commons."""
    made = small(tmp_path_factory)

    def carry(folder: Path) -> None:
        shutil.copytree(made / "site", folder / "site", copy_function=os.link)
        assert carrying.carry(folder / "espace", folder / "site", url=URL, day=DAY) > 80

    return once(tmp_path_factory, "edition", carry) / "site-hors-ligne"


def test_each_link_opens_a_file_and_nothing_runs(edition: Path) -> None:
    pages = sorted(edition.rglob("*.html"))
    assert len(pages) > 80
    faults: list[tuple[str, str]] = []
    outside: set[str] = set()
    for page in pages:
        shown = page.relative_to(edition).as_posix()
        for tag, attributes in _TAG.findall(page.read_text(encoding="utf-8")):
            if tag in {"script", "form", "noscript", "base", "iframe"} or "refresh" in attributes:
                faults.append((shown, f"<{tag}{attributes}>"))
            for name, value in _LEADS.findall(attributes):
                link = urlsplit(unescape(value))
                if name == "content":  # of a meta element: nothing follows it
                    continue
                if link.scheme or link.netloc:
                    outside.add(f"{tag} {link.scheme}")
                elif link.path and not (page.parent / unquote(link.path)).is_file():
                    faults.append((shown, value))
    assert faults == []
    assert outside <= {"a http", "a https", "a mailto", "a tel", "a webcal"}


def test_what_answers_only_on_the_site_says_so(edition: Path) -> None:
    home, search = (
        (edition / one).read_text(encoding="utf-8") for one in ("index.html", "recherche/index.html")
    )
    assert "Édition hors ligne, d’après les fiches du 4 mai 2026." in home
    assert 'href="./index/index.html"' in home
    assert 'rel="canonical"' not in home
    assert "demande le site en ligne" in search
    assert "JavaScript" not in search
    assert not [*edition.rglob("*.js"), *edition.rglob("*.xml")]
    assert (edition / "donnees/commun.zip").is_file()


def test_it_is_read_from_a_folder(browser: Browser, edition: Path) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, color_scheme="dark", offline=True)
    opened = Visit(context.new_page())
    page = opened.page
    page.on("console", lambda said: opened.errors.append(said.text))
    page.on("requestfailed", lambda request: opened.errors.append(request.url))
    page.goto((edition / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="l’index alphabétique").first.click()
    assert page.url.endswith("/index/index.html")
    page.set_viewport_size({"width": DESK, "height": 900})
    page.locator("footer a", has_text="Agenda").click()
    assert page.locator("h1").inner_text() == "Agenda"
    page.goto((edition / "enjeux/decider-ensemble/index.html").as_uri())
    page.locator("a[href$='en-ligne.html']").filter(visible=True).first.click()
    assert page.locator("h1").inner_text() == "Seulement en ligne"
    page.get_by_role("link", name="l’accueil de cette édition").click()
    assert page.locator("h1").count() == 1
    assert opened.errors == []
    # Last, since axe asks for the style sheets, which the policy refuses.
    assert opened.violations() == []
    context.close()


def test_what_someone_put_there_stays(tmp_path: Path, edition: Path) -> None:
    shutil.copytree(edition.parent / "site", tmp_path / "site", copy_function=os.link)
    mine = tmp_path / "site-hors-ligne/photos.txt"
    mine.parent.mkdir()
    mine.write_text("à moi", encoding="utf-8")
    with pytest.raises(CouldNotRun, match=r"photos\.txt"):
        carrying.carry(tmp_path / "espace", tmp_path / "site", url=URL, day=DAY)
    assert mine.read_text(encoding="utf-8") == "à moi"
