"""Read a file of any known sort into pieces: `pieces_of(path, is_label)`."""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from generator.frozen import replace
from generator.importing.blocks import Reader
from generator.importing.dialects import in_our_words
from generator.importing.envelope import content_of, entry_of, unpacked
from generator.importing.nesting import refuse_nesting
from generator.importing.own_archive import pieces_of_archive
from generator.importing.pandoc import blocks_of, markdown
from generator.importing.piece import CannotImport, Incoming, Labelled, Remark
from generator.importing.sheets import pieces_of_sheet
from generator.importing.text_boxes import without_boxes
from generator.sources import read_record

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_OFFICE = (".docx", ".odt")
_WEB = (".html", ".htm")
_TEXTS = (".md", ".markdown")
_SHEETS = (".csv", ".tsv", ".xlsx", ".ods")
_ARCHIVE = ".zip"
KINDS_OF_FILES = (*_OFFICE, *_WEB, *_TEXTS, *_SHEETS, _ARCHIVE)
"""The extensions of what can be taken in."""

_INSTEAD = {
    ".doc": "ouvrez-le dans Word ou LibreOffice, puis enregistrez-le en .docx",
    ".rtf": "ouvrez-le dans Word ou LibreOffice, puis enregistrez-le en .docx",
    ".docm": "enregistrez-le sans macros, au format .docx",
    ".pages": "dans Pages : Fichier, Exporter vers, Word",
    ".pdf": "un PDF n'a plus de titres ni de tableaux : cherchez le document d'où il vient",
    ".xls": "ouvrez-le dans un tableur, puis enregistrez-le en .xlsx",
    ".xlsm": "enregistrez-le sans macros, au format .xlsx",
    ".txt": "renommez-le avec l'extension .md",
}
_IMAGE = re.compile(r"""!\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)""")
_DATA = re.compile(r"data:image/(?:png|jpeg|webp);base64,([\sA-Za-z0-9+/=]+)")
_TOML = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)", re.DOTALL)
_LONGEST_HTML = 8 * 1024 * 1024
_BOXES = "zones de texte : {}. Leur texte est placé après le paragraphe voisin : relisez l'ordre"
_LOST = {
    "word/comments.xml": "les commentaires du document ne sont pas repris",
    "word/charts/": "un graphique n'est pas repris : enregistrez-le comme image",
    "word/diagrams/": "un dessin SmartArt n'est pas repris : enregistrez-le comme image",
    "word/embeddings/": "un objet d'un autre logiciel n'est pas repris",
    "Object 1/": "un objet (graphique ou formule) n'est pas repris : enregistrez-le comme image",
}


def pieces_of(path: Path, is_label: Callable[[str], bool]) -> tuple[list[Incoming], list[Remark]]:
    """The records of a file, and what is told of the file itself. Raises `CannotImport`, and `OSError`."""
    suffix = path.suffix.lower()
    if suffix not in KINDS_OF_FILES:
        raise CannotImport(
            f"« {path.name} » n'est pas d'un format que cette commande lit",
            _INSTEAD.get(suffix, f"elle lit {', '.join(KINDS_OF_FILES)}"),
        )
    held = content_of(path)
    if suffix == _ARCHIVE:
        return pieces_of_archive(path.name, held)
    if suffix in _SHEETS:
        return pieces_of_sheet(path.name, held, is_label)
    if suffix in _TEXTS:
        return [_text(path, held)], []
    return [_document(path, held, is_label)], []


def _document(path: Path, held: bytes, is_label: Callable[[str], bool]) -> Incoming:
    name, suffix, inside = path.name, path.suffix.lower(), None
    if suffix in _OFFICE:
        inside = unpacked(name, held)
    elif len(held) > _LONGEST_HTML or held.startswith(b"PK"):
        raise CannotImport(f"« {name} » n'est pas une page web", "enregistrez la page de nouveau, en .html")
    for part in _texts_of(name, held, inside):
        refuse_nesting(name, part, web=inside is None)
    held, boxes = without_boxes(name, held, inside) if inside else (held, 0)
    blocks, title = blocks_of(name, held, suffix)
    # The title of a web page is often that of its site: it serves where no heading comes first.
    own, page = (title, "") if suffix in _OFFICE else ("", title)
    reader = Reader(name, is_label, title=own, page_title=page)
    body = markdown(reader.read(blocks))
    remarks = list(reader.inlines.remarks)
    if boxes:
        remarks.append(Remark(name, _BOXES.format(boxes)))
    if inside:
        entries = inside.namelist()
        remarks += [
            Remark(name, words)
            for start, words in _LOST.items()
            if any(one.startswith(start) for one in entries)
        ]
    if not body and not reader.said:
        raise CannotImport(
            f"« {name} » n'a pas de texte", "si c'est une image scannée, il faut d'abord en recopier le texte"
        )
    images, lost = _images(path, body, inside)
    return Incoming(
        origin=name,
        title=reader.title,
        said=tuple(reader.said),
        body=body,
        images=images,
        remarks=(*remarks, *lost),
    )


def _texts_of(name: str, held: bytes, inside: zipfile.ZipFile | None) -> Iterator[bytes]:
    """What pandoc will read: the page, or the parts of a document."""
    if inside is None:
        yield held
        return
    for one in inside.namelist():
        if one.endswith(".xml"):
            yield entry_of(name, inside, one)


def _text(path: Path, held: bytes) -> Incoming:
    """A record of Markdown, of ours or of another tool's."""
    text = held.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    data: Mapping[str, Any] = {}
    first = 1
    if found := _TOML.match(text):
        try:
            data = tomllib.loads(found[1])
        except tomllib.TOMLDecodeError as error:
            raise CannotImport(f"l'en-tête de « {path.name} » ne peut pas être lu", "corrigez-le") from error
        first, body = found[1].count("\n") + 4, found[2]
    elif text.startswith("---\n"):
        document, faults = read_record("import.md", "page", "import", content=text.encode())
        if document.data is None:
            line = min((fault.place.line for fault in faults), default=1)
            raise CannotImport(
                f"l'en-tête de « {path.name} » ne peut pas être lu, ligne {line}",
                "mettez entre guillemets droits les textes qui contiennent « : », puis recommencez",
            )
        data, body, first = document.data, document.body, document.body_line
    else:
        body = text
    body, remarks = in_our_words(path.name, body, first)
    title, body = _title_of(body)
    said = [one for key, value in data.items() for one in _said(path.name, str(key), value)]
    raw = {str(key): value for key, value in data.items() if _is_deep(value)}
    images, lost = _images(path, body, None)
    piece = Incoming(origin=path.name, title=title, said=tuple(said), body=body, images=images)
    return replace(piece, remarks=(*remarks, *lost), groups=raw)


def _title_of(body: str) -> tuple[str, str]:
    """The title of the first level that opens a text, and the rest."""
    first, _, rest = body.lstrip().partition("\n")
    return (first[2:].strip(), rest.strip()) if first.startswith("# ") else ("", body)


def _is_deep(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _said(name: str, key: str, value: object) -> Iterator[Labelled]:
    if _is_deep(value) or value is None:
        return
    listed = value if isinstance(value, list) else [value]
    lines = tuple("oui" if one is True else "non" if one is False else str(one) for one in listed)
    yield Labelled(key, tuple(line for line in lines if line.strip()), f"{name}, « {key} »")


def _images(path: Path, body: str, inside: zipfile.ZipFile | None) -> tuple[dict[str, bytes], list[Remark]]:
    """The images that a text shows, by the target it gives; those elsewhere are told."""
    found: dict[str, bytes] = {}
    lost: list[Remark] = []
    for target in dict.fromkeys(_IMAGE.findall(body)):
        held = _image(path, target, inside)
        if held is not None:
            found[target] = held
        else:
            short = target if len(target) < len(path.name) + 80 else f"{target[:40]}…"
            lost.append(Remark(path.name, f"l'image « {short} » n'a pas été trouvée : attachez-la à la main"))
    return found, lost


def _image(path: Path, target: str, inside: zipfile.ZipFile | None) -> bytes | None:
    if data := _DATA.fullmatch(target):
        try:
            return base64.b64decode(data[1], validate=False)
        except binascii.Error:
            return None
    if inside is not None:
        names = {
            name.rpartition("word/")[2] if name.startswith("word/") else name: name
            for name in inside.namelist()
        }
        return entry_of(path.name, inside, names[target]) if target in names else None
    if "://" in target or target.startswith(("/", "data:")):
        return None
    home = path.parent.resolve()
    file = (home / unquote(target)).resolve()
    return content_of(file) if file.is_relative_to(home) and file.is_file() else None
