"""Publish a Word template of each kind, `/contribuer/modeles/<kind>.docx`: `espace importer` reads it back.

Written as the standard of the format asks, in the five parts that it needs; no entry bears a date.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from generator.output import OutputFile
from generator.schema import faces, modelled, targets_of, type_in_words
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.index import Index
    from generator.schema import Schemas

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_MOST_CHOICES = 20
_WIDTHS = (2600, 3600, 3400)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
        'w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn '
        'w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl '
        'w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>'
    ),
}


def word_templates(index: Index) -> Iterator[OutputFile]:
    """A file for each kind that anyone may contribute."""
    for kind in modelled(index.schemas):
        yield OutputFile(template_address(kind).lstrip("/"), template(index.schemas, kind))


def template_addresses(index: Index) -> frozenset[str]:
    """Where they answer."""
    return frozenset(map(template_address, modelled(index.schemas)))


def template_address(kind: str) -> str:
    """Where the template of a kind answers."""
    return f"{SITE_PAGES['modeles'].address}{kind}.docx"


def template(schemas: Schemas, kind: str) -> bytes:
    """The bytes of a template: a table of labels to fill in, then the headings of the text."""
    tree = schemas.trees[kind]
    rows = [
        ("Champ", "Ce que vous avez à dire", "Explication"),
        ("Genre", kind, "Ne changez pas cette ligne."),
    ]
    rows += _rows(tree)
    plan = "".join(_paragraph(title, "Titre1") + _paragraph("") for title in tree.get("x-plan", ()))
    table = f"<w:tbl>{_GRID}{''.join(map(_row, rows))}</w:tbl>"
    body = f"<w:body>{table}{_paragraph('')}{plan or _paragraph('')}</w:body>"
    document = f'<w:document xmlns:w="{_MAIN}">{body}</w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, text in (*_PARTS.items(), ("word/document.xml", document)):
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.external_attr, entry.create_system = _READABLE, 3
            file.writestr(entry, f"{_HEAD}{text}".encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _rows(tree: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    required = set(tree.get("required", ()))
    for target in targets_of(tree):
        if target.is_group or "formulaire" not in faces(tree["properties"][target.path[0]]):
            continue
        needed = " (obligatoire)" * (target.path[0] in required and len(target.path) == 1)
        yield f"{target.numbered}{needed}", "", _explained(target.node)


def _explained(node: Mapping[str, Any]) -> str:
    inner = node.get("items", node)
    labels = inner.get("x-libelles", {})
    choices = [str(labels.get(value, value)) for value in inner.get("enum", ())]
    said = f"{node['description']} ({type_in_words(dict(node))})"
    if choices and len(choices) <= _MOST_CHOICES:
        said += f" Au choix : {' ; '.join(choices)}."
    return said


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_COLUMNS = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
_GRID = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{_COLUMNS}</w:tblGrid>"


def _row(cells: tuple[str, str, str]) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text)}</w:tc>'
        for width, text in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{''.join(made)}</w:tr>"


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{look}{run}</w:p>"
