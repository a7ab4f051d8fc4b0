"""Write and take up again hostile drafts in the form, arrive by hostile addresses: all of it stays words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.sync_api import expect

from generator.sources import read
from tests.hostile.crawling import PATIENCE, watching
from tests.hostile.payloads import HIDDEN, NOT_WEB, PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.hostile.crawling import Watch
    from tests.hostile.publishing import Published

_FORM = "/contribuer/formulaire/"
_ASKED = ("sorte", "enjeu", "territoire", "outil", "type", "experimentation", "q", "__proto__", "constructor")
_DRAFTED = {"acteur", "evaluation", "evenement", "experimentation", "journal", "outil", "protocole"}


def draft(published: Published) -> str:
    """Every kind that the form knows, as the first hostile records hold it; and what no form ever wrote."""
    records = [
        {
            "sorte": document.kind,
            "experimentation": PAYLOADS[0],
            "nom": PAYLOADS[16],
            "champs": document.data,
            "texte": document.body[:2000],
        }
        for document in read(published.commons.root).documents
        if document.kind in _DRAFTED and "-3" in document.path
    ]
    strange = {f"{payload} {rank}": payload for rank, payload in enumerate([*PAYLOADS[:40], *HIDDEN])}
    records.append(
        {
            "sorte": "outil",
            "nom": HIDDEN[0],
            "champs": {**strange, "titre": strange},
            "texte": "\n\n".join(HIDDEN),
        }
    )
    records.append({"sorte": PAYLOADS[0], "champs": {"__proto__": {"titre": PAYLOADS[0]}}})
    sources = [{"titre": target, "url": target} for target in NOT_WEB]
    records.append(
        {"sorte": "outil", "champs": {"titre": PAYLOADS[16], "sources": sources}, "texte": PAYLOADS[44]}
    )
    return json.dumps({"format": "brouillon de contribution", "version": 1, "fiches": records})


def settled(watch: Watch) -> None:
    expect(watch.page.locator("#Bilan")).not_to_be_empty(timeout=PATIENCE)
    watch.page.wait_for_timeout(400)  # the form judges what is written once it rests


def test_an_address_asks_for_words_alone(browser: Browser, published: Published) -> None:
    found = {}
    with watching(browser, published.address) as watch:
        for rank, payload in enumerate(PAYLOADS[::12]):
            asked = dict.fromkeys(_ASKED, payload)
            asked["sorte"] = ("outil", "experimentation", "journal", payload)[rank % 4]
            address = f"{_FORM}?{urlencode(asked)}#{payload}"
            watch.open(address)
            if faults := watch.look(_FORM):
                found[payload] = faults
    assert found == {}


def test_a_draft_comes_back_as_words(browser: Browser, published: Published) -> None:
    with watching(browser, published.address) as watch:
        watch.open(_FORM)
        watch.page.evaluate("text => localStorage.setItem('/.espace.brouillon', text)", draft(published))
        watch.open(_FORM)
        expect(watch.page.locator(".fiche-saisie").nth(len(_DRAFTED))).to_be_attached(timeout=PATIENCE)
        settled(watch)
        assert watch.look(_FORM) == []


def test_a_draft_in_a_file_is_words(browser: Browser, published: Published, tmp_path: Path) -> None:
    file = tmp_path / "brouillon.json"
    with watching(browser, published.address) as watch:
        for text in (draft(published), "{" * 1000, json.dumps([PAYLOADS[0]]), PAYLOADS[0]):
            file.write_text(text, encoding="utf-8")
            watch.open(_FORM)
            watch.page.locator("#Charger").set_input_files(file)
            expect(watch.page.locator("#Reprise p").first).to_be_visible(timeout=PATIENCE)
            watch.page.wait_for_timeout(600)
            assert watch.look(_FORM) == []


def test_published_records_are_offered_as_words(browser: Browser, published: Published) -> None:
    with watching(browser, published.address) as watch:
        watch.open(_FORM)
        watch.page.locator("[data-commencer=outil]").first.click()
        record = watch.page.locator(".fiche-saisie").first
        record.locator('.saisie[data-nom="titre"] input').first.fill(published.commons.titles()[0])
        for search in record.locator(".chercheur input").all():
            search.evaluate("one => one.closest('details')?.setAttribute('open', '')")
            for words in ("script", "img", "vu", "menu"):
                search.fill(words)
                watch.page.wait_for_timeout(150)
                assert watch.look(_FORM) == []
        settled(watch)
        assert watch.look(_FORM) == []
