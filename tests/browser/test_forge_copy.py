"""Propose records without rights at the forge: through a copy, whose links the form makes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.form import ADDRESS, write, writing
from tests.browser.visits import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from tests.browser.visits import Site

SUMMARY = "Une phrase assez longue pour dire l'essentiel à qui ne connaît pas le sujet."
COPY = "https://forge.example/camille/fiches"
GITLAB = (
    f"{COPY}/-/new/main?file_name=content/acteurs/les-amis.md",
    f"{COPY}/-/merge_requests/new?merge_request[source_branch]=main",
)
# What the page of the same commons says on Forgejo, as tests/house/test_form.py holds it.
ON_FORGEJO = {
    "labo/fiches/-/new/main?file_name={chemin}": "labo/fiches/_new/main/{dossier}/?filename={nom}",
    "{copie}/-/merge_requests/new?merge_request[source_branch]=main": (
        "https://forge.example/labo/fiches/compare/main...{compte}:main"
    ),
}
FORGEJO = (
    f"{COPY}/_new/main/content/acteurs/?filename=les-amis.md",
    "https://forge.example/labo/fiches/compare/main...camille:main",
)


@pytest.mark.parametrize(
    ("said", "expected"), [({}, GITLAB), (ON_FORGEJO, FORGEJO)], ids=["gitlab", "forgejo"]
)
def test_every_link_leads_to_the_copy(
    browser: Browser, gitlab: Site, said: dict[str, str], expected: tuple[str, str]
) -> None:
    with writing(browser, gitlab) as form:
        page = form.page
        html = (gitlab.folder / ADDRESS.strip("/") / "index.html").read_text(encoding="utf-8")
        for one, other in said.items():
            assert one in html
            html = html.replace(one, other)
        page.route(f"**{ADDRESS}", partial(_fulfill, html))
        page.reload()
        write(form.start("acteur"), titre="Les amis", resume=SUMMARY, type="association")
        form.ready()
        links = page.locator("#Forge a")
        before = links.first.get_attribute("href")
        assert str(before).startswith("https://forge.example/labo/fiches/")
        where = page.locator("#Copie-ou")
        for typed in ("camille", f"{COPY}.git", f" {COPY}/ ", "forge.example/camille/fiches/"):
            where.fill(typed)
            expect(links).to_have_count(2)
            assert [one.get_attribute("href") for one in links.all()] == [*expected]
        # What is no copy is told, and the links lead where they led.
        for wrong in ("https://ailleurs.example/camille/fiches", "https://forge.example/Labo/fiches", "a b"):
            where.fill(wrong)
            expect(where).to_have_attribute("aria-invalid", "true")
            assert [one.get_attribute("href") for one in links.all()] == [before]
        where.fill("")
        expect(where).not_to_have_attribute("aria-invalid", "true")


def _fulfill(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html")


@pytest.mark.parametrize("typed", ["javascript:alert(1)//camille/fiches", "//ailleurs.example/a/b", "../.."])
def test_no_copy_leads_elsewhere_than_to_the_forge(browser: Browser, gitlab: Site, typed: str) -> None:
    with writing(browser, gitlab) as form:
        write(form.start("acteur"), titre="Les amis", resume=SUMMARY, type="association")
        form.ready()
        form.page.locator("#Copie-ou").fill(typed)
        for link in form.page.locator("#Forge a").all():
            assert str(link.get_attribute("href")).startswith("https://forge.example/labo/fiches/")


def test_the_way_through_a_copy_is_sound(browser: Browser, gitlab: Site) -> None:
    with writing(browser, gitlab, width=PHONE) as form:
        write(form.start("acteur"), titre="Les amis", resume=SUMMARY, type="association")
        form.ready()
        form.page.locator("#Ensuite > summary").click()
        for typed in ("camille", "a b"):
            form.page.locator("#Copie-ou").fill(typed)
            assert form.seen.violations() == []
