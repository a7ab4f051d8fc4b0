"""Set the texts of boxes and shapes after the paragraph they are tied to: pandoc loses one or the other."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from generator.importing.envelope import entry_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARTS = ("word/document.xml", "content.xml")
_BOXES = {
    f"{_WORD}txbxContent",
    *(f"{_DRAW}{one}" for one in ("text-box", "custom-shape", "rect", "ellipse")),
}
_PARAGRAPHS = (f"{_WORD}p", f"{_TEXT}p", f"{_TEXT}h")
_TEXTS = {*_PARAGRAPHS, f"{_WORD}tbl", f"{_TEXT}list"}
_IMAGE = f"{_DRAW}image"
# What stands between the words of a paragraph and those of a box.
_DRAWN = (
    _DRAW,
    f"{_WORD}pict",
    f"{_WORD}drawing",
    f"{_WORD}txbx",
    "{http://schemas.microsoft.com/office/word/",
    "{http://schemas.openxmlformats.org/drawingml/",
    "{http://schemas.openxmlformats.org/markup-compatibility/",
    "{urn:schemas-microsoft-com:",
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def without_boxes(name: str, held: bytes, inside: zipfile.ZipFile) -> tuple[bytes, int]:
    """The document with the texts of its boxes in the flow, and how many boxes were opened.

    A box that holds an image is a figure and its caption: it stays.
    """
    part = next(one for one in _PARTS if one in inside.namelist())
    text = entry_of(name, inside, part)
    try:
        tree = etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError:  # pandoc will refuse it
        return held, 0
    count = _opened(tree)
    if not count:
        return held, 0
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in inside.namelist():
            file.writestr(entry, etree.tostring(tree) if entry == part else entry_of(name, inside, entry))
    return made.getvalue(), count


def _opened(tree: Any) -> int:  # noqa: ANN401 — a library without types
    boxes = [one for one in tree.iter(*_BOXES) if one.find(f".//{_IMAGE}") is None]
    latest: dict[Any, Any] = {}
    count = 0
    for box in boxes:
        texts = [one for one in box if one.tag in _TEXTS and "".join(one.itertext()).strip()]
        # Word writes a box twice, the second time for its own older versions: it went with the first.
        if not texts or tree not in box.iterancestors():
            continue
        holder = box
        while holder is not tree and holder.getparent().tag.startswith(_DRAWN):
            holder = holder.getparent()
        place = next(box.iterancestors(*_PARAGRAPHS), holder)
        if tree in {holder, place}:  # no document that a word processor wrote
            continue
        for one in texts:
            one.tail = None
            latest.get(place, place).addnext(one)
            latest[place] = one
        _remove(holder)
        count += 1
    return count


def _remove(element: Any) -> None:  # noqa: ANN401 — as above
    """Take an element away, but not the words that follow it."""
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
