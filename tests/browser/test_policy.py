"""Try what no page lets a script do, and every seam through which a stranger's words come into one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.facets import ASK
from tests.browser.form import ADDRESS, field
from tests.browser.strangers import PAYLOADS, made, watched, word
from tests.browser.visits import DESK, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Site

# What would make HTML or a script of a text: each must be refused.
# In a task of the page: what the debugger runs by itself may do more.
_SINKS = """() => new Promise((done) => setTimeout(() => {
  const text = "<b>texte</b>", box = document.createElement("p"), script = document.createElement("script");
  const ways = {
    innerHTML: () => { box.innerHTML = text; },
    outerHTML: () => { document.querySelector("h1").outerHTML = text; },
    insertAdjacentHTML: () => box.insertAdjacentHTML("beforeend", text),
    write: () => document.write(text),
    DOMParser: () => new DOMParser().parseFromString(text, "text/html"),
    fragment: () => document.createRange().createContextualFragment(text),
    unsafe: () => box.setHTMLUnsafe(text),
    document: () => Document.parseHTMLUnsafe(text),
    srcdoc: () => { document.createElement("iframe").srcdoc = text; },
    text: () => { script.text = "1"; },
    src: () => { script.src = "/assets/espace.js"; },
    handler: () => box.setAttribute("onclick", "1"),
    eval: () => (0, eval)("1"),
    Function: () => new Function("1"),
    timer: () => setTimeout("1"),
    worker: () => new Worker("/assets/espace.js"),
    shared: () => new SharedWorker("/assets/espace.js"),
    policy: () => trustedTypes.createPolicy("autre", { createHTML: (one) => one }),
    default: () => trustedTypes.createPolicy("default", { createHTML: (one) => one }),
  };
  done(Object.entries(ways).filter(([, way]) => {
    try { way(); return true; } catch { return false; }
  }).map(([name]) => name));
}))"""

# What the back button does on the page of tools: it reads its address as when it opens.
_CHOOSE = """(query) => {
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


@pytest.mark.parametrize("address", ["/", "/recherche/?q=habitant", ADDRESS, "/boite-a-outils/", "/404.html"])
def test_no_page_lets_a_text_become_html_or_a_script(browser: Browser, site: Site, address: str) -> None:
    with visit(browser, site, site.address + address, width=DESK) as seen:
        if "recherche" in address:
            expect(seen.page.locator("#Recherche-resultats > li").first).to_be_visible()
        assert seen.errors == []
        assert seen.page.evaluate(_SINKS) == []
        assert seen.errors, "rien n'a été tenté"


@pytest.mark.parametrize("kept", [True, False], ids=["with its policy", "without"])
class TestWhatStrangersWrite:
    """Each test is a way into a page."""

    def test_the_address_of_a_search(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            page.goto(f"{hostile.address}/recherche/?q={quote(PAYLOADS[0])}")
            for payload in PAYLOADS:
                names = ("q", "enjeu", "nature", "tri", "inventes", "x")
                page.evaluate(ASK, "/recherche/?" + "&".join(f"{name}={quote(payload)}" for name in names))
                expect(page.locator("#Recherche-compte")).to_contain_text(payload.strip().split()[0])
                assert page.locator("#Recherche-mots").input_value() == payload.strip()
                token = page.locator("#Recherche-jetons button").first
                assert token.text_content() == f"Genre de fiche\u00a0: {payload}"
                assert made(page, "#Trouves > :not(template)") == []

    def test_the_label_of_a_facet(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            page.goto(f"{hostile.address}/recherche/?inventes=oui")
            boxes = page.locator("[data-groupe=enjeu] label")
            assert boxes.count() == 8
            for box in boxes.all():
                box.click()
            tokens = page.locator("#Recherche-jetons button")
            expect(tokens).to_have_count(8 + 2)
            told = "".join(tokens.all_text_contents())
            for name in page.locator("[data-groupe=enjeu] .facette-nom").all_text_contents():
                assert name in told
            assert made(page, "#Trouves > :not(template)") == []

    def test_the_choice_of_a_tool(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            for start in range(0, len(PAYLOADS), 5):
                together = "".join(PAYLOADS[start : start + 5])
                page.goto(f"{hostile.address}/boite-a-outils/{_chosen(together)}#{quote(together)}")
            for payload in PAYLOADS:
                page.evaluate(_CHOOSE, _chosen(payload))
            assert page.locator(".choisir-compte").count() == 1
            assert made(page, "#Contenu .cartes") == []

    def test_the_filter_of_a_list(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            page.goto(f"{hostile.address}/acteurs/")
            for payload in PAYLOADS:
                page.locator("#Filtre").fill(payload)
            title = page.locator(".carte-titre").nth(2).text_content() or ""
            page.locator("#Filtre").fill(title)
            expect(page.locator(".cartes > li:visible .carte-titre")).to_have_text([title])

    @pytest.mark.parametrize("address", ["/agenda/", "/appels/", "/enjeux/", "/experimentations/", "/"])
    def test_a_page(self, browser: Browser, hostile: Site, address: str, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            page.goto(hostile.address + address)
            assert made(page, "#Contenu :is(.cartes, h1, h2)") == []

    def test_what_the_form_offers(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            payload = quote(PAYLOADS[1])
            page.goto(f"{hostile.address}{ADDRESS}?sorte=journal&experimentation={payload}&enjeu={payload}")
            tools = field(page.locator(".fiche-saisie").first, "outils")
            tools.evaluate("(one) => one.closest('details')?.setAttribute('open', '')")
            for rank in (0, 1, 3, 10):
                tools.locator(".chercheur input").fill(word(rank))
                offered = tools.locator(".propositions li").first
                expect(offered).to_contain_text(word(rank))
                assert PAYLOADS[rank] in (offered.text_content() or "")
                offered.click()
                expect(tools.locator(".choisis > li").last).to_contain_text(word(rank))
            assert made(page, ".fiche-saisie .chercheur") == []

    def test_a_draft(self, browser: Browser, hostile: Site, *, kept: bool) -> None:
        with watched(browser, hostile, kept=kept) as page:
            for start in range(0, len(PAYLOADS), 5):
                draft = json.dumps(_draft(PAYLOADS[start : start + 5]))
                page.goto(f"{hostile.address}/robots.txt")  # no script of ours there to write over it
                # Of a shelf with several drafts, the form shows the one that was open.
                page.evaluate("localStorage.clear(); sessionStorage.clear()")
                page.evaluate("(draft) => localStorage.setItem('/.espace.brouillon', draft)", draft)
                page.goto(hostile.address + ADDRESS)
                expect(page.locator("#Bilan")).to_contain_text("Il reste")
                expect(page.locator("#Reprise")).to_contain_text("n’a pas de place ici")
                files = page.locator("#Fichiers pre")
                expect(files).to_have_count(5)
                assert PAYLOADS[start].strip() in "".join(files.all_text_contents())
                assert (
                    made(page, ":is(#Reprise, #Bilan, #Bilan-fautes, #Fichiers, #Doubles, .saisie-fautes)")
                    == []
                )
                links = page.locator("#Formulaire a[href]")
                for href in links.evaluate_all("(all) => all.map((one) => one.protocol)"):
                    assert href in {"http:", "https:", "mailto:"}


def _chosen(code: str) -> str:
    """What the address of a choice adds: every question answered by that code."""
    return "?" + "&".join(
        f"{name}={quote(code)}" for name in ("temps", "taille", "enjeu", "budget", "presence")
    )


def _draft(payloads: tuple[str, ...]) -> dict[str, object]:
    """A draft of five records where each value is a payload, in fields that are there and in others."""
    sorts = ("outil", "evenement", "acteur", "journal", "experimentation")
    return {
        "format": "brouillon de contribution",
        "version": 1,
        "fiches": [
            {
                "sorte": sort,
                "experimentation": payload,
                "nom": payload,
                "texte": payload,
                "champs": {
                    **dict.fromkeys(("titre", "resume", "duree", "lieu", "debut", "date", "type"), payload),
                    **{name: [payload] for name in ("enjeux", "outils", "materiel", "etapes", "territoires")},
                    payload: {payload: [payload]},
                    "__proto__": payload,
                },
            }
            for sort, payload in zip(sorts, payloads, strict=True)
        ],
    }
