"""Papers written from records: what they hold, whose template, and that a record never becomes one."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document

from generator.cli import main
from generator.papers import PAPERS
from generator.papers.paper_filling import filled
from generator.papers.told import told
from generator.pipeline import PROJECT, check
from tests.cases.case_file import lay_base
from tests.office import saved_by_libreoffice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result
    from docx.document import Document as Opened

HOSTILE = "Le {{ 7*7 }} {% for x in y %} {_{ %_} </w:t> & <b>gras</b> {{ fiche.licence }} {#"
RECORD = """---
titre: "TITRE"
resume: Un banc devant la mairie, où une personne élue écoute les passants le samedi matin.
cadre: labo
statut: appel
enjeux: [lien-durable]
collectivites: [{territoire: commune-26289, role: porteuse}]
appels:
  - {type: collectivites, ouvert_le: 2026-01-10, clos_le: 2026-12-15, contact: "https://example.org/x"}
garants: [Camille Exemple, Dominique Exemple]
couts: [{montant: 1234567.5, couvre: Le banc, source: "https://example.org/a"}]
debut: 2026-03-01
sources: [{titre: Le journal, url: "https://example.org/a"}]
licence: CC0-1.0
publie_le: 2026-01-10
---
Un samedi matin sur deux.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_base(tmp_path)
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, title: str = "Le banc des idées", name: str = "banc") -> None:
    path = root / f"experiments/{name}/index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RECORD.replace("TITRE", title), encoding="utf-8")


def run(*typed: str) -> Result:
    return CliRunner().invoke(main, ["document", *typed], standalone_mode=False)


def said(*typed: str) -> str:
    """What a command that writes nothing says."""
    before = sorted(Path().rglob("*.docx"))
    error = run(*typed).exception
    assert error is not None
    assert sorted(Path().rglob("*.docx")) == before
    return str(error)


def made(kind: str, experiment: str = "banc") -> str:
    done = run(kind, experiment, "--force")
    assert done.exception is None, done.exception
    return text_of(f"{kind}-{experiment}.docx")


def text_of(path: str) -> str:
    return "\n".join(_texts(Document(path)))


def _texts(document: Opened) -> Iterator[str]:
    yield from (one.text for one in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    yield from (one.text for section in document.sections for one in section.footer.paragraphs)


def test_each_paper_holds_what_the_record_tells_and_marks_the_rest(root: Path) -> None:
    texts = {kind: made(kind) for kind in PAPERS}
    for text in texts.values():
        assert "Le banc des idées" in text
        assert "/experimentations/banc/" in text
        assert "[à compléter]" in text
        assert "{" not in text
        assert "None" not in text
    assert "1er mars 2026" in texts["convention"]
    assert "Saillans" in texts["convention"]
    assert "1\u202f234\u202f567,50\u00a0€" in texts["dossier"]
    assert texts["garant"].count("accepte d’être garant") == len(["Camille", "Dominique"])
    assert "15 décembre 2026" in texts["appel"]
    assert "https://example.org/x" in texts["appel"]
    assert root.is_dir()


def test_the_same_records_make_the_same_bytes(root: Path) -> None:
    made("dossier")
    first = (root / "dossier-banc.docx").read_bytes()
    made("dossier")
    assert (root / "dossier-banc.docx").read_bytes() == first


def test_what_a_record_holds_is_never_a_template(root: Path) -> None:
    write(root, HOSTILE)
    for kind in PAPERS:
        assert HOSTILE in made(kind)


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    paper = Document()
    paper.add_paragraph("{{ fiche.titre }} {{ fiche.titre|upper }}")
    template = io.BytesIO()
    paper.save(template)
    content, blanks = filled(template.getvalue(), {"fiche": {"titre": "a\x00\x0b\ud800&\ufffe\tb\nc"}}, "x")
    assert Document(io.BytesIO(content)).paragraphs[0].text == "a &b c A &B C".replace("&b", "& b").replace(
        "&B", "& B"
    )
    assert blanks == 0


def test_an_espace_replaces_a_template_and_begins_from_ours(root: Path) -> None:
    assert run("convention", "--modele").exception is None
    own = root / "modeles/convention.docx"
    ours = Document(str(own))
    ours.add_paragraph(
        "Chez nous : {{ fiche.titre|upper }}, {% if fiche.debut %}{{ fiche.debut }}{% endif %}"
    )
    ours.save(str(own))
    assert "Chez nous : LE BANC DES IDÉES, 1er mars 2026" in made("convention")
    assert "existe déjà" in said("convention", "--modele")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ fiche.titr }}", ("« titr » n'existe pas", "aide: vouliez-vous dire « titre » ?")),
        ("{{ zzz }}", ("« zzz » n'existe pas", "fiche.objectifs")),
        ("Un mot {% if fiche.titre %} sans fin", ("une balise n'est pas écrite comme il faut", "aide:")),
        ("{{ fiche.titre", ("une balise n'est pas écrite comme il faut", "Un titre")),
        ("{{ fiche.__class__.__mro__ }}", ("n'est pas pour un papier", "aide: retirez-le")),
        ("{{ fiche.titre|safe }}", ("une balise n'est pas écrite comme il faut", "aide:")),
        ("{% include 'x' %}", ("une balise ne peut pas être suivie", "aide:")),
        ("{{ 1/0 }}", ("une balise ne peut pas être suivie", "aide:")),
    ],
)
def test_a_broken_template_is_told_with_its_remedy(root: Path, line: str, words: tuple[str, ...]) -> None:
    own = root / "modeles/garant.docx"
    own.parent.mkdir()
    paper = Document()
    paper.add_paragraph("Un titre")
    paper.add_paragraph(line)
    paper.save(str(own))
    told = said("garant", "banc")
    assert told.startswith("modeles/garant.docx : ")
    for word in words:
        assert word in told


def test_a_block_across_cells_is_told(root: Path) -> None:
    own = root / "modeles/garant.docx"
    own.parent.mkdir()
    paper = Document()
    paper.add_paragraph("{% for x in fiche.garants %}")
    paper.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ x }}{% endfor %}"
    paper.save(str(own))
    assert "s'ouvre dans une cellule" in said("garant", "banc")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"%PDF-1.7", "zip"])
def test_what_is_no_word_file_is_told(root: Path, content: bytes | str) -> None:
    (root / "modeles").mkdir()
    if isinstance(content, str):
        packed = shutil.make_archive("autre", "zip", root / "content")
        content = Path(packed).read_bytes()
    (root / "modeles/appel.docx").write_bytes(content)
    assert "n'est pas un document Word que l'on puisse lire\n  aide: " in said("appel", "banc")
    (root / "modeles/appel.docx").unlink()
    (root / "modeles/appel.docx").symlink_to("/etc/hostname")
    assert "n'est pas un vrai fichier" in said("appel", "banc")


def test_what_is_asked_for_in_vain_is_told_in_french(root: Path) -> None:
    assert "« bans »" in (told := said("convention", "bans"))
    assert "vouliez-vous dire « banc » ?" in told
    write(root, name="casse")
    path = root / "experiments/casse/index.md"
    path.write_text(path.read_text("utf-8").replace("cadre: labo", "cadre: rien"), "utf-8")
    assert "la fiche « casse » a des fautes\n  aide: " in said("convention", "casse")
    assert "il manque le nom de l'expérimentation" in said("convention")
    assert "convention" in said("conventions", "banc")
    assert ".docx" in said("convention", "banc", "--out", "x.pdf")
    assert "n'existe pas" in said("convention", "banc", "--out", "nulle-part/x.docx")


def test_a_file_that_exists_stays(root: Path) -> None:
    target = root / "convention-banc.docx"
    target.write_bytes(b"mine")
    assert "existe déjà : il n'a pas été touché" in said("convention", "banc")
    assert target.read_bytes() == b"mine"
    made("convention")
    assert target.read_bytes() != b"mine"


def test_libreoffice_opens_all(root: Path) -> None:
    write(root, HOSTILE)
    for kind in PAPERS:
        made(kind)
    files = [root / f"{kind}-banc.docx" for kind in PAPERS]
    for file in saved_by_libreoffice(files, "txt:Text (encoded):UTF8", root):
        text = file.read_text(encoding="utf-8-sig")
        assert HOSTILE in text
        assert "[à compléter]" in text


def test_the_guide_gives_every_name_and_its_commands_work(tmp_path: Path, root: Path) -> None:
    guide = (PROJECT / "content/ecrire-les-papiers.md").read_text(encoding="utf-8")
    checked = check(root)
    item = next(one for one in checked.commons.experimentations if one.id == "banc")
    known = told(checked.index, item)
    names = {f"{group}.{name}" for group in known for name in known[group]}
    assert set(re.findall(r"`((?:fiche|espace)\.\w+)`", guide)) == names
    for name, value in known["fiche"].items():
        if isinstance(value, list) and isinstance(value[0], dict):
            row = re.search(rf"^\| `fiche\.{name}` \|(.*)", guide, re.MULTILINE)
            assert row, name
            assert {one for one in value[0] if f"`{one}`" not in row[1]} == set()
    commands = re.findall(r"^\.venv/bin/espace document (.+)$", guide, re.MULTILINE)
    assert [one.split()[0] for one in commands if "--modele" not in one] == list(PAPERS)
    for number, command in enumerate(commands):
        out = str(tmp_path / f"{number}.docx")
        done = run(*command.split(), "--root", str(PROJECT), "--out", out)
        assert done.exception is None, command
        assert text_of(out)


def test_a_real_record_without_steps_makes_every_paper(tmp_path: Path) -> None:
    for kind in PAPERS:
        out = tmp_path / f"{kind}.docx"
        done = run(kind, "alliance-citoyenne-grenoble", "--root", str(PROJECT), "--out", str(out))
        assert done.exception is None, done.exception
        assert "L'Alliance citoyenne" in text_of(str(out))
