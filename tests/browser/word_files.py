"""Make documents of word processors as clerks do: labels in a table, bold titles, typed bullets, notes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Un banc"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:blipFill><a:blip r:embed="rImage"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
_ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"'
    for name, what in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
        "svg": "svg-compatible",
        "xlink": "xlink",
    }.items()
)


def paragraph(text: str, *, style: str = "", bold: bool = False, note: bool = False) -> str:
    """A paragraph of Word; tabs are its own."""
    marks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r>{marks}<w:t xml:space="preserve">{escape(one)}</w:t></w:r>' for one in text.split("\t")
    )
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>' if note else ""
    return f"<w:p>{named}{runs}{mark}</w:p>"


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*parts: str, note: str = "", picture: bytes = b"") -> bytes:
    """A Word document of those parts."""
    body = "".join([*parts, _PICTURE if picture else ""])
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _links(("rDoc", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>"
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2">{paragraph(note)}</w:footnote>'
        "</w:footnotes>",
        "word/_rels/document.xml.rels": _links(
            ("rStyles", "styles", "styles.xml"),
            ("rNotes", "footnotes", "footnotes.xml"),
            ("rImage", "image", "media/image1.png"),
        ),
    }
    if picture:
        files["word/media/image1.png"] = picture
    return _packed(files)


def odt(*parts: str, **others: bytes) -> bytes:
    """A LibreOffice document of those parts, as its content.xml has them, and of pictures by their names."""
    styles = (
        '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
        "</office:automatic-styles>"
    )
    body = f"<office:body><office:text>{''.join(parts)}</office:text></office:body>"
    content = f"<office:document-content {_ODT}>{styles}{body}</office:document-content>"
    pictures = {f"Pictures/{name}.png": held for name, held in others.items()}
    return _packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **pictures}
    )


def _links(*links: tuple[str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{sort}" Target="{target}"/>'
        for name, sort, target in links
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}'
        "</Relationships>"
    )


def _packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
