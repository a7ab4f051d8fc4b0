"""Most of what clerks write in documents and tables is kept, and what is not is told."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pypandoc
import pytest
from odf import draw, opendocument, text
from PIL import Image

from generator.importing.text_boxes import without_boxes
from tests.cases.case_file import lay_base
from tests.importing.clerks import TOOL, documents
from tests.importing.measure import brought, kept
from tests.office import saved_by_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

_FLOOR = 0.98


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("importer") / "espace"
    lay_base(folder)
    return folder


def the_text(root: Path, *files: Path, genre: str = "outil") -> str:
    return brought(root, *files, genre=genre).imported.files[0].content.decode()


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_what_clerks_write_is_kept(root: Path, tmp_path: Path) -> None:
    made = list(documents(tmp_path))
    assert len(made) >= 40
    told = list(kept(root, made))
    lost = [words for words, is_kept in told if not is_kept]
    assert len(lost) <= (1 - _FLOOR) * len(told), "\n".join(lost)


def test_what_libreoffice_writes_is_kept(root: Path, tmp_path: Path) -> None:
    made = list(documents(tmp_path))
    again = []
    for suffix, written in ((".docx", "odt"), (".docx", "html"), (".odt", "docx")):
        # One kind of record is enough: they differ by their words alone.
        ours = [one for one in made if one.path.suffix == suffix and one.kind == TOOL]
        folder = tmp_path / written
        files = saved_by_libreoffice([one.path for one in ours], written, folder)
        again += [one.moved(file) for one, file in zip(ours, files, strict=True)]
    assert len(again) >= 20
    told = list(kept(root, again))
    assert [words for words, is_kept in told if not is_kept] == []


def test_the_text_of_a_box_comes_after_its_paragraph(root: Path, tmp_path: Path) -> None:
    made = opendocument.OpenDocumentText()
    made.text.addElement(text.H(outlinelevel=1, text="Le banc des idées"))
    line = text.P(text="Avant ")
    for words in ("Premier encadré", "Second encadré"):
        frame = draw.Frame(width="5cm", height="3cm", anchortype="paragraph")
        box = draw.TextBox()
        box.addElement(text.P(text=words))
        frame.addElement(box)
        line.addElement(frame)
        line.addText(" et ")
    line.addText("après.")
    made.text.addElement(line)
    path = tmp_path / "encadre.odt"
    made.save(str(path))
    (word,) = saved_by_libreoffice([path], "docx", tmp_path / "word")
    for file in (path, word):
        found = brought(root, file, genre="outil").imported
        body = found.files[0].content.decode().partition("---\n\n")[2]
        assert " ".join(body.split()) == "Avant et et après. Premier encadré Second encadré", file
        assert any("zones de texte : 2" in one.words for one in found.remarks)


_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in (("text", "text"), ("draw", "drawing"))
)


@pytest.mark.parametrize(
    "xml",
    [
        "<draw:g {}><draw:text-box><text:p>a</text:p></draw:text-box></draw:g>",
        "<draw:text-box {}><text:p>a</text:p></draw:text-box>",
        "<text:p {}>b<draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame></text:p>",
        "<text:p {}>b<draw:frame>",
    ],
)
def test_what_no_word_processor_wrote_is_left_as_it_is(xml: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("content.xml", xml.format(_NAMESPACES))
    with zipfile.ZipFile(held) as inside:
        assert without_boxes("a.odt", held.getvalue(), inside) == (held.getvalue(), 0)


def test_notes_of_a_word_processor_become_notes(root: Path, tmp_path: Path) -> None:
    for suffix in ("docx", "odt"):
        path = tmp_path / f"notes.{suffix}"
        words = "# Un titre assez long\n\nDes voisins[^a] et un banc[^b].\n\n[^a]: Douze.\n\n[^b]: En bois.\n"
        pypandoc.convert_text(words, suffix, format="markdown", outputfile=str(path))
        found = the_text(root, path)
        assert "Des voisins[^1] et un banc[^2]." in found
        assert "[^1]: Douze." in found
        assert "[^2]: En bois." in found


def test_images_are_renamed_shrunk_and_attached(root: Path, tmp_path: Path) -> None:
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Appareil de Camille"
    Image.new("RGB", (3000, 1500), "red").save(photo, "JPEG", exif=exif)
    made = docx.Document()
    made.add_heading("Un banc très rouge", 0)
    made.add_paragraph("Un texte.")
    made.add_picture(photo)
    path = tmp_path / "Photo de l'été (1).docx"
    made.save(str(path))
    found = brought(root, path, genre="outil").imported
    record, image = found.files
    assert image.path == "toolbox/un-banc-tres-rouge-image-1.jpg"
    assert f"]({image.path.removeprefix('toolbox/')})" in record.content.decode()
    with Image.open(io.BytesIO(image.content)) as opened:
        assert opened.size == (1600, 800)
        assert not opened.getexif()
    assert b"Camille" not in image.content
    assert any("n'est pas décrite" in one.words for one in found.remarks)


def test_headings_begin_under_the_title_and_none_is_jumped(root: Path, tmp_path: Path) -> None:
    page = written(
        tmp_path / "a.html", "<h1>Le banc des idées</h1><p>a</p><h1>Un</h1><h4>Deux</h4><h1>Trois</h1>"
    )
    found = the_text(root, page)
    assert [line for line in found.splitlines() if line.startswith("#")] == ["## Un", "### Deux", "## Trois"]


def test_merged_cells_and_lost_links_are_told_with_their_place(root: Path, tmp_path: Path) -> None:
    page = written(
        tmp_path / "a.html",
        "<h1>Le banc des idées</h1><p>Voir <a href='file:///C:/a.docx'>ce fichier</a></p>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td colspan=2>c</td></tr></table>",
    )
    told = {one.place: one.words for one in brought(root, page, genre="outil").imported.remarks}
    assert "le lien de « ce fichier » ne mène qu'à un fichier de votre ordinateur" in told["a.html, bloc 1"]
    assert "cellules fusionnées" in told["a.html, tableau 1"]


def test_an_unknown_column_is_told_with_the_one_that_was_meant(root: Path, tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "a.csv", "Titre;Résumé;Matériels;Couleur\nLe banc des idées;Un banc.;12 chaises;rouge\n"
    )
    told = [f"{one.place} : {one.words}" for one in brought(root, sheet, genre="outil").imported.remarks]
    assert told == [
        (
            "a.csv, ligne 2, colonne C : « Matériels » n'est le nom d'aucun champ de cette sorte ; "
            "vouliez-vous dire « Matériel » ?"
        ),
        "a.csv, ligne 2, colonne D : « Couleur » n'est le nom d'aucun champ de cette sorte",
    ]


def test_two_rows_of_one_title_have_two_names_and_a_record_is_never_written_over(
    root: Path, tmp_path: Path
) -> None:
    sheet = written(
        tmp_path / "a.csv",
        "Titre,Type\nLe banc des idées,Outil\nLe banc des idées,Outil\nCercle d'essai,Outil\n",
    )
    found = brought(root, sheet, genre="outil").imported
    assert [one.path for one in found.files] == [
        "toolbox/le-banc-des-idees.md",
        "toolbox/le-banc-des-idees-2.md",
    ]
    assert [one.place for one in found.left] == ["a.csv, ligne 4"]
    assert "existe déjà" in found.left[0].words


def test_the_rules_of_the_house_judge_what_is_imported(root: Path, tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "a.csv",
        "Titre,Résumé,Type\nLe banc des idées,Appelez Camille au 06 12 34 56 78 pour le banc.,Chose\n",
    )
    found = brought(root, sheet, genre="outil")
    rules = {fault.rule for fault in found.faults}
    assert "champ-vide" in rules  # the licence
    assert {fault.place.path for fault in found.faults} == {"toolbox/le-banc-des-idees.md"}
    assert "donnee-personnelle" in rules
    assert "06 12 34 56 78" not in found.told


@pytest.mark.parametrize(
    "title",
    [
        "# Le **banc** des \\<idées\\> #",
        "Le **banc** des \\<idées\\>\n=======",
        "\n\n# Le [banc](https://example.org/) des `<idées>`",
    ],
)
def test_the_title_of_a_text_is_plain_words(root: Path, tmp_path: Path, title: str) -> None:
    found = the_text(root, written(tmp_path / "a.md", f"{title}\n\nUn texte.\n\n# La suite\n"))
    assert 'titre: "Le banc des <idées>"\n' in found
    assert found.endswith("---\n\nUn texte.\n\n# La suite\n")
