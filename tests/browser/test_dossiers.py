"""Print the dossiers as a reader would, and hold them to the pages that they bind."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp

from tests.browser.lending import lent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.visits import Site

CAFE = "/experimentations/cafe-des-voisins/"
CIRCLE = "/boite-a-outils/cercle-samoan/"
INVENTED = "Exemple inventé : rien de cela n'a eu lieu."
_A4 = (595, 842)
_HEAVIEST = 150_000
_MORE = re.compile(r"La page en ligne en montre \d+ de plus\.")
_SILENT = ("script", "style")
_HOW = (
    "Cette page est faite pour le papier. Pour l’imprimer ou l’enregistrer en PDF, ouvrez le menu de votre "
    "navigateur, puis « Imprimer »."
)
# What the pages of no record say, and a dossier does.
_OWN = frozenset(
    {
        *("Dossier", "Dossier d’expérimentation", "Dossier d’outil", "Reprendre ce dossier"),
        "Enseignements",
        *("Où et quand", "Licence libre", "Équipe", "Autres précisions"),
        _HOW,
    }
)


class _Texts(HTMLParser):
    """The texts of the content of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.leads: set[str] = set()
        self._mute = False
        self.feed(html[html.index('id="Contenu"') : html.rindex("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute = tag in _SILENT
        self.leads.update(value for name, value in attrs if name == "href" and value)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 — as the parser calls it
        self._mute = False

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._mute:
            self.told.append(words)


def _dossiers(site: Site) -> Iterator[Path]:
    for kind in ("experimentations", "boite-a-outils"):
        for page in sorted((site.folder / kind).glob("*/dossier/index.html")):
            if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8"):
                yield page


def test_a_dossier_tells_nothing_that_the_pages_of_its_record_do_not(site: Site) -> None:
    strange, weights = {}, {}
    for page in _dossiers(site):
        held = _Texts(page.read_text(encoding="utf-8"))
        others = [
            _Texts(one.read_text(encoding="utf-8"))
            for one in page.parents[1].rglob("index.html")
            if one != page
        ]
        known = " ".join(text for one in others for text in one.told)
        leads = {where for one in others for where in one.leads}
        strange[page.parents[1].name] = [
            text
            for text in held.told
            if text not in known and text not in leads | _OWN and not _MORE.fullmatch(text)
        ]
        weights[page.parents[1].name] = page.stat().st_size
    assert len(strange) > 100
    assert {name: texts for name, texts in strange.items() if texts} == {}
    assert {name: weight for name, weight in weights.items() if weight > _HEAVIEST} == {}


def test_every_experiment_and_tool_leads_to_its_dossier(site: Site) -> None:
    silent, mapped = [], (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for page in _dossiers(site):
        record = (page.parents[1] / "index.html").read_text(encoding="utf-8")
        if '<a href="dossier/">Imprimer le dossier</a>' not in record.replace(
            f'"../../{page.parent.relative_to(site.folder).as_posix()}/"', '"dossier/"'
        ):
            silent.append(page)
    assert silent == []
    assert "/dossier/" not in mapped


def _printed(browser: Browser, site: Site, record: str) -> pypdfium2.PdfDocument:
    with lent(browser, locale="fr-FR") as page:
        page.goto(f"{site.address}{record}dossier/", wait_until="load")
        return pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))


def _sheets(document: pypdfium2.PdfDocument) -> list[str]:
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


@pytest.mark.parametrize(("record", "least", "most"), [(CAFE, 8, 18), (CIRCLE, 3, 7)])
def test_a_dossier_is_printed_whole(browser: Browser, site: Site, record: str, least: int, most: int) -> None:
    document = _printed(browser, site, record)
    sheets = _sheets(document)
    assert least <= len(sheets) <= most
    assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {_A4}
    assert [sheet for sheet in sheets if len(sheet) < len(INVENTED) * 2] == []  # none is blank
    title = "Le café des voisins" if record == CAFE else "Cercle samoan"
    assert all(title in sheet for sheet in sheets)
    assert all(f"{number} / {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))
    assert [sheet for sheet in sheets if (INVENTED in sheet) != (record == CAFE)] == []
    assert "Imprimer" not in " ".join(sheets)
    assert "Aller au contenu" not in " ".join(sheets)


def test_what_is_printed_of_an_experiment(browser: Browser, site: Site) -> None:
    printed = " ".join(_sheets(_printed(browser, site, CAFE)))
    parts = ("Ce qui en est sorti", "Protocole", "Journal de terrain", "Évaluation", "Reprendre ce dossier")
    places = [printed.index(part) for part in parts]
    assert places == sorted(places)
    notes = list((site.folder / CAFE.strip("/") / "journal").glob("*/index.html"))
    assert len(notes) > 3
    for note in notes:
        title = re.search(r"<h1>(.*?)</h1>", note.read_text(encoding="utf-8"))
        assert title
        assert title[1].partition(" (")[0] in printed


def test_the_addresses_of_sources_are_printed(browser: Browser, site: Site) -> None:
    printed = "".join(_sheets(_printed(browser, site, CIRCLE))).replace(" ", "")
    html = (site.folder / CIRCLE.strip("/") / "index.html").read_text(encoding="utf-8")
    sources = re.findall(
        r'href="(https?://[^"]+)"', html[html.index('id="Sources"') : html.index('id="Reprendre"')]
    )
    assert len(sources) > 2
    # A line of a PDF may end inside an address, with a mark of its own.
    words = re.sub(r"[^\w:/.?]", "", printed)
    assert [one for one in sources if re.sub(r"[^\w:/.?]", "", one) not in words] == []


@pytest.mark.parametrize("record", [CAFE, CIRCLE])
def test_the_code_leads_to_the_record(browser: Browser, site: Site, record: str) -> None:
    cover = _printed(browser, site, record)[0].render(scale=2).to_pil()
    found = zxingcpp.read_barcodes(cover)
    assert [one.text for one in found] == [f"https://espace-ressources.example{record}"]


def test_nothing_is_cut_at_the_side(browser: Browser, site: Site) -> None:
    with lent(browser, locale="fr-FR") as page:
        page.set_viewport_size({"width": 658, "height": 1000})  # what A4 leaves between its margins
        page.goto(f"{site.address}{CAFE}dossier/", wait_until="load")
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")
        over = page.evaluate(
            """() => [...document.querySelectorAll(".dossier *")]
            .filter((one) => one.checkVisibility() && !one.closest(".hors-vue"))
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert over == []
        assert page.locator("nav, .md-header, .md-footer, .dossier-mode").filter(visible=True).count() == 0
