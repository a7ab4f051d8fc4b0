"""Open the form filled with a published record: what is not changed stays to the byte, the rest is sound."""

from __future__ import annotations

import difflib
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from generator.diagnostics.renderers.as_text import brief
from generator.pipeline import PROJECT, check
from tests.browser.form import ADDRESS, add, field, write, writing
from tests.browser.visits import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Site

_EVERY = (Path(__file__).parent / "correct_all.js").read_text(encoding="utf-8")
_OF_A_KIND = 8
TOOL, REVISION = "arpentage", "navette-des-idees/r2"
FILE = f"toolbox/{TOOL}.md"
# Front matters that people write by hand: what becomes of a change in the midst of all that is theirs.
ODD = [
    (
        "# note\ntitre: a  # vrai\n# entre\nresume: >-\n  un deux\n  trois\nfin: x\n",
        {"resume": "un deux quatre"},
        "# note\ntitre: a  # vrai\n# entre\nresume: >-\n  un deux quatre\nfin: x\n",
    ),
    (
        "l:\n# avant\n- a # un\n# entre\n- 'b'\n\n# après\nfin: x\n",
        {"l": ["a", "c", "b", "d : d"]},
        "l:\n# avant\n- a # un\n- c\n# entre\n- 'b'\n- 'd : d'\n\n# après\nfin: x\n",
    ),
    (
        "l:\n  - nom: x\n    # note\n    role: y\n  - nom: z # zz\n",
        {"l": [{"role": "y"}, {"nom": "zé", "plus": 2}]},
        "l:\n    # note\n  - role: y\n  - nom: zé # zz\n    plus: 2\n",
    ),
    ("m: {a: 1, b: 'l''x'}\nl: [a, b]\n", {"m": {"b": "l'y"}, "l": ["b"]}, "m: {b: 'l''y'}\nl: [b]\n"),
    ('a: 1\r\nb: "</script>"\r\n', {"b": "</script>\n<b>"}, 'a: 1\r\nb: "</script>\\n<b>"\r\n'),
    ("__proto__: x\na: 'oui'\n", {"a": "non"}, "__proto__: x\na: 'non'\n"),
    ("a: &x 1\nb: *x\n", {"a": 2}, None),
    ("a: 1\na: 2\n", {"a": 3}, None),
]
_ODD = """async ([base, cases]) => {
  const { RecordFile } = await import(new URL("assets/formulaire/fichier-lu.js", base));
  return cases.map(([head, changes]) => {
    const file = new RecordFile(`\\ufeff---\\n${head}---\\n\\r\\nTexte.\\n `, {});
    if (!file.readable) return null;
    const before = { data: file.data, text: file.words };
    const whole = file.corrected(before, { data: { ...file.data, ...changes }, text: file.words });
    const [start, end] = ["\\ufeff---\\n", "---\\n\\r\\nTexte.\\n "];
    return whole.startsWith(start) && whole.endsWith(end) ? whole.slice(5, -14) : whole;
  });
}"""


def _refs(site: Site) -> list[list[str]]:
    """Records of every kind, as the data of the site name them."""
    folder = site.folder / "donnees/fiches"
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for path in sorted(folder.rglob("*.json")):
        kind, *steps = path.relative_to(folder).with_suffix("").parts
        found[kind].append([kind, "/".join(steps)])
    return [ref for refs in found.values() for ref in refs[:: max(1, len(refs) // _OF_A_KIND)]]


def test_what_is_not_changed_stays_to_the_byte_and_the_rest_is_sound(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    refs = _refs(site)
    with writing(browser, site) as form:
        told = form.page.evaluate(_EVERY, [f"{site.address}/", refs])
    root = tmp_path / "fiches"
    for name in ("content", "experiments", "toolbox"):
        shutil.copytree(PROJECT / name, root / name)
    assert {kind for kind, _ in refs} >= {"experimentation", "protocole", "territoire", "page", "enjeu"}
    for one in told:
        held = (root / one["path"]).read_bytes()
        assert one["whole"].encode() == held, one["path"]
        assert one["same"], one["path"]
        (root / one["path"]).write_bytes(one["text"].encode())
        lines = difflib.ndiff(one["whole"].splitlines(), one["text"].splitlines())
        changed = [line for line in lines if line[0] in "+-"]
        assert len(changed) == (0 if "/protocole/" in one["path"] else 2), (one["name"], changed)
    assert [brief(fault) for fault in check(root).diagnostics] == []


def test_files_that_people_wrote_by_hand_keep_all_that_is_theirs(browser: Browser, site: Site) -> None:
    with writing(browser, site) as form:
        cases = [[head, changes] for head, changes, _ in ODD]
        told = form.page.evaluate(_ODD, [f"{site.address}/", cases])
    assert told == [expected for _, _, expected in ODD]


def test_a_page_leads_to_the_form_that_gives_one_file(browser: Browser, site: Site) -> None:
    before = (PROJECT / FILE).read_text(encoding="utf-8")
    with writing(browser, site, width=PHONE) as form:
        page = form.page
        page.goto(f"{site.address}/boite-a-outils/{TOOL}/")
        page.get_by_role("link", name="Corriger cette fiche").click()
        record = form.record()
        expect(record.locator(".fiche-correction")).to_contain_text("Rien n’est changé")
        expect(page.locator("#Bilan")).to_contain_text("il n’y a rien à envoyer")
        expect(page.locator("#Sorties")).to_be_hidden()
        expect(record.locator("h2")).to_be_focused()
        assert form.seen.violations() == []
        summary = field(record, "resume").locator("textarea")
        said = f"{summary.input_value()} Et « plus » : </script>."
        summary.fill(said)
        expect(record.locator(".fiche-changements")).to_have_text("Vous changez : Résumé.")
        form.ready()
        files = form.archive()
        assert list(files) == [FILE]
        assert files[FILE] == re.sub(
            r"(?m)^resume: .*$", f"resume: {json.dumps(said, ensure_ascii=False)}", before
        )
        # The draft knows what it corrects, and what the file was.
        page.goto(site.address + ADDRESS)
        expect(page.locator("#Reprise")).to_contain_text("revenu")
        expect(record.locator(".fiche-changements")).to_have_text("Vous changez : Résumé.")
        # Someone else changed the record meanwhile: the same field, and another.
        page.evaluate(
            """() => { for (const [name, kept] of Object.entries(localStorage)) {
              if (!kept.includes('"origine"')) continue;
              const draft = JSON.parse(kept), [{ origine }] = draft.fiches;
              const other = origine.texte.replace(/^resume: .*$/m, "resume: Un autre.");
              origine.texte = other.replace("faible", "eleve");
              localStorage.setItem(name, JSON.stringify(draft));
            } }"""
        )
        page.reload()
        expect(page.locator("#Reprise")).to_contain_text("« Résumé » a changé des deux côtés")
        expect(page.locator("#Reprise")).to_contain_text("a changé sur le site")
        form.ready()
        assert form.archive() == files


def test_a_published_revision_takes_an_erratum_or_another_revision(browser: Browser, site: Site) -> None:
    path = "experiments/{}/protocole/{}.md".format(*REVISION.split("/"))
    with writing(browser, site, f"?corriger=protocole/{REVISION}") as form:
        told = form.page.locator("#Reprise")
        expect(told).to_contain_text("elle ne change plus")
        expect(told.get_by_role("button", name="Écrire la révision r3")).to_be_visible()
        assert form.seen.violations() == []
        told.get_by_role("button", name="Ajouter un erratum").click()
        record = form.record()
        expect(record.locator(".fiche-correction")).to_contain_text("seuls ses errata")
        expect(record.locator('[data-genre="corps"]')).to_be_hidden()
        add(field(record, "errata"))
        write(record, errata__date="2026-05-02", errata__texte="Lire « deux heures ».")
        form.ready()
        files = form.archive()
    before = (PROJECT / path).read_text(encoding="utf-8").splitlines()
    assert list(files) == [path]
    lines = [line for line in difflib.ndiff(before, files[path].splitlines()) if line[0] in "+-?"]
    assert lines == ["+ errata:", '+   - date: "2026-05-02"', '+     texte: "Lire « deux heures »."']
