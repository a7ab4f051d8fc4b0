"""Ask pandoc for the blocks of a document, and for the Markdown of blocks: nobody else calls it.

In its sandbox it reads nothing but what it is given: neither a file that a document names, nor the network.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from generator import shipped
from generator.importing.inlines import text_of
from generator.importing.piece import CannotImport

Block = dict[str, Any]
_FORMATS = {".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html"}
_OUT = "gfm-raw_html-tex_math_dollars"


def blocks_of(name: str, held: bytes, suffix: str) -> tuple[list[Block], str]:
    """The blocks of a document and the title of its own style, as pandoc's tree. Raises `CannotImport`."""
    source: bytes | str = held
    if suffix in {".html", ".htm"}:
        source = _decoded(held)
    tree = json.loads(_asked(name, source, _FORMATS[suffix], to="json"))
    title = tree["meta"].get("title", {}).get("c", [])
    return list(tree["blocks"]), text_of(title).strip()


def markdown(blocks: list[Block]) -> str:
    """Blocks as Markdown, a paragraph a line."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    return _asked("", json.dumps(tree, ensure_ascii=False), "json", to=_OUT).strip()


def missing_parts(name: str) -> CannotImport:
    """What to say where the libraries that read documents are not installed."""
    lock = shipped.PROJECT / "requirements" / "importer.txt"
    return CannotImport(
        f"« {name} » ne peut pas être lu : les programmes qui lisent les documents et les tableaux manquent",
        f"installez-les par : {sys.executable} -m pip install --require-hashes -r {lock}",
    )


def _asked(name: str, source: bytes | str, written: str, *, to: str) -> str:
    try:
        import pypandoc  # noqa: PLC0415 — 150 MB that only this needs
    except ImportError as error:
        raise missing_parts(name) from error
    try:
        found: str = pypandoc.convert_text(
            source, to, format=written, extra_args=["--sandbox", "--wrap=none", "--markdown-headings=atx"]
        )
    except RuntimeError as error:
        raise CannotImport(
            f"« {name} » est abîmé : son texte ne peut pas être lu",
            "ouvrez-le, enregistrez-le de nouveau sous un autre nom, puis recommencez",
        ) from error
    except OSError as error:
        raise missing_parts(name) from error
    return found


def _decoded(held: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    return held.decode("latin-1")
