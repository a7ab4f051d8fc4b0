"""`espace importer` as it is run: nothing is written before it is asked, and nothing is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.cases.case_file import lay_base
from tests.doors.command import espace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "espace"
    lay_base(folder)
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_heading("Une soirée au café", 0)
    made.add_paragraph("Date : 3 mai 2025")
    made.add_paragraph("Licence : CC-BY-SA-4.0")
    made.add_paragraph("Dix personnes sont venues.")
    path = tmp_path / "soirée.docx"
    made.save(str(path))
    return path


def held(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_nothing_is_written_before_it_is_asked(root: Path, note: Path) -> None:
    before = held(root)
    typed = ("importer", note, "--root", root, "--genre", "journal", "--experimentation", "essai-complet")
    found = espace(*typed)
    path = "experiments/essai-complet/journal/2025-05-03-une-soiree-au-cafe.md"
    assert f"+++ {path}\n" in found.stdout
    assert "+date: 2025-05-03\n" in found.stdout
    assert found.stderr.endswith("Rien n'est encore écrit ; pour l'écrire : ajoutez --write\n")
    assert held(root) == before
    done = espace(*typed, "--write")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "1 fiche écrite.")
    after = held(root)
    assert set(after) - set(before) == {str(root / path)}
    assert espace("check", "--root", root, path).returncode == 0
    again = espace(*typed, "--write")
    assert again.returncode == 1
    assert "existe déjà" in again.stderr
    assert held(root) == after


def test_what_is_not_said_is_asked(root: Path, note: Path) -> None:
    assert (
        "ajoutez --experimentation" in espace("importer", note, "--root", root, "--genre", "journal").stderr
    )
    assert "ajoutez --genre" in espace("importer", note, "--root", root).stderr
    wrong = espace("importer", note, "--root", root, "--genre", "cafe")
    assert (wrong.returncode, "n'est pas une sorte de fiche" in wrong.stderr) == (2, True)


def test_a_title_is_the_words_of_the_document(root: Path, tmp_path: Path) -> None:
    """The style « Titre » of Word, with signs that Markdown reads: a field holds words, not Markdown."""
    title = "L'étape *deux* <b>du</b> [projet] a_b"
    document = docx.Document()
    document.add_heading(title, 0)
    document.add_paragraph("Chacun parle une fois.")
    document.save(str(tmp_path / "outil.docx"))
    done = espace("importer", tmp_path / "outil.docx", "--root", root, "--genre", "outil")
    assert f'titre: "{title}"' in done.stdout + done.stderr
