"""Answer a public call as its readers would: what it tells, the message it writes, the ways to send it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from icalendar import Calendar

from tests.browser.serving import serving
from tests.browser.visits import DESK, PHONE, Site, visit
from tests.cases.case_file import lay_base
from tests.doors.command import espace
from tests.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

MAIL = "labo+appels@exemple.fr"
TEAM, TENDER, PHONED = (
    f"/appels/banc-du-marche-{name}/" for name in ("equipe", "prestation", "collectivites")
)
EVIL = "</script><img src=x onerror=couru=1> & « ; \\n"
INDEX = f"""---
titre: "Le banc <b>du</b> marché"
resume: Un banc au milieu du marché, où des élus écoutent.
cadre: comparable
statut: appel
enjeux: [lien-durable]
territoires: [val-d-essai]
initiateur: {{nom: Collectif des essais, type: habitant}}
appels:
  - {{type: collectivites, ouvert_le: 2026-05-05, contact: "Au marché, le samedi"}}
  - type: equipe
    ouvert_le: 2026-05-06
    clos_le: 2026-12-31
    roles: [recherche, journalisme]
    competences: [enquête par entretiens, '{EVIL}']
    moyens: Quinze jours rémunérés.
    criteres: [Connaître le territoire]
  - {{type: prestation, ouvert_le: 2026-05-07, clos_le: 2027-02-15, repondre: "https://marches.exemple.fr/12?a=1&b=2"}}
licence: CC-BY-SA-4.0
---
Un matin par semaine.
"""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = once(tmp_path_factory, "appels", _publish)
    with serving(folder / "site") as address:
        yield Site(folder / "site", address)


def _publish(folder: Path) -> None:
    root = folder / "espace"
    root.mkdir()
    lay_base(root)
    with (root / "content/site.yml").open("a", encoding="utf-8") as facts:
        facts.write(f"contact: {MAIL}\n")
    (root / "experiments/banc-du-marche").mkdir()
    (root / "experiments/banc-du-marche/index.md").write_text(INDEX, encoding="utf-8")
    built = espace("build", "--root", root, "--out", folder / "site")
    assert built.returncode == 0, built.stdout + built.stderr


def _message(href: str | None) -> tuple[str, str, str]:
    """Whom a mail program would write to, about what, and what it would start with."""
    parts = urlsplit(href or "")
    assert parts.scheme == "mailto"
    asked = parse_qs(parts.query, strict_parsing=True)
    return unquote(parts.path), asked["subject"][0], asked["body"][0].replace("\r\n", "\n")


def test_the_answer_is_written_with_its_questions_and_stays_here(browser: Browser, calls: Site) -> None:
    with visit(browser, calls, calls.address + TEAM, width=DESK) as seen:
        page = seen.page
        assert page.locator(".fiche").inner_text().count("Journalisme") == 1
        assert EVIL[:9] in page.locator(".fiche").inner_text(), "told as it was written"
        page.get_by_label("Ce que vous savez faire").fill(f"J'écoute. {EVIL}")
        to, subject, body = _message(page.locator("[data-sortie=courriel]").get_attribute("href"))
        assert to == MAIL
        assert subject == "Réponse : Appel pour constituer l'équipe : Le banc <b>du</b> marché"
        assert f"J'écoute. {EVIL}" in body
        assert "Le rôle que vous proposez de tenir :" in body
        with page.expect_download() as file:
            page.get_by_role("button", name="Télécharger").click()
        assert (
            Path(file.value.path()).read_text(encoding="utf-8").startswith(f"À : {MAIL}\nObjet : {subject}\n")
        )
        page.get_by_label("Ce que vous savez faire").fill("long " * 900)
        assert len(page.locator("[data-sortie=courriel]").get_attribute("href") or "") < 2_000
        page.locator("[data-sortie=courriel]").evaluate("one => one.removeAttribute('href')")
        page.locator("[data-sortie=courriel]").click()
        assert "trop longue" in page.get_by_role("status").inner_text()
        assert not page.evaluate("window.couru")
        assert "coute" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert (seen.errors, seen.foreign) == ([], [])


def test_what_is_copied_holds_all(browser: Browser, calls: Site) -> None:
    with visit(browser, calls, calls.address + TEAM, width=PHONE) as seen:
        seen.page.evaluate(
            "Object.defineProperty(navigator, 'clipboard',"
            " {value: {writeText: async (text) => { window.pris = text; }}})"
        )
        seen.page.get_by_label("Comment vous joindre").fill("Au 12, rue des Essais")
        seen.page.get_by_role("button", name="Copier").click()
        seen.page.get_by_text("Le message est copié").wait_for()
        assert "Comment vous joindre :\nAu 12, rue des Essais" in seen.page.evaluate("window.pris")
        assert seen.violations_in_each_theme() == {}


def test_without_a_script_a_message_has_the_same_questions(browser: Browser, calls: Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(calls.address + TEAM)
    assert not page.locator(".repondre").is_visible()
    to, subject, body = _message(page.get_by_role("link", name="Écrire ma réponse").get_attribute("href"))
    assert (to, subject[:10]) == (MAIL, "Réponse : ")
    assert "Quand vous êtes disponible :" in body
    page.context.close()


def test_a_tender_is_answered_elsewhere_and_a_contact_in_words_is_told(browser: Browser, calls: Site) -> None:
    with visit(browser, calls, calls.address + TENDER, width=DESK) as seen:
        link = seen.page.get_by_role("link", name="Répondre à cet appel")
        assert link.get_attribute("href") == "https://marches.exemple.fr/12?a=1&b=2"
        assert seen.page.locator(".repondre, [href^='mailto:']").count() == 0
    with visit(browser, calls, calls.address + PHONED, width=DESK) as seen:
        assert "Au marché, le samedi" in seen.page.locator("article.page").inner_text()
        assert seen.page.locator(".repondre").count() == 0


def test_calls_are_led_to_and_have_a_calendar(browser: Browser, calls: Site) -> None:
    with visit(browser, calls, f"{calls.address}/appels/", width=DESK) as seen:
        led = seen.page.locator(".annonce-repondre a").evaluate_all("all => all.map((one) => one.pathname)")
        assert {TEAM, TENDER, PHONED} <= set(led)
    (event,) = Calendar.from_ical((calls.folder / TEAM.strip("/") / "agenda.ics").read_bytes()).walk("VEVENT")
    assert str(event["url"]).endswith(TEAM)
    assert event.decoded("dtstart").isoformat() == "2026-12-31"


def test_an_invented_call_waits_for_nobody(browser: Browser, calls: Site) -> None:
    with visit(browser, calls, calls.address + "/appels/essai-complet-equipe/", width=DESK) as seen:
        words = seen.page.locator("article.page").inner_text()
        assert "inventé" in words
        assert seen.page.locator(".repondre, [href^='mailto:']").count() == 0
