"""Refuse what is nested, or spans, as nobody writes: pandoc would take minutes and gigabytes over it."""

from __future__ import annotations

import re

from generator.importing.piece import CannotImport

_DEEPEST = 150
_XML_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
# Those that a browser never closes by itself.
_WEB_TAG = re.compile(
    rb"<(/?)(?:a|b|i|u|em|strong|span|font|div|section|article|blockquote|ul|ol|dl|table|sup|sub|small)\b[^<>]*?(/?)>",
    re.IGNORECASE,
)
_SPAN = re.compile(rb"(?:span|spanned|repeated)(?:\s+w:val)?\s*=\s*[\"']?\s*[0-9]{4,}", re.IGNORECASE)


def refuse_nesting(name: str, held: bytes, *, web: bool) -> None:
    """Raise `CannotImport` for a page or a part of a document that is too deep, or has a huge cell."""
    depth = 0
    for found in (_WEB_TAG if web else _XML_TAG).finditer(held):
        if found[2]:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > _DEEPEST:
            raise _refusal(name)
    if _SPAN.search(held):
        raise _refusal(name)


def _refusal(name: str) -> CannotImport:
    return CannotImport(
        f"« {name} » a des éléments emboîtés ou étendus à l'excès : il n'est pas lu",
        "recopiez son texte dans un nouveau document, sans mise en page, puis recommencez",
    )
