"""Find any place of France as people type it, and read what is told around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, Site, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

# What is typed, and the place that must come first.
_JUDGED = {
    "paris": "commune-75056",
    "Paris 11": "commune-75056",
    "75011": "commune-75056",
    "75011 Paris": "commune-75056",
    "lyon": "commune-69123",
    "Lyon 3": "commune-69123",
    "69003": "commune-69123",
    "Marseile": "commune-13055",
    "Marseille 1er": "commune-13055",
    "mulhouse": "commune-68224",
    "mulouse": "commune-68224",
    "mulh": "commune-68224",
    "vierzon": "commune-18279",
    "toulouse": "commune-31555",
    "tou": "commune-31555",
    "toul": "commune-54528",
    "saint-denis": "commune-93066",
    "SAINT DENIS": "commune-93066",
    "Saint Denis 974": "commune-97411",
    "saint-denis réunion": "commune-97411",
    "97400": "commune-97411",
    "93200": "commune-93066",
    "st etienne": "commune-42218",
    "Saint-Étienne": "commune-42218",
    "ste colombe gironde": "commune-33390",
    "valence": "commune-26362",
    "valence drome": "commune-26362",
    "26000": "commune-26362",
    "la rochelle": "commune-17300",
    "rochelle": "commune-17300",
    "Eu": "commune-76255",
    "y": "commune-80829",
    "Œuilly 51": "commune-51410",
    "oeuilly marne": "commune-51410",
    "L’Haÿ-les-Roses": "commune-94038",
    "l'hay les roses": "commune-94038",
    "harcouet": "commune-50484",
    "50410": "commune-50393",
    "50410 percy": "commune-50393",
    "percy-en-normandie": "commune-50393",
    "Le Chefresne": "commune-50393",
    "commune-50410": "commune-50410",
    "pontorson": "commune-50410",
    "50170": "commune-50410",
    "buais": "commune-50090",
    "50557": "commune-50090",
    "20000": "commune-2a004",
    "2a004": "commune-2a004",
    "ajaccio": "commune-2a004",
    "68224": "commune-68224",
    "papeete": "commune-98735",
    "98714": "commune-98735",
    "97133": "commune-97701",
    "50": "departement-50",
    "manche": "departement-50",
    "2a": "departement-2a",
    "974": "departement-974",
    "seine saint denis": "departement-93",
    "isère": "departement-38",
    "normandie": "region-28",
    "bretagne": "region-53",
    "centre val de loire": "region-24",
    "plaine commune": "epci-200057867",
    "est ensemble": "epci-200057875",
    "metropole de lyon": "epci-200046977",
    "mulhouse alsace agglo": "epci-200066009",
    "200066009": "epci-200066009",
    "pays de nay": "epci-246401756",
    "communauté de communes du pays de nay": "epci-246401756",
    "cc pays de nay": "epci-246401756",
    "zzzzz": "",
}
_FIRST = """async (asked) => {
  const root = new URL(document.querySelector("meta[name=racine]").content, location.href);
  const { Places } = await import(new URL("assets/lieux.js", root).href);
  const places = new Places(root);
  const found = {};
  for (const words of asked) found[words] = (await places.find(words))[0]?.id ?? "";
  return found;
}"""
_LIGHT = 60_000


def test_places_are_found_as_people_type_them(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/mon-territoire/"), width=DESK) as seen:
        assert seen.page.evaluate(_FIRST, list(_JUDGED)) == _JUDGED


def test_nothing_is_fetched_before_the_first_letter_and_little_then(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/territoires/"), width=PHONE) as seen:
        page = seen.page
        fetched: list[Response] = []
        page.on("response", lambda answer: fetched.append(answer))  # noqa: PLW0108 - Playwright marks it
        field = page.get_by_role("combobox", name="Votre commune")
        field.focus()
        page.wait_for_timeout(200)
        assert fetched == []
        field.press("s")
        expect(page.locator("#Mon-territoire-liste [role=option]").first).to_be_visible()
        assert 0 < sum(len(answer.body()) for answer in fetched if answer.ok) < _LIGHT


def test_a_keyboard_alone_reaches_the_view_of_a_town_without_a_record(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/"), width=DESK) as seen:
        page = seen.page
        field = page.get_by_role("combobox", name="Qu’a-t-on essayé")
        field.focus()
        page.keyboard.type("50410")
        option = page.locator("#Mon-territoire-liste [role=option]").first
        expect(option).to_contain_text("Percy-en-Normandie")
        page.wait_for_load_state("networkidle")  # what the last key asks for draws the list again
        page.wait_for_timeout(300)
        page.keyboard.press("ArrowDown")
        expect(field).to_have_attribute("aria-activedescendant", "Mon-territoire-0")
        expect(option).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        page.wait_for_url("**/mon-territoire/?lieu=commune-50393")
        expect(page.locator("#Ici-nom")).to_have_text("Percy-en-Normandie")
        expect(page.locator("#Ici-essais .carte").first).to_be_visible()
        expect(page.locator("[data-ici=proposer]")).to_have_attribute(
            "href", f"{site.address}/contribuer/formulaire/?sorte=proposition&territoire=commune-50393"
        )


def test_a_town_with_a_record_is_followed_to_its_page(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/mon-territoire/"), width=PHONE) as seen:
        page = seen.page
        page.locator("#Mon-territoire").fill("mulhouse")
        page.locator(".mon-territoire button").click()
        page.wait_for_url("**/territoires/commune-68224/")


def test_what_an_address_says_stays_text(browser: Browser, site: Site) -> None:
    where = site.one("/mon-territoire/")
    hostile = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    with visit(browser, site, f"{where}?q={hostile}", width=DESK) as seen:
        expect(seen.page.locator(".mon-territoire-etat")).to_contain_text("<img src=x")
        assert seen.page.locator(".mon-territoire-etat img").count() == 0
    with visit(browser, site, f"{where}?lieu=commune-99999", width=DESK) as seen:
        expect(seen.page.locator(".mon-territoire-etat")).to_contain_text("Aucun lieu de France")
        assert seen.page.locator("#Ici").is_hidden()


def test_a_former_commune_and_homonyms_have_an_answer(browser: Browser, site: Site) -> None:
    where = site.one("/mon-territoire/")
    with visit(browser, site, f"{where}?lieu=commune-50557", width=DESK) as seen:
        expect(seen.page.locator("#Ici-nom")).to_have_text("Buais-Les-Monts")
        expect(seen.page.locator("[data-ici=ancien]")).to_be_visible()
    with visit(browser, site, f"{where}?q=saint-denis", width=DESK) as seen:
        expect(seen.page.locator("#Ici-choix li")).to_contain_text(["Seine-Saint-Denis", "La Réunion"])


def test_without_a_script_the_page_leads_to_the_lists(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/mon-territoire/"), width=PHONE, script=False) as seen:
        expect(seen.page.locator("noscript, .banniere").first).to_be_visible()
        assert seen.page.locator('#Lieux a[href*="/territoires/region-"]').count() > 0
