"""Join pictures and documents to a contribution: made fit in the browser, and sound to a check."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect

from generator.images import look
from generator.pipeline import check
from tests.browser.form import ADDRESS, Writing, add, field, write, writing
from tests.browser.visits import DESK, PHONE, visit
from tests.cases.case_file import lay_base
from tests.documents import document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Locator, Page

    from tests.browser.visits import Site

SUMMARY = "Une phrase assez longue pour dire l'essentiel à qui ne connaît pas le sujet."
ALONE = "fiche-isolee"  # nothing leads to a new record yet
RED, BLUE = (200, 30, 30), (20, 40, 200)


def picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200), *, turned: bool = False) -> bytes:
    """An image, red on the left and blue on the right, that says where and by whom it was taken."""
    image, out, options = Image.new("RGB", size, RED), io.BytesIO(), dict[str, Any]()
    image.paste(BLUE, (size[0] // 2, 0, *size))
    if kind != "PNG":
        exif = Image.Exif()
        exif[ExifTags.Base.Artist] = "Marie Essai"
        exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (47.0, 44.0, 58.0)}
        if turned:
            exif[ExifTags.Base.Orientation] = 6
        options["exif"] = exif
    image.save(out, kind, **options)
    return out.getvalue()


def payload(name: str, content: bytes, sort: str = "") -> FilePayload:
    return {"name": name, "mimeType": sort, "buffer": content}


def give(within: Locator, *files: FilePayload) -> Locator:
    """Choose files, and wait until they are dealt with."""
    zone = within.locator(".pieces")
    zone.locator("input[type=file]").set_input_files(list(files))
    expect(zone.locator(".pieces-note")).not_to_contain_text("préparé")
    return zone


def packed(form: Writing) -> dict[str, bytes]:
    with form.page.expect_download() as downloading:
        form.page.locator("#Telecharger").click()
    with zipfile.ZipFile(Path(downloading.value.path())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(root: Path, files: dict[str, bytes]) -> list[str]:
    """What a check says of a small commons where the archive was unpacked: faults and warnings."""
    lay_base(root)
    before = [str(one) for one in check(root).diagnostics]
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    found = [one for one in check(root).diagnostics if one.rule != ALONE]
    return [str(one) for one in found if str(one) not in before]


def describe(zone: Locator, rank: int, words: str, caption: str = "") -> None:
    piece = zone.locator(".piece").nth(rank)
    piece.locator(".piece-alt").fill(words)
    if caption:
        piece.locator(".piece-legende").fill(caption)


def test_pictures_and_a_document_go_with_the_record(browser: Browser, site: Site, tmp_path: Path) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        write(record, titre="La chaise magique", resume=SUMMARY, type="outil", enjeux="lien-durable")
        record.locator('[data-genre="corps"] textarea').fill("On s'assoit.\n")
        zone = give(
            record,
            payload("IMG 0042 Été.JPG", picture(turned=True)),
            payload("Plan de la salle.png", picture("PNG", (300, 200))),
            payload("vue.webp", picture("WEBP", (300, 200))),
            payload("mal-nommée.png", picture(size=(300, 200))),
            payload("Règle du jeu.pdf", document()),
        )
        names = ["img-0042-ete.jpg", "plan-de-la-salle.png", "vue.webp", "mal-nommee.jpg", "regle-du-jeu.pdf"]
        expect(zone.locator(".piece-nom")).to_have_text(names)
        expect(zone.locator(".piece canvas").filter(visible=True)).to_have_count(4)
        form.page.locator("#Bilan-fautes button").first.click()
        expect(zone.locator("[data-regle=image-sans-alternative]").first).to_contain_text("n’est pas décrite")
        for rank in range(4):
            describe(zone, rank, f"Des chaises [en rond] n° {rank}", 'La salle, "un samedi" \\ de mai')
        describe(zone, 4, "La règle du jeu")
        form.ready()
        files = packed(form)
    assert sorted(files) == sorted(f"toolbox/la-chaise-magique/{one}" for one in ["index.md", *names])
    upright = Image.open(io.BytesIO(files["toolbox/la-chaise-magique/img-0042-ete.jpg"]))
    assert upright.size == (800, 1600), "turned as it was held, no larger than a page shows"
    top, bottom = upright.getpixel((400, 20)), upright.getpixel((400, 1580))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > top[2]
    assert bottom[2] > bottom[0]
    for name in names[:4]:
        told = look(files[f"toolbox/la-chaise-magique/{name}"], name[name.rindex(".") :]).told
        assert (told.located, told.named, list(told.texts)) == (False, False, []), name
    assert faults(tmp_path, files) == []


def test_names_of_a_shared_folder_are_those_of_the_record(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    with writing(browser, site) as form:
        record = form.start("acteur")
        zone = give(record, payload("logo.png", picture("PNG", (300, 200))))
        describe(zone, 0, "Deux carrés, un rouge et un bleu", "Le logo du groupe")
        write(record, titre="Les amis du banc", resume=SUMMARY, type="association")
        form.ready()
        files = packed(form)
    assert sorted(files) == [
        "content/acteurs/les-amis-du-banc-logo.png",
        "content/acteurs/les-amis-du-banc.md",
    ]
    assert '](les-amis-du-banc-logo.png "Le logo' in files["content/acteurs/les-amis-du-banc.md"].decode()
    assert faults(tmp_path, files) == []


REFUSED = (
    ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0", "photo au format HEIC"),
    ("dessin.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "enregistrez-le en .png"),
    ("liste.xlsx", b"PK\x03\x04", "n’est ni une image ni un PDF"),
    ("ancien.doc", b"\xd0\xcf\x11\xe0", "enregistrez-le en .docx"),
    ("vide.jpg", b"", "est vide"),
    ("coupée.jpg", picture(size=(300, 200))[:200], "est abîmée"),
    ("secret.pdf", document("mot de passe"), "protégé par un mot de passe"),
    ("lourd.pdf", document() + b"%" * (5 * 1024 * 1024), "pèse plus de 5 Mo"),
    ("<img src=x onerror=alert(1)>.txt", b"rien", "<img src=x onerror=alert(1)>.txt"),
)


def test_what_cannot_be_published_is_refused_in_french(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        for name, content, words in REFUSED:
            zone = give(record, payload(name, content))
            expect(zone.locator(".pieces-note")).to_contain_text(words)
        expect(zone.locator(".piece")).to_have_count(0)


# In the page: drop or paste a file on an element, as a hand does.
_GIVEN = """([selector, gesture, content]) => {
  const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], "image.png", { type: "image/png" }));
  const facts = { bubbles: true, cancelable: true };
  const event = gesture === "drop" ? new DragEvent("drop", { ...facts, dataTransfer: data })
    : new ClipboardEvent("paste", { ...facts, clipboardData: data });
  const element = document.querySelector(selector);
  element.focus();
  return element.dispatchEvent(event);
}"""


def test_an_image_is_dropped_or_pasted_where_one_writes(browser: Browser, site: Site) -> None:
    content = base64.b64encode(picture("PNG", (30, 20))).decode()
    with writing(browser, site) as form:
        record = form.start("outil")
        area = record.locator('[data-genre="corps"] textarea')
        area.fill("Avant.\n\nAprès.")
        area.evaluate("one => one.setSelectionRange(7, 7)")
        assert form.page.evaluate(_GIVEN, [".fiche-saisie .texte-libre textarea", "paste", content]) is False
        expect(area).to_have_value("Avant.\n\n![](image.png)\n\nAprès.")
        expect(record.locator(".piece-alt")).to_be_focused()
        form.page.keyboard.type("Une table ronde")
        expect(area).to_have_value("Avant.\n\n![Une table ronde](image.png)\n\nAprès.")
        area.fill('![Une table carrée](image.png "Chez nous")')
        expect(record.locator(".piece-alt")).to_have_value("Une table carrée")
        expect(record.locator(".piece-legende")).to_have_value("Chez nous")
        assert form.page.evaluate(_GIVEN, [".fiche-saisie .pieces", "drop", content]) is False
        expect(record.locator(".piece-nom")).to_have_text(["image.png", "image-2.png"])
        record.locator(".piece").nth(1).get_by_role("button", name="Retirer").click()
        expect(area).to_have_value('![Une table carrée](image.png "Chez nous")')
        area.fill("Sans image.")
        expect(record.locator(".piece-absente")).to_be_visible()
        record.get_by_role("button", name="Placer dans le texte").click()
        expect(area).to_have_value('Sans image.\n\n![Une table carrée](image.png "Chez nous")')


def test_an_image_that_is_not_there_is_a_fault_of_the_text(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        text = record.locator('[data-genre="corps"]')
        text.locator("textarea").fill('![Une table](photo.jpg "La table")\n\n```\n![x](code.jpg)\n```\n')
        text.locator("textarea").press("Tab")
        dead = text.locator("[data-regle=lien-mort]")
        expect(dead).to_have_count(1)
        expect(dead).to_contain_text("« photo.jpg » ne mène à aucun fichier")
        text.locator("textarea").fill(
            '![Une table](https://a.example/t.jpg "Table")\n\n![Une table](photo.jpg "T")'
        )
        expect(text.locator("[data-regle=image-distante]")).to_contain_text("est sur un autre site")
        zone = give(record, payload("photo.jpg", picture(size=(30, 20))))
        expect(dead).to_have_count(0)
        expect(zone.locator(".piece-alt")).to_have_value("Une table")


def kept(page: Page) -> None:
    page.wait_for_function("() => Object.values(localStorage).some((one) => one.includes('pieces'))")


def test_pictures_are_kept_with_the_draft_and_in_its_file(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page, record = form.page, form.start("acteur")
        write(record, titre="Les amis du banc", resume=SUMMARY, type="association")
        describe(give(record, payload("logo.png", picture("PNG", (30, 20)))), 0, "Deux carrés", "Le logo")
        kept(page)
        form.ready()
        files = packed(form)
        page.reload()
        expect(page.locator(".piece-nom")).to_have_text("logo.png")
        expect(page.locator(".piece-alt")).to_have_value("Deux carrés")
        form.ready()
        assert packed(form) == files
        with page.expect_download() as downloading:
            page.locator("#Enregistrer").click()
        draft = Path(downloading.value.path()).read_bytes()
        assert json.loads(draft)["fiches"][0]["pieces"][0]["donnees"]
        # On another computer: nothing is here but the file.
        page.evaluate(
            "() => { localStorage.clear(); sessionStorage.clear(); indexedDB.deleteDatabase('espace'); }"
        )
        page.goto("about:blank")
        page.goto(f"{site.address}{ADDRESS}")
        page.locator("#Charger").set_input_files(payload("b.json", draft, "application/json"))
        expect(page.locator(".piece-nom")).to_have_text("logo.png")
        form.ready()
        assert packed(form) == files
        spoilt = draft.replace(b'"donnees": "', b'"donnees": "AAAA')
        page.locator("#Charger-autre").set_input_files(payload("b.json", spoilt, "application/json"))
        expect(page.locator("#Reprise")).to_contain_text("« logo.png » du brouillon est abîmé")
        expect(page.locator(".piece")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pieces_are_sound(browser: Browser, site: Site, width: int) -> None:
    with visit(browser, site, site.one(ADDRESS), width=width) as seen:
        page = seen.page
        page.locator("[data-commencer=outil]").click()
        record = page.locator(".fiche-saisie").first
        give(record, payload("a" * 90 + ".png", picture("PNG", (300, 200))), payload("b.txt", b"rien"))
        field(record, "titre").locator("input").fill("ab")
        page.locator("#Bilan-fautes button").first.click()
        expect(record.locator(".pieces .faute").first).to_be_visible()
        violations = seen.violations_in_each_theme()
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert seen.errors == []
    assert violations == {}
    assert wide <= width


def test_a_field_takes_its_picture_and_its_annex(browser: Browser, site: Site, tmp_path: Path) -> None:
    """The file goes beside the record, under a safe name that the field says."""
    with writing(browser, site) as form:
        record = form.start("outil")
        write(
            record,
            titre="La chaise magique",
            resume=SUMMARY,
            type="outil",
            enjeux="lien-durable",
            duree="2 h",
        )
        image = field(record, "image")
        image.evaluate("one => one.closest('details')?.setAttribute('open', '')")
        chooser, said = image.locator(".attache input"), image.locator(".attache-dit")
        chooser.set_input_files([payload("Règle.pdf", document())])
        expect(said).to_contain_text("attend une image")
        chooser.set_input_files([payload("Première.png", picture("PNG", (200, 100)))])
        expect(said).to_contain_text("part avec la fiche")
        chooser.set_input_files([payload("La Chaise, l'été.JPG", picture())])
        expect(said).to_contain_text("la-chaise-l-ete.jpg")
        alternative = field(record, "image.alternative").locator("input")
        expect(alternative).to_be_focused()
        alternative.fill("Une chaise rouge et bleue")
        write(record, image__credit="Réseau du Val", image__licence="CC-BY-SA-4.0")
        assert record.locator(".piece").count() == 1
        assert record.locator(".piece").filter(visible=True).count() == 0
        form.ready()
        assert form.seen.violations() == []
        form.page.reload()
        form.ready()
        files = packed(form)
        form.page.locator("#Ajouter-sorte").select_option("experimentation")
        form.page.locator("#Ajouter-fiche").click()
        told = form.record(1)
        write(told, titre="Le banc du samedi")
        paper = field(told, "convention")
        paper.evaluate("one => one.closest('details')?.setAttribute('open', '')")
        where = field(add(paper), "url")
        where.locator(".attache input").set_input_files([payload("Convention signée.pdf", document())])
        expect(where.locator(":scope > input")).to_have_value("convention-signee.pdf")
        assert packed(form)["experiments/le-banc-du-samedi/convention-signee.pdf"].startswith(b"%PDF")
    folder = "toolbox/la-chaise-magique"
    assert sorted(files) == [f"{folder}/index.md", f"{folder}/la-chaise-l-ete.jpg"]
    assert "fichier: " in files[f"{folder}/index.md"].decode()
    assert faults(tmp_path, files) == []
