"""Open a file that may be anything at all, and refuse in French what must not be read."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from generator.importing.piece import CannotImport

if TYPE_CHECKING:
    from pathlib import Path

_MIB = 1024 * 1024
_MOST_BYTES = 50 * _MIB
_MOST_UNPACKED = 128 * _MIB
_MOST_ENTRIES = 20_000
_MOST_XML = 32 * _MIB
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml"}
_MARKS |= {".ods": "content.xml"}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_AGAIN = "ouvrez-le, enregistrez-le de nouveau sous un autre nom, puis recommencez"


def content_of(path: Path) -> bytes:
    """The bytes of a file that someone names. Raises `CannotImport`, and `OSError`."""
    if path.is_dir():
        raise CannotImport(f"« {path} » est un dossier", "donnez les fichiers qu'il contient, un par un")
    if not path.is_file():
        raise CannotImport(f"il n'y a pas de fichier « {path} »", "vérifiez son nom et son dossier")
    if path.stat().st_size > _MOST_BYTES:
        raise CannotImport(
            f"« {path.name} » pèse plus de 50 Mio",
            "réduisez ses images (dans Word : Fichier, Compresser les images), ou coupez-le en plusieurs",
        )
    held = path.read_bytes()
    if not held.strip():
        raise CannotImport(f"« {path.name} » est vide", "vérifiez que c'est le bon fichier")
    return held


def unpacked(name: str, held: bytes) -> zipfile.ZipFile:
    """An office document, opened and looked through: no bomb, no macro, no password, no path that climbs.

    Raises `CannotImport`.
    """
    if held.startswith(_OLE):
        raise _old(name, held)
    file = archive(name, held)
    entries = {entry.filename: entry for entry in file.infolist()}
    suffix = name[name.rfind(".") :].lower()
    if any(one.lower().endswith(_MACROS) or one.startswith("Basic/") for one in entries):
        raise CannotImport(
            f"« {name} » contient des macros, c'est-à-dire un programme",
            f"enregistrez-le sans macros, au format {suffix}",
        )
    if suffix in _MARKS and _MARKS[suffix] not in entries:
        raise CannotImport(f"« {name} » n'est pas un vrai document {suffix}", _AGAIN)
    for one, entry in entries.items():
        if one.lower().endswith((".xml", ".rels")):
            _look_at_xml(name, file, entry)
    return file


def archive(name: str, held: bytes) -> zipfile.ZipFile:
    """A zip whose entries are neither too many, nor too big, nor locked, nor outside of it."""
    try:
        file = zipfile.ZipFile(io.BytesIO(held))
        entries = file.infolist()
    except _WRONG as error:
        raise _broken(name) from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise CannotImport(
            f"« {name} » serait énorme une fois ouvert : il n'est pas lu",
            "s'il vient de vous, coupez-le en plusieurs ; sinon, effacez-le",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise _locked(name)
    for entry in entries:
        steps = entry.filename.replace("\\", "/").split("/")
        if ".." in steps or not steps[0] or ":" in steps[0]:
            raise CannotImport(f"« {name} » contient un chemin qui en sort : il n'est pas lu", _AGAIN)
    if len({entry.filename for entry in entries}) < len(entries):
        raise CannotImport(f"« {name} » contient deux fois le même nom : il n'est pas lu", _AGAIN)
    return file


def entry_of(name: str, file: zipfile.ZipFile, inside: str) -> bytes:
    """What an entry holds, never more than it announces. Raises `CannotImport` for one that is broken."""
    try:
        return file.read(inside)
    except (*_WRONG, KeyError) as error:
        raise _broken(name) from error


def _look_at_xml(name: str, file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > _MOST_XML:
        raise CannotImport(f"le texte de « {name} » est trop long", "coupez-le en plusieurs documents")
    held = entry_of(name, file, entry.filename)
    bare = held.replace(b"\0", b"")  # UTF-16 hides nothing
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise CannotImport(
            f"« {name} » contient une déclaration dangereuse ({entry.filename}) : il n'est pas lu", _AGAIN
        )
    if b"encryption-data" in bare and entry.filename.startswith("META-INF/"):
        raise _locked(name)


def _old(name: str, held: bytes) -> CannotImport:
    if "EncryptedPackage".encode("utf-16-le") in held:
        return _locked(name)
    sheet = name.lower().endswith((".xls", ".xlsx", ".ods"))
    return CannotImport(
        f"« {name} » est d'un ancien format ({'.xls' if sheet else '.doc'})",
        f"ouvrez-le dans Word ou LibreOffice, puis enregistrez-le en {'.xlsx' if sheet else '.docx'}",
    )


def _locked(name: str) -> CannotImport:
    return CannotImport(
        f"« {name} » est protégé par un mot de passe", "ouvrez-le, enregistrez-le sans mot de passe"
    )


def _broken(name: str) -> CannotImport:
    return CannotImport(f"« {name} » est abîmé : il ne s'ouvre pas", _AGAIN)
