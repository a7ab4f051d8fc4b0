"""Paste from Word, LibreOffice and the web, begin from a document: clean Markdown, and nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frontmatter
import pytest
from playwright.sync_api import expect

from tests.browser.form import ADDRESS, field, write, writing
from tests.browser.test_attached import SUMMARY, faults, give, packed, payload, picture
from tests.browser.visits import DESK, PHONE, visit
from tests.browser.word_files import docx, odt, paragraph, table
from tests.hostile.payloads import PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.visits import Site

_IGNORED = (
    "<![if !supportLists]><span><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span></span>"
)
_FRAME = '<text:p><draw:frame><draw:image xlink:href="{}"/><svg:desc>{}</svg:desc></draw:frame></text:p>'
_ITEM = "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level{} lfo1'>" + _IGNORED
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p{}</style><!--[if gte mso 9]><xml>"
    "<o:p>x</o:p></xml><![endif]--></head><body lang=FR><!--StartFragment-->"
    "<p class=MsoNormal><b><span style='font-size:14pt'>Contexte&nbsp;:<o:p></o:p></span></b></p>"
    "<p class=MsoNormal>Une place vide et <b>très </b>froide<a style='mso-footnote-id:ftn1' href='#_ftn1' "
    "name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>, "
    "voir <a href='https://exemple.fr/a?b=1'>le site</a>.<o:p></o:p></p>"
    + _ITEM.format(1, "·")
    + "<![endif]>Un banc</p>"
    + _ITEM.format(2, "o")
    + "<![endif]>en bois</p>"
    + _ITEM.format(1, "·")
    + "<![endif]>Une table</p>"
    "<p class=MsoNormal>Puis :</p><p class=MsoNormal>•\tPremier</p><p class=MsoNormal>•\tSecond</p>"
    "<p class=MsoNormal>Enfin :</p><p>1.\tOuvrir</p><p>2.\tFermer</p>"
    "<table class=MsoTableGrid><tr><td><p><b>Qui</b></p></td><td><p>Quoi</p></td></tr>"
    "<tr><td><p>Nous</p><p>et vous</p></td><td><ul><li>lire</li><li>dire</li></ul></td></tr></table>"
    "<p class=MsoNormal><img src='file:///C:/x.png'></p><div style='mso-element:footnote-list'><hr>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' "
    "name='_ftn1'>[1]</a> En <i>janvier</i>.</p></div></div><!--EndFragment--></body></html>"
)
FROM_WORD = """## Contexte

Une place vide et **très** froide[^1], voir [le site](https://exemple.fr/a?b=1).

- Un banc
  - en bois
- Une table

Puis :

- Premier
- Second

Enfin :

1. Ouvrir
2. Fermer

| Qui | Quoi |
| - | - |
| Nous et vous | lire ; dire |

[^1]: En *janvier*."""
LIBREOFFICE = (
    "<h1 class='western'>Le lieu</h1><p class='western'>Un texte"
    "<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a></p>"
    "<h2>La salle</h2><ol><li><p>un</p></li><li><p>deux</p></li></ol><div id='sdfootnote1'>"
    "<p class='sdfootnote'><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a>"
    "La note</p></div>"
)
FROM_LIBREOFFICE = "## Le lieu\n\nUn texte[^1]\n\n### La salle\n\n1. un\n2. deux\n\n[^1]: La note"
WEB = (
    "<meta charset='utf-8'><b style='font-weight:normal' id='docs-internal-guid-1'><p><span "
    "style='font-weight:700'>Gras</span><span> et </span><span style='font-style:italic'>penché</span></p>"
    "</b>"
    "<ul><li><p>un</p></li></ul><p><a href='https://www.google.com/url?q=https://ex.fr/x&sa=D'>lien</a></p>"
)
FROM_WEB = "**Gras** et *penché*\n\n- un\n\n[lien](https://ex.fr/x)"

_PASTED = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  const area = document.querySelector(".fiche-saisie .texte-libre textarea");
  area.focus();
  const facts = { bubbles: true, cancelable: true, clipboardData: data };
  return area.dispatchEvent(new ClipboardEvent("paste", facts));
}"""


def paste(page: Page, html: str, plain: str = "les mots seuls") -> None:
    assert page.evaluate(_PASTED, [html, plain]) is False


@pytest.mark.parametrize(
    ("html", "expected"),
    [(WORD, FROM_WORD), (LIBREOFFICE, FROM_LIBREOFFICE), (WEB, FROM_WEB)],
    ids=["word", "libreoffice", "web"],
)
def test_what_is_pasted_keeps_its_shape(browser: Browser, site: Site, html: str, expected: str) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        area = record.locator(".texte-libre textarea")
        paste(form.page, html)
        expect(area).to_have_value(expected)
        record.get_by_role("button", name="Coller plutôt les mots seuls").click()
        expect(area).to_have_value("les mots seuls")


def test_what_is_pasted_is_sound_to_a_check(browser: Browser, site: Site, tmp_path: Path) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        write(record, titre="La chaise magique", resume=SUMMARY, type="outil", enjeux="lien-durable")
        paste(form.page, WORD)
        expect(record.locator(".collage")).to_contain_text("4 listes")
        expect(record.locator(".collage")).to_contain_text("Une image n’est pas venue")
        form.ready()
        assert faults(tmp_path, packed(form)) == []


def test_hostile_words_that_are_pasted_stay_words(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        area = record.locator(".texte-libre textarea")
        before = form.page.locator("script, iframe, img, form, svg").count()
        html = "".join(f"<p><b>{one}</b><a href=\"javascript:alert('x')\">lien</a></p>" for one in PAYLOADS)
        paste(
            form.page, f"{html}<p>la fin</p><svg onload=alert(1)><a xlink:href='data:text/html,x'>y</a></svg>"
        )
        expect(record.locator(".collage")).to_be_visible()
        text = area.input_value()
        assert "lien" in text
        assert "](javascript" not in text
        assert "](data" not in text
        assert form.page.locator("script, iframe, img, form, svg").count() == before


DOCUMENT = docx(
    paragraph("Le banc des idées", style="Titre"),
    table(
        [
            ["Résumé :", SUMMARY],
            ["Type", "Méthode"],
            ["Enjeux", "Lien durable"],
            ["Durée", "Deux heures"],
            ["Matériel", "Un banc ; une table"],
            ["Coût total du projet", "300 euros"],
            ["Nombre de participants : Au moins", "4"],
            ["Sources 1 : Titre du document", "Le journal"],
            ["Sources 1 : Adresse du document", "https://example.org/un"],
            ["Sources 3 : Titre du document", "La radio"],
            ["Sources 3 : Adresse du document", "https://example.org/deux"],
        ]
    ),
    paragraph("Le déroulé", style="Titre1"),
    paragraph("On s'assoit", note=True),
    paragraph("Les points d'attention", bold=True),
    paragraph("•\tLe vent"),
    paragraph("•\tLa pluie"),
    note="Sur un banc.",
    picture=picture("PNG", (300, 200)),
)


def test_a_word_document_becomes_a_draft(browser: Browser, site: Site, tmp_path: Path) -> None:
    with writing(browser, site) as form:
        page = form.page
        page.locator("#Charger").set_input_files(payload("Fiche banc.docx", DOCUMENT))
        told = page.locator("#Reprise")
        expect(told).to_contain_text("« Fiche banc.docx » est repris ici")
        expect(told).to_contain_text("« Coût total du projet » : 300 euros")
        record = form.record()
        expect(record.locator("h2")).to_contain_text("Ajouter un outil")
        expect(field(record, "titre").locator("input")).to_have_value("Le banc des idées")
        expect(field(record, "resume").locator("textarea")).to_have_value(SUMMARY)
        expect(field(record, "materiel").locator(".entree")).to_have_count(2)
        expect(record.locator(".piece-nom")).to_have_text("un-banc.png")
        record.locator(".piece-alt").fill("Un banc peint en rouge")
        record.locator(".piece-legende").fill("Le banc, place de la mairie")
        form.ready()
        files = packed(form)
    text = files["toolbox/le-banc-des-idees/index.md"].decode()
    for part in (
        "type: methode",
        "- lien-durable",
        "**Coût total du projet** : 300 euros",
        "## Le déroulé\n\nOn s'assoit[^1]\n\n### Les points d'attention\n\n- Le vent\n- La pluie",
        "[^1]: Sur un banc.",
    ):
        assert part in text
    written = frontmatter.loads(text)
    assert written["participants"] == {"min": 4}
    assert written["sources"] == [
        {"titre": "Le journal", "url": "https://example.org/un"},
        {"titre": "La radio", "url": "https://example.org/deux"},
    ]
    assert faults(tmp_path, files) == []


def test_a_libreoffice_document_fills_the_record_that_is_open(browser: Browser, site: Site) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{label}</text:p></table:table-cell><table:table-cell>"
        f"<text:p>{value}</text:p></table:table-cell></table:table-row>"
        for label, value in (("Date de début", "12 mars 2027"), ("Territoire", "Mulhouse"), ("Type", "Bal"))
    )
    document = odt(
        '<text:p text:style-name="P1">Le grand atelier</text:p>',
        f"<table:table>{rows}</table:table>",
        '<text:h text:outline-level="1">Le lieu</text:h>',
        '<text:p><text:span text:style-name="T1">Salle</text:span> des fêtes<text:note><text:note-body>'
        "<text:p>Chauffée.</text:p></text:note-body></text:note></text:p>",
        "<text:list><text:list-item><text:p>une chaise</text:p></text:list-item></text:list>",
        '<text:list text:style-name="L1"><text:list-item><text:p>Ouvrir</text:p><text:list><text:list-item>'
        "<text:p>la porte</text:p></text:list-item></text:list></text:list-item><text:list-item>"
        "<text:p>Entrer</text:p></text:list-item></text:list>",
        _FRAME.format("Pictures/plan.png", "Le plan de la salle"),
        _FRAME.format("Pictures/partie.png", "Rien"),
        _FRAME.format("https://ailleurs.example/vol.png", "Rien"),
        "<text:p>Avant <draw:frame><draw:text-box><text:p>Un encadré</text:p><text:p>à part</text:p>"
        "</draw:text-box></draw:frame>et après.</text:p>",
        "<text:p>Appeler le 06 39 98 12 34.</text:p>",
        plan=picture("PNG", (60, 40)),
    )
    with writing(browser, site) as form:
        record = form.start("evenement")
        record.locator(".pieces input[type=file]").set_input_files(payload("atelier.odt", document))
        told = form.page.locator("#Reprise")
        expect(told).to_contain_text("« Type » : Bal")
        expect(told).to_contain_text("2 images ne sont pas dans le document lui-même")
        expect(field(record, "titre").locator("input")).to_have_value("Le grand atelier")
        expect(field(record, "debut").locator("input")).to_have_value("2027-03-12")
        expect(field(record, "territoire").locator(".choisis")).to_contain_text("Mulhouse")
        expect(record.locator(".texte-libre textarea")).to_have_value(
            "## Le lieu\n\n**Salle** des fêtes[^1]\n\n- une chaise\n\n1. Ouvrir\n   - la porte\n2. Entrer\n\n"
            "![Le plan de la salle](image-1.png)\n\nAvant et après.\n\nUn encadré\n\nà part\n\n"
            "Appeler le 06 39 98 12 34.\n\n"
            "Type : Bal\n\n[^1]: Chauffée."
        )
        form.page.locator("#Bilan-fautes button", has_text="06…34").click()
        expect(record.locator(".texte-libre [data-regle=donnee-personnelle]")).to_have_count(1)


def test_what_is_no_document_is_refused_in_french(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        for content in (b"", b"PK\x03\x04 rien", DOCUMENT[:300], odt().replace(b"content", b"contenu")):
            form.page.locator("#Charger").set_input_files(payload("a.docx", content))
            expect(form.page.locator("#Reprise")).to_contain_text("ne se lit pas comme un document")
        form.page.locator("#Charger").set_input_files(payload("a.docx", docx(paragraph("Une page."))))
        expect(form.page.locator("#Reprise")).to_contain_text("Que raconte ce document")
        form.page.get_by_role("button", name="Présenter un acteur", exact=True).click()
        expect(form.record().locator(".texte-libre textarea")).to_have_value("Une page.")


def test_the_page_is_shown_as_it_will_be(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        write(record, titre="La chaise magique", resume=SUMMARY)
        give(record, payload("vue.png", picture("PNG", (30, 20))))
        record.locator(".piece-alt").fill("Deux carrés")
        paste(form.page, WORD.replace("<!--EndFragment-->", f"<p>{PAYLOADS[0].replace('<', '&lt;')}</p>"))
        expect(record.locator(".collage")).to_be_visible()
        record.locator(".apercu-page summary").click()
        sheet = record.locator(".apercu-feuille")
        expect(sheet.locator("h2")).to_have_text("Contexte")
        expect(sheet.locator("ul ul li")).to_have_text("en bois")
        expect(sheet.locator("td")).to_have_text(["Nous et vous", "lire ; dire"])
        expect(sheet.locator("sup")).to_have_text("[1]")
        expect(sheet.locator("a")).to_have_attribute("href", "https://exemple.fr/a?b=1")
        expect(sheet.get_by_role("img", name="Deux carrés")).to_be_visible()
        record.locator(".texte-libre textarea").fill(
            '## Là\n\n<img src=x onerror="alert(1)">\n\n[a](javascript:b)'
        )
        expect(sheet.locator("h2")).to_have_text("Là")
        expect(sheet).to_contain_text('<img src=x onerror="alert(1)">')
        expect(sheet.locator("img, a")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_is_pasted_and_shown_is_sound(browser: Browser, site: Site, width: int) -> None:
    with visit(browser, site, site.one(ADDRESS), width=width) as seen:
        page = seen.page
        page.locator("[data-commencer=outil]").click()
        give(page.locator(".fiche-saisie"), payload("vue.png", picture("PNG", (300, 200))))
        paste(page, WORD)
        expect(page.locator(".collage")).to_be_visible()
        page.locator(".apercu-page summary").click()
        expect(page.locator(".apercu-feuille h2")).to_be_visible()
        page.evaluate(
            "scrollTo({top: 0, behavior: 'instant'})"
        )  # the header stays in sight, over what is scrolled
        violations = seen.violations_in_each_theme()
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert seen.errors == []
    assert violations == {}
    assert wide <= width
