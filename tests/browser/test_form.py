"""Contribute as a town-hall clerk does: faults beside the fields, a draft that lasts, three ways out."""

from __future__ import annotations

import json
import random
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from generator.diagnostics import seek
from generator.pipeline import PROJECT
from generator.schema import Schemas, conform
from generator.sources import read
from generator.sources.characters import check as check_characters
from tests.browser.form import ADDRESS, add, field, pick, write, writing
from tests.browser.visits import DESK, PHONE, visit
from tests.cases.case_file import lay, read_case
from tests.house.labelled import sentences
from tests.house.personal import LOOKALIKES, addresses, lookalikes, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Route

    from tests.browser.visits import Site

SUMMARY = "Une phrase assez longue pour dire l'essentiel à qui ne connaît pas le sujet."
KINDS = frozenset(["acteur", "evaluation", "evenement", "experimentation", "journal", "outil", "protocole"])
CASES = sorted((PROJECT / "tests/cases").glob("*/*.txt"))
# In the page: the faults of each (kind, data), as the form finds them.
_JUDGE = """async ([base, asked]) => {
  const { References } = await import(new URL('assets/formulaire/references.js', base));
  const references = new References(new URL(base));
  const found = [];
  for (const { kind, data } of asked) {
    const schema = await references.schema(kind);
    found.push(schema.faults(data).map(({ regle, message, aide }) => [regle, message, aide]));
  }
  return found;
}"""


def _judged(tmp_path: Path) -> Iterator[tuple[str, dict[str, Any], list[list[str]]]]:
    """(case, what the form is asked, what the checker says) for every record that a case holds."""
    schemas = Schemas.read(PROJECT / "schemas")
    for rank, path in enumerate(CASES):
        root = tmp_path / str(rank)
        lay(root, read_case(path).files)
        for document in read(root).documents:
            if document.kind in KINDS and document.data is not None:
                held = conform(schemas, document)
                said = sorted([one.rule, one.message, one.help] for one in held.diagnostics)
                asked = {"kind": document.kind, "data": held.data}
                yield f"{path.parent.name}/{path.stem}: {document.path}", asked, said


def test_the_form_says_what_the_checker_says(browser: Browser, site: Site, tmp_path: Path) -> None:
    names, asked, said = zip(*_judged(tmp_path), strict=True)
    rules = {rule for faults in said for rule, _, _ in faults}
    assert {"champ-inconnu", "champ-manquant", "date-invalide", "licence-non-libre"} < rules
    with writing(browser, site) as form:
        found = form.page.evaluate(_JUDGE, [f"{site.address}/", list(asked)])
    told = {name: sorted(faults) for name, faults in zip(names, found, strict=True)}
    assert told == dict(zip(names, said, strict=True))


# In the page: the personal data of each text, as the form finds them.
_SOUGHT = """async ([base, texts]) => {
  const { References } = await import(new URL('assets/formulaire/references.js', base));
  const { personal } = await import(new URL('assets/formulaire/relations.js', base));
  const words = await new References(new URL(base)).words();
  return texts.map((text) => personal(text, words).map(({ regle, message }) => [regle, message]));
}"""


def test_the_form_finds_the_personal_data_that_the_checker_finds(browser: Browser, site: Site) -> None:
    chance = random.Random(21)  # noqa: S311 — examples, not secrets
    texts = [*addresses(chance, 250), *numbers(chance, 250), *LOOKALIKES, *lookalikes(chance, 250)]
    texts += [one.text for one in sentences()]
    texts += [path.read_text(encoding="utf-8") for path in CASES]
    said = [[["donnee-personnelle", one.message] for one in seek(text)] for text in texts]
    assert sum(map(len, said)) > 500
    assert [] in said
    with writing(browser, site) as form:
        found = form.page.evaluate(_SOUGHT, [f"{site.address}/", texts])
    assert dict(zip(texts, found, strict=True)) == dict(zip(texts, said, strict=True))


def test_personal_data_are_told_as_one_types(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("experimentation")
        summary = field(record, "resume")
        summary.locator("textarea").fill(f"{SUMMARY} Écrire à marie@exemple.fr.")
        summary.locator("textarea").press("Tab")
        fault = summary.locator("[data-regle=donnee-personnelle]")
        expect(fault).to_contain_text("L’adresse électronique « m…@exemple.fr » serait publiée. Ne l’écrivez")
        summary.locator("textarea").fill(SUMMARY)
        expect(fault).to_have_count(0)
        field(record, "appels").evaluate("one => one.closest('details')?.setAttribute('open', '')")
        add(field(record, "appels"))
        write(record, appels__contact="labo@exemple.fr ou 06 39 98 12 34")
        body = record.locator('[data-genre="corps"]')
        body.locator("textarea").fill("Appeler le 06 39 98 12 34.")
        body.locator("textarea").press("Tab")
        expect(body.locator("[data-regle=donnee-personnelle]")).to_contain_text("« 06…34 »")
        expect(record.locator("[data-regle=donnee-personnelle]")).to_have_count(1)


def test_what_reaches_nobody_is_declared_with_its_reason(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("experimentation")
        body = record.locator('[data-genre="corps"]')
        body.locator("textarea").fill("La tombola a donné le 04 65 71 57 90.")
        body.locator("textarea").press("Tab")
        expect(record.locator("[data-regle=donnee-personnelle]")).to_have_count(1)
        declared = field(record, "non_personnel")
        declared.evaluate("one => one.closest('details')?.setAttribute('open', '')")
        add(declared)
        write(
            record, non_personnel__texte="04 65 71 57 90", non_personnel__raison="Les numéros d'une tombola."
        )
        expect(record.locator("[data-regle=donnee-personnelle]")).to_have_count(0)


def test_faults_stand_beside_their_fields(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("evenement")
        expect(form.page.locator("#Bilan")).to_contain_text("Il reste")
        assert record.locator(".faute").count() == 0, "nobody is blamed before the first word"
        when = field(record, "debut")
        when.locator("input").fill("14/03/2026")
        when.locator("input").press("Tab")
        fault = when.locator(".faute")
        expect(fault).to_have_attribute("data-regle", "date-invalide")
        expect(fault).to_contain_text("« Date de début » : « 14/03/2026 » n’est pas une date")
        assert when.locator("input").get_attribute("aria-invalid") == "true"
        fault.get_by_role("button", name="Écrire 2026-03-14").click()
        expect(when.locator(".faute")).to_have_count(0)
        write(record, titre="ab")
        expect(field(record, "titre").locator(".faute")).to_contain_text(
            "2 caractères, il en faut au moins 3"
        )
        form.page.locator("#Bilan-fautes button").last.click()
        expect(field(record, "resume").locator(".faute")).to_contain_text("Il manque le champ « Résumé »")
        # An example is a value to write here, not a line of the file.
        expect(field(record, "resume").locator(".faute-aide")).not_to_contain_text("resume")
        expect(field(record, "type").locator(".faute-aide")).to_contain_text("par exemple : Atelier ouvert.")
        write(record, titre="L’atel\u200bier caché")
        hidden = field(record, "titre").locator("[data-regle=caractere-invisible]")
        expect(hidden).to_contain_text("Une espace sans largeur (U+200B) se cache ici")


# One of each sort, and two that may hide there (a joined emoji, an accent).
UNSEEN = ["\u202e", "\ue000", "\u000c", "\u0007", "\ud800", "\u2028", "\u3164", "\u200d", "\ufff0"]


def test_the_form_says_of_unseen_characters_what_a_check_says(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        told = form.page.evaluate(
            """async (texts) => {
              const { Words } = await import("/assets/formulaire/mots.js");
              const { hidden } = await import("/assets/formulaire/relations.js");
              const words = new Words(await (await fetch("/assets/formulaire/phrases.json")).json());
              return texts.map((text) => hidden(text, words));
            }""",
            [f"a{one}b" for one in UNSEEN] + ["👩\u200d🌾", "e\u0301"],
        )
    expected = [fault for one in UNSEEN for fault in check_characters("a.md", f"a{one}b", 1)]
    assert [one and (one["regle"], one["message"], one["aide"]) for one in told] == [
        *((fault.rule, fault.message, fault.help) for fault in expected),
        None,
        None,
    ]


def test_a_tool_that_is_there_already_is_shown(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        record = form.start("outil")
        write(record, titre="PORTEUR  DE PAROLES")
        expect(form.page.locator("#Doubles a")).to_have_attribute(
            "href", f"{site.address}/boite-a-outils/porteur-de-paroles/"
        )
        fault = field(record, "titre").locator("[data-regle=titre-en-double]")
        expect(fault).to_contain_text("est déjà celui de « toolbox/porteur-de-paroles.md »")
        write(record, titre="Porteurs de parole")
        expect(fault).to_have_count(0)
        expect(field(record, "titre").locator(".voisins")).to_contain_text("Porteur de paroles")


def test_a_draft_survives_a_reload_and_a_file(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page, record = form.page, form.start("proposition")
        write(
            record, titre="Le banc des idées", resume="Trop court", enjeux=["lien-durable", "pouvoir-d-agir"]
        )
        write(record, initiateur__nom="- moi", territoires="Mulhouse")
        pick(field(record, "outils"), "Chaise magique", make=True)
        record.locator('[data-genre="corps"] textarea').fill("Une ligne.\n\n---\n")
        files = form.archive()
        page.reload()
        expect(page.locator("#Reprise")).to_contain_text("Votre brouillon est revenu")
        expect(field(record, "territoires").locator(".choisis")).to_contain_text("Mulhouse")
        assert form.archive() == files
        # A name that is that of a record written here follows it.
        write(form.record(1), titre="Chaise enchantée")
        expect(page.locator("#Fichiers")).to_contain_text("- chaise-enchantee")
        with page.expect_download() as downloading:
            page.locator("#Enregistrer").click()
        draft = Path(downloading.value.path()).read_bytes()
        kept = form.archive()
        page.locator("#Effacer").click()
        expect(page.locator("#Choisir")).to_be_visible()
        page.reload()
        expect(page.locator("#Reprise")).to_be_hidden()
        _load(page, draft)
        expect(page.locator("#Reprise")).to_contain_text("Votre brouillon est chargé")
        assert form.archive() == kept
        # Another begins: this one stays on the shelf, and comes back.
        page.goto(f"{site.address}{ADDRESS}?sorte=acteur")
        page.get_by_role("button", name="Le reprendre").click()
        assert form.archive() == kept


def _load(page: Page, content: bytes) -> None:
    field = page.locator("#Charger, #Charger-autre").and_(page.locator("section:not([hidden]) input"))
    field.first.set_input_files({"name": "brouillon.json", "mimeType": "application/json", "buffer": content})


NO_DRAFTS = (
    (b"{", "n’est pas un brouillon, ou il a été abîmé"),
    (b"\xff\xfe\x00", "n’est pas un brouillon, ou il a été abîmé"),
    (b"[1]", "ne contient pas de brouillon"),
    (b'{"fiches": []}', "Ce brouillon est vide"),
    (b'{"fiches": [{"sorte": "poeme"}]}', "Ce brouillon est vide"),
)


def test_what_is_no_draft_is_refused_in_french(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        for draft, words in NO_DRAFTS:
            _load(form.page, draft)
            expect(form.page.locator("#Reprise")).to_contain_text(words)
            expect(form.page.locator("#Choisir")).to_be_visible()


def test_an_older_draft_says_what_it_leaves(browser: Browser, site: Site) -> None:
    fields = {"titre": "Un outil ancien", "usure": "forte", "type": "gadget", "enjeux": "lien-durable"}
    old = {"version": 0, "fiches": [{"sorte": "outil", "champs": fields}, {"sorte": "poeme"}, 3]}
    with writing(browser, site) as form:
        _load(form.page, json.dumps(old).encode())
        told = form.page.locator("#Reprise")
        for words in ("« usure »", "forte", "« type »", "gadget", "« enjeux »", "n° 2", "n° 3"):
            expect(told).to_contain_text(words)
        expect(field(form.record(), "titre").locator("input")).to_have_value("Un outil ancien")


def test_an_address_begins_a_proposal(browser: Browser, site: Site) -> None:
    with visit(browser, site, site.one("/couverture/"), width=DESK) as seen:
        seen.page.locator('td.trou a[href*="territoire=region-"]').first.click()
        seen.page.wait_for_url(f"**{ADDRESS}?sorte=proposition&*")
        record = seen.page.locator(".fiche-saisie")
        expect(record.locator('[data-nom="enjeux"] :checked')).to_have_count(1)
        expect(record.locator('[data-nom="territoires"] .choisis li')).to_have_count(1)
        expect(record.locator('[data-nom="territoires"] .choisis')).not_to_contain_text("region-")
    assert seen.errors == []
    with visit(browser, site, site.one(ADDRESS) + "?sorte=proposition", width=PHONE, script=False) as seen:
        assert "demande JavaScript" in seen.page.locator("body").inner_text()
        guide = seen.page.locator(".sorte a", has_text="Lire le guide").first
        assert guide.is_visible()


def test_a_keyboard_is_enough(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        page.locator("[data-commencer=acteur]").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".fiche-saisie h2")).to_be_focused()
        _tab_to(page, field(form.record(), "titre").locator("input"))
        page.keyboard.type("Les amis du banc")
        page.keyboard.press("Tab")
        page.keyboard.type(SUMMARY)
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        place = field(form.record(), "territoire").locator("input")
        expect(place).to_be_focused()
        page.keyboard.type("sarcel")
        expect(place).to_have_attribute("aria-expanded", "true")
        expect(field(form.record(), "territoire").locator("[role=option]").first).to_contain_text("Sarcelles")
        page.keyboard.press("ArrowDown")
        assert place.get_attribute("aria-activedescendant")
        page.keyboard.press("Enter")
        expect(field(form.record(), "territoire").locator(".choisis")).to_contain_text("Sarcelles")
        form.ready()
        _tab_to(page, page.locator("#Telecharger"))
        with page.expect_download():
            page.keyboard.press("Enter")


def _tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail("le clavier n'y mène pas")


# A site that names its forge: the same page, told another address.
FORGES = {
    "GitHub": "https://forge.example/labo/new/main?filename={chemin}&value={texte}",
    "GitLab": "https://forge.example/labo/-/new/main?file_name={chemin}",
    "Forgejo": "https://forge.example/labo/_new/main/{dossier}/?filename={nom}&value={texte}",
}


def _named(html: str, forge: str) -> str:
    """The page of a site that names a forge and an address where to write."""
    where = FORGES[forge].replace("&", "&amp;")
    facts = (
        f'data-nouveau="{where}" data-envoi="" data-forge="{forge}" data-contact="mailto:labo@example.org"'
    )
    told = html.replace('data-nouveau="" data-envoi="" data-forge="" data-contact=""', facts)
    assert told != html
    links = '<ol id="Forge"></ol><a id="Courriel" href="#">Écrire</a><p id="Courriel-note" hidden></p>'
    return told.replace('<div id="Sorties">', f'<div id="Sorties">{links}')


def test_each_forge_is_given_what_it_takes(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        page = form.page
        write(form.start("acteur"), titre="Les amis & co : l'été", resume=SUMMARY, type="association")
        form.ready()
        path, text = next(iter(form.archive().items()))
        html = (site.folder / ADDRESS.strip("/") / "index.html").read_text(encoding="utf-8")
        for forge in FORGES:
            named = _named(html, forge)
            page.route(f"**{ADDRESS}", partial(_fulfill, named))
            page.reload()
            link = page.locator("#Forge a")
            expect(link).to_have_attribute("rel", "noopener")
            where = str(link.get_attribute("href"))
            assert all(part in where for part in path.split("/"))
            assert "{" not in where
            given = page.evaluate("address => new URL(address).searchParams.get('value')", where)
            assert given == (None if forge == "GitLab" else text)
            expect(page.locator("#Forge button")).to_have_count(int(forge == "GitLab"))
            mail = str(page.locator("#Courriel").get_attribute("href"))
            assert mail.startswith(
                "mailto:labo@example.org?subject=Contribution%20%3A%20Les%20amis%20%26%20co"
            )
        form.record().locator('[data-genre="corps"] textarea').fill("é" * 4000)
        expect(page.locator("#Forge button")).to_have_text("Copier le texte")
        expect(page.locator("#Courriel-note")).to_be_visible()
        assert "value=" not in str(page.locator("#Forge a").get_attribute("href"))


def _fulfill(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html")


def test_a_site_without_forge_nor_contact_says_so(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        form.start("acteur")
        said = form.page.locator("#Sorties").inner_text()
        assert "n’a pas encore indiqué où ses fichiers sont gardés" in said
        assert "n’a pas encore indiqué d’adresse où écrire" in said
        assert form.page.locator("#Sorties a").count() == 0


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_open_form_is_sound(browser: Browser, site: Site, width: int) -> None:
    with visit(browser, site, site.one(ADDRESS), width=width) as seen:
        page = seen.page
        for sort in ("proposition", "protocole", "evaluation"):
            page.evaluate("code => document.querySelector(`[data-commencer=${code}]`).click()", sort)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.evaluate(
            "for (const one of document.querySelectorAll('.fiche-saisie [data-geste=ajouter]')) one.click()"
        )
        write(page.locator(".fiche-saisie").first, titre="ab", enjeux="lien-durable", territoires="Mulhouse")
        page.locator("#Bilan-fautes button").first.click()
        expect(page.locator(".faute").first).to_be_visible()
        page.locator('[data-nom="outils"] [role=combobox]').first.fill("por")
        expect(page.locator("[role=option]").filter(visible=True).first).to_be_visible()
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # the header would cover half of a box
        violations = seen.violations_in_each_theme()
        wide = page.evaluate("document.documentElement.scrollWidth")
    assert seen.errors == []
    assert wide <= width
    assert violations == {}


def test_whatever_is_typed_is_read_back(browser: Browser, site: Site, tmp_path: Path) -> None:
    texts = list(_odd_texts())
    (tmp_path / "toolbox").mkdir()
    with writing(browser, site) as form:
        made = form.page.evaluate(_WRITE, [f"{site.address}/", texts])
    for rank, text in enumerate(made):
        (tmp_path / f"toolbox/essai-{rank}.md").write_text(text, encoding="utf-8")
    documents = {one.id: one for one in read(tmp_path).documents if one.kind == "outil"}
    assert len(documents) == len(texts)
    for rank, text in enumerate(texts):
        found = documents[f"essai-{rank}"]
        assert found.data == {
            "titre": text,
            "etapes": [text, text],
            "participants": {"min": 4},
            "duree": text,
        }
        assert found.body.strip("\n") == text.strip()


_WRITE = """async ([base, texts]) => {
  const { file } = await import(new URL('assets/formulaire/fichiers.js', base));
  const order = ['titre', 'duree', 'etapes', 'participants'];
  const data = (text) => ({ titre: text, etapes: [text, text], participants: { min: 4 }, duree: text });
  return texts.map((text) => file('x.md', data(text), text, order).text);
}"""
_PIECES = (
    *(
        "---",
        "...",
        "- ",
        ": ",
        " #",
        "# ",
        "? ",
        "| ",
        "> ",
        "&a",
        "*a",
        "!t ",
        "%Y",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        ",",
        '"',
        "'",
        "\\",
        "\\n",
        "<<: ",
        "=",
        "~",
        "null",
        "true",
        "no",
        "0o7",
        "0x1F",
        ".inf",
        ".nan",
        "1e3",
    ),
    *(
        "01004",
        "12:30",
        "2024-02-30",
        "12",
        "-1.5",
        "é",
        "🌾",
        "👩‍🌾",
        "«\u00a0»",
        "\u202f",
        "\n",
        "\n\n",
        "  ",
    ),
    *("mot", "Mot", " ", "-", ".", "</script>", "\t"),
)


def _odd_texts() -> Iterator[str]:
    """Every piece alone, then many mixtures: the same ones each time."""
    chance = random.Random(15)  # noqa: S311 — mixtures, not secrets
    yield from (piece for piece in _PIECES if piece.strip())
    for _ in range(400):
        text = "".join(chance.choices(_PIECES, k=chance.randint(2, 8))).strip()
        if text:
            yield text
