"""Files that must not be read, or cannot be: a French sentence with its remedy, and nothing written."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from generator.importing import CannotImport, pieces_of
from tests.doors import command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _word(**entries: bytes) -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Un texte.")
    document.save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
        for name, held in entries.items():
            file.writestr(name, held)
    return made.getvalue()


def _replaced(inside: str, held: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_word())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, held if name == inside else old.read(name))
    return made.getvalue()


def _other() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("xl/workbook.xml", b"<workbook/>")
    return made.getvalue()


_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
# Made when they are asked for: some are large.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "ancien.doc": (_OLE, "enregistrez-le en .docx"),
    "renomme.docx": (_OLE, "ancien format"),
    "secret.docx": (_OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "macros.docx": (lambda: _word(**{"word/vbaProject.bin": b"x"}), "macros"),
    "dehors.docx": (lambda: _word(**{"../../etc/passwd": b"x"}), "un chemin qui en sort"),
    "racine.docx": (lambda: _word(**{"/etc/passwd": b"x"}), "un chemin qui en sort"),
    "enorme.docx": (lambda: _word(**{"word/media/a.png": b"\0" * (130 << 20)}), "énorme"),
    "entites.docx": (lambda: _replaced("word/document.xml", _BOMB), "déclaration dangereuse"),
    "utf16.docx": (
        lambda: _replaced("word/document.xml", _BOMB.decode().encode("utf-16")),
        "déclaration dangereuse",
    ),
    "coupe.docx": (lambda: _word()[:2000], "abîmé"),
    "faux.docx": (b"PK\x03\x04" + b"n'importe quoi" * 50, "abîmé"),
    "mal-forme.docx": (lambda: _replaced("word/document.xml", b"<w:document><w:body>"), "abîmé"),
    "texte.docx": (b"Un texte.", "abîmé"),
    "texte.xlsx": (b"Un texte.", "abîmé"),
    "tableur.docx": (_other, "n'est pas un vrai document"),
    "vide.docx": (b"", "est vide"),
    "vide.md": (b" \n", "est vide"),
    "fiche.pdf": (b"%PDF-1.7", "cherchez le document d'où il vient"),
    "photo.png": (b"\x89PNG", "elle lit"),
    "guillemet.csv": (b'Titre;Type\n"Le banc;outil\n', "guillemet"),
    "binaire.csv": (b"a;b\0c", "n'est pas un tableau"),
    "entete.md": (b"---\ntitre: [a\n---\n", "ligne 2"),
    "profond.html": (b"<h1>Titre</h1>" + b"<blockquote>" * 3000 + b"a", "à l'excès"),
    "etendu.html": (b"<table><tr><td colspan=1000000>a</td></tr></table>", "à l'excès"),
    "profond.docx": (lambda: _replaced("word/document.xml", b"<a>" * 3000 + b"</a>" * 3000), "à l'excès"),
    "rien.html": (b"<html></html>", "n'a pas de texte"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_french(name: str, tmp_path: Path) -> None:
    held, words = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(held if isinstance(held, bytes) else held())
    with pytest.raises(CannotImport) as refusal:
        pieces_of(path, lambda _label: False)
    assert words in str(refusal.value)
    assert "\n  aide: " in str(refusal.value)


def test_a_page_reads_no_file_and_asks_nobody(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("le secret", encoding="utf-8")
    inside = tmp_path / "dedans"
    inside.mkdir()
    page = inside / "a.html"
    page.write_text(
        f"<h1>Un titre</h1><p>a</p><iframe src='{secret}'></iframe><img alt='b' src='../secret.txt'>"
        f"<img alt='c' src='{secret}'><img alt='d' src='http://127.0.0.1:9/d.png'>",
        encoding="utf-8",
    )
    [piece], _ = pieces_of(page, lambda _label: False)
    assert "le secret" not in piece.body
    assert piece.images == {}
    assert sum("n'a pas été trouvée" in one.words for one in piece.remarks) == 3


def test_the_command_says_it_and_stops(tmp_path: Path) -> None:
    path = tmp_path / "ancien.doc"
    path.write_bytes(_OLE)
    for typed in (path, tmp_path / "absent.docx", tmp_path):
        found = command.espace("importer", typed, "--genre", "outil")
        assert (found.returncode, found.stdout) == (2, "")
        assert "aide: " in found.stderr
        assert "Traceback" not in found.stderr
