"""Keep several drafts at once, in several tabs: none is written over, and none is lost without a word."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.form import ADDRESS, field, write, writing
from tests.browser.visits import DESK, PHONE, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.visits import Site

KEPT = "/.espace.etagere."
HOSTILE = "<img src=x onerror=alert(1)>\"'`${x}"
_STORED = (
    "() => Object.entries(localStorage).filter(([name]) => name.includes('etagere')).map(([, text]) => text)"
)


def stored(page: Page) -> dict[str, str]:
    """The title of the first record of each draft kept, by the draft's own name."""
    drafts = [json.loads(text) for text in page.evaluate(_STORED)]
    titles = [(draft["nom"], draft["fiches"][0]["champs"].get("titre", "")) for draft in drafts]
    assert len(dict(titles)) == len(titles)
    return dict(titles)


def kept(page: Page, words: str) -> None:
    """Wait until those words are in the storage."""
    page.wait_for_function(
        "words => Object.values(localStorage).some((one) => one.includes(words))", arg=words
    )


def title(page: Page, words: str) -> None:
    write(page.locator(".fiche-saisie").first, titre=words)
    kept(page, json.dumps(words, ensure_ascii=False)[1:-1])


def begin(page: Page, sort: str, words: str) -> None:
    page.locator(f"[data-commencer={sort}]").click()
    title(page, words)


def line(page: Page, words: str) -> Locator:
    return page.locator(".rangee").filter(has=page.locator(".rangee-nom", has_text=words))


@contextmanager
def two_tabs(browser: Browser, site: Site) -> Iterator[tuple[Page, Page]]:
    with writing(browser, site) as form:
        other = form.page.context.new_page()
        errors: list[str] = []
        other.on("pageerror", lambda error: errors.append(str(error)))
        yield form.page, other
        other.close()
    assert errors == []


def test_several_drafts_live_together(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        begin(page, "acteur", "Les amis du banc")
        page.locator("#Ranger").click()
        expect(page.locator("#Etagere h2")).to_be_focused()
        begin(page, "outil", "La chaise magique")
        page.locator("#Ranger").click()
        expect(page.locator(".rangee-nom")).to_have_text(["La chaise magique", "Les amis du banc"])
        expect(line(page, "chaise").locator(".rangee-detail")).to_contain_text("Ajouter un outil")
        line(page, "amis").get_by_role("button", name="Reprendre :").click()
        expect(field(form.record(), "titre").locator("input")).to_have_value("Les amis du banc")
        title(page, "Les amis du parc")
        page.reload()
        expect(page.locator("#Reprise")).to_contain_text("Votre brouillon est revenu")
        expect(field(form.record(), "titre").locator("input")).to_have_value("Les amis du parc")
        assert sorted(
            json.loads(text)["fiches"][0]["champs"]["titre"] for text in page.evaluate(_STORED)
        ) == ["La chaise magique", "Les amis du parc"]


@pytest.mark.parametrize("query", ["?sorte=evenement&type=atelier", "?genre=outil"])
def test_a_guide_begins_another_and_touches_none(browser: Browser, site: Site, query: str) -> None:
    with writing(browser, site) as form:
        page = form.page
        begin(page, "acteur", "Les amis du banc")
        before = page.evaluate(_STORED)
        for words in ("Bilan public", "Second bilan"):
            page.goto(f"{site.address}{ADDRESS}{query}")
            expect(page.locator("#Reprise")).to_contain_text("dans ce navigateur")
            title(page, words)
        assert set(before) < set(page.evaluate(_STORED))
        assert len(page.evaluate(_STORED)) == len(["the first", "and one a visit"]) + 1
        page.reload()
        expect(field(form.record(), "titre").locator("input")).to_have_value("Second bilan")


def test_a_draft_is_named_thrown_away_and_taken_back(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        begin(page, "acteur", "Les amis du banc")
        page.locator("#Brouillon-nom").fill(HOSTILE)
        kept(page, "onerror")
        page.locator("#Ranger").click()
        expect(page.locator(".rangee-nom")).to_have_text(HOSTILE)
        page.get_by_role("button", name="Renommer").click()
        name = page.get_by_role("textbox", name="Nom de ce brouillon")
        expect(name).to_be_focused()
        name.fill("Pour le conseil de juin")
        name.press("Enter")
        expect(page.locator(".rangee-nom")).to_have_text("Pour le conseil de juin")
        expect(page.get_by_role("button", name="Renommer")).to_be_focused()
        before = page.evaluate(_STORED)
        page.get_by_role("button", name="Supprimer").click()
        expect(page.locator(".rangee")).to_have_count(0)
        assert page.evaluate(_STORED) == []
        expect(page.locator("#Etagere-annuler")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".rangee-nom")).to_have_text("Pour le conseil de juin")
        assert page.evaluate(_STORED) == before
        page.get_by_role("button", name="Reprendre :").click()
        expect(page.locator("#Brouillon-nom")).to_have_value("Pour le conseil de juin")
        page.locator("#Effacer").click()
        page.locator("#Etagere-annuler").click()
        assert page.evaluate(_STORED) == before


def test_a_file_becomes_another_draft(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        begin(page, "acteur", "Les amis du banc")
        page.locator("#Ranger").click()
        with page.expect_download() as downloading:
            page.get_by_role("button", name="L’enregistrer dans un fichier").click()
        assert downloading.value.suggested_filename == "brouillon-les-amis-du-banc.json"
        content = Path(downloading.value.path()).read_bytes()
        page.get_by_role("button", name="Reprendre :").click()
        title(page, "Les amis du parc")
        page.locator("#Charger-autre").set_input_files(
            {"name": "b.json", "mimeType": "application/json", "buffer": content}
        )
        expect(page.locator("#Reprise")).to_contain_text("Votre brouillon est chargé")
        expect(field(form.record(), "titre").locator("input")).to_have_value("Les amis du banc")
        titles = [json.loads(text)["fiches"][0]["champs"]["titre"] for text in page.evaluate(_STORED)]
        assert sorted(titles) == ["Les amis du banc", "Les amis du parc"]


def test_what_one_tab_writes_the_other_does_not_write_over(browser: Browser, site: Site) -> None:
    with two_tabs(browser, site) as (page, other):
        begin(page, "acteur", "Les amis du banc")
        other.goto(f"{site.address}{ADDRESS}")
        expect(line(other, "amis").locator(".rangee-detail")).to_contain_text("ouvert dans un autre onglet")
        other.get_by_role("button", name="Reprendre :").click()
        expect(other.locator("#Reprise")).to_contain_text("aussi ouvert dans un autre onglet")
        title(other, "Les amis du parc")
        told = page.locator("#Reprise")
        expect(told).to_contain_text("vient d’être changé dans un autre onglet")
        assert stored(page) == {"": "Les amis du parc"}
        # Nothing is written of a tab that only closes; what it writes goes beside.
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        assert stored(page) == {"": "Les amis du parc"}
        title(page, "Les amis du pont")
        expect(told).to_contain_text("gardé à part, sous le nom « Les amis du pont (copie) »")
        both = {"": "Les amis du parc", "Les amis du pont (copie)": "Les amis du pont"}
        assert stored(page) == both
        title(other, "Les amis du port")
        title(page, "Les amis du quai")
        assert stored(page) == {"": "Les amis du port", "Les amis du pont (copie)": "Les amis du quai"}


def test_a_tab_takes_the_version_of_the_other_or_a_copy(browser: Browser, site: Site) -> None:
    with two_tabs(browser, site) as (page, other):
        begin(page, "acteur", "Les amis du banc")
        other.goto(f"{site.address}{ADDRESS}")
        other.get_by_role("button", name="Reprendre :").click()
        title(other, "Les amis du parc")
        page.get_by_role("button", name="Prendre la version").click()
        expect(field(page.locator(".fiche-saisie"), "titre").locator("input")).to_have_value(
            "Les amis du parc"
        )
        title(other, "Les amis du pont")
        page.get_by_role("button", name="dans une copie").click()
        expect(page.locator("#Reprise")).to_contain_text("Vous écrivez maintenant dans une copie")
        assert stored(page) == {"": "Les amis du pont", "Les amis du parc (copie)": "Les amis du parc"}


def test_a_draft_thrown_away_elsewhere_is_not_lost_here(browser: Browser, site: Site) -> None:
    with two_tabs(browser, site) as (page, other):
        begin(page, "acteur", "Les amis du banc")
        other.goto(f"{site.address}{ADDRESS}")
        line(other, "amis").get_by_role("button", name="Supprimer").click()
        expect(page.locator("#Reprise")).to_contain_text("supprimé dans un autre onglet")
        page.evaluate("dispatchEvent(new Event('pagehide'))")
        assert stored(page) == {}
        title(page, "Les amis du parc")
        assert stored(page) == {"": "Les amis du parc"}
        other.locator("#Etagere-annuler").click()
        expect(other.locator(".rangee")).to_have_count(2)


def test_writings_that_crossed_are_both_kept(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        begin(page, "acteur", "Les amis du banc")
        # Another tab wrote at the very same moment, from the version before.
        page.evaluate(
            """(start) => {
              const key = Object.keys(localStorage).find((one) => one.startsWith(start));
              const draft = { ...JSON.parse(localStorage[key]), ecriture: "b", apres: "a" };
              draft.fiches[0].champs.titre = "Les amis du parc";
              localStorage[key] = JSON.stringify(draft);
              const told = { key, newValue: localStorage[key], storageArea: localStorage };
              dispatchEvent(new StorageEvent("storage", told));
            }""",
            KEPT,
        )
        expect(page.locator("#Reprise")).to_contain_text("gardé à part")
        assert stored(page) == {"": "Les amis du parc", "Les amis du banc (copie)": "Les amis du banc"}


def test_older_and_newer_drafts_take_their_place(browser: Browser, site: Site) -> None:
    one = {
        "sorte": "acteur",
        "experimentation": "",
        "nom": "",
        "champs": {"titre": "Un ancien"},
        "texte": "Ici.",
    }
    old = {"format": "brouillon de contribution", "version": 1, "fiches": [one]}
    before = {**old, "fiches": [{**one, "champs": {"titre": "Celui d’avant"}}]}
    newer = {**old, "version": 9, "nom": "De demain", "fiches": [{**one, "champs": {"titre": "Un neuf"}}]}
    texts = {
        "/.espace.brouillon": json.dumps(old),
        "/.espace.brouillon.precedent": json.dumps(before),
        f"{KEPT}neuf": json.dumps(newer),
        f"{KEPT}abime": '{"fiches": [',
    }
    with writing(browser, site) as form:
        page = form.page
        page.evaluate("texts => Object.assign(localStorage, texts)", texts)
        page.reload()
        expect(page.locator(".rangee")).to_have_count(len(texts))
        assert page.evaluate("localStorage['/.espace.brouillon']") is None
        expect(line(page, "illisible").get_by_role("button", name="Reprendre")).to_be_hidden()
        line(page, "Celui").get_by_role("button", name="Reprendre :").click()
        expect(form.record().locator('[data-genre="corps"] textarea')).to_have_value("Ici.")
        page.locator("#Ranger").click()
        line(page, "De demain").get_by_role("button", name="Reprendre :").click()
        expect(page.locator("#Reprise")).to_contain_text("version plus récente")
        title(page, "Un neuf, ici")
        assert page.evaluate("key => localStorage[key]", f"{KEPT}neuf") == texts[f"{KEPT}neuf"]


_FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("plein", "QuotaExceededError"); };
}"""
_FORBIDDEN = """() => {
  const refuse = { get() { throw new DOMException("interdit", "SecurityError"); } };
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, refuse);
}"""


@pytest.mark.parametrize(
    ("way", "words"), [(_FULL, "est pleine"), (_FORBIDDEN, "refuse de garder")], ids=["full", "forbidden"]
)
def test_storage_that_refuses_is_told_with_a_way_out(
    browser: Browser, site: Site, way: str, words: str
) -> None:
    with two_tabs(browser, site) as (_, page):
        page.add_init_script(f"({way})()")
        page.goto(f"{site.address}{ADDRESS}")
        page.locator("[data-commencer=acteur]").click()
        write(page.locator(".fiche-saisie"), titre="Les amis du banc")
        expect(page.locator("#Reprise")).to_contain_text(words)
        expect(page.locator("#Brouillon-etat")).to_contain_text(words)
        with page.expect_download() as downloading:
            page.locator("#Reprise").get_by_role("button", name="L’enregistrer dans un fichier").click()
        draft = json.loads(Path(downloading.value.path()).read_bytes())
        assert draft["fiches"][0]["champs"]["titre"] == "Les amis du banc"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_shelf_is_sound(browser: Browser, site: Site, width: int) -> None:
    with visit(browser, site, site.one(ADDRESS), width=width) as seen:
        page = seen.page
        for rank, words in enumerate(("Les amis du banc", "m" * 120, HOSTILE)):
            begin(page, ("acteur", "outil", "proposition")[rank], words)
            page.locator("#Ranger").click()
        line(page, "banc").get_by_role("button", name="Renommer").click()
        line(page, "mmm").get_by_role("button", name="Supprimer").click()
        violations = seen.violations_in_each_theme()
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert seen.errors == []
    assert violations == {}
    assert wide <= width
