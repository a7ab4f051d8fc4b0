"""Tell what a line of a word processor stands for: a title, a heading, an item, a line of contents."""

from __future__ import annotations

import re
from typing import Any

from generator.importing.inlines import text_of

Block = dict[str, Any]
_BULLET = re.compile(r"[•▪‣●○◦■□➢►·*–—-]")
_NUMBER = re.compile(r"\d{1,2}[.)]")
_HEADING = 100  # letters: longer, a line is a sentence


def looks_like_a_title(line: str) -> bool:
    """Whether a line alone may be the title of its document: short, and no sentence."""
    return bool(line) and len(line) <= _HEADING and line[-1] not in ".,;:!" and "\n" not in line


def paragraph(block: Block) -> list[dict[str, Any]] | None:
    """The words of a paragraph; None for any other block."""
    return block["c"] if block["t"] in {"Para", "Plain"} else None


def as_heading(block: Block) -> tuple[int, list[dict[str, Any]]] | None:
    """The level and the words of a heading, or of a bold line that stands for one."""
    if block["t"] == "Header":
        return block["c"][0], block["c"][2]
    words = paragraph(block) or []
    strong = [one for one in words if one["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    if not strong or any(one["t"] not in {"Strong", "Underline"} for one in strong):
        return None
    text = text_of(inner for one in strong for inner in one["c"]).strip()
    if not text or len(text) > _HEADING or text[-1] in ".,;" or "\n" in text:
        return None
    return 2, [{"t": "Str", "c": text.removesuffix(":").rstrip()}]


def bulleted(words: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The words after the bullet or the number that opens them as text, and which of both it is."""
    if len(words) < 3 or words[0]["t"] != "Str" or words[1]["t"] != "Space":  # noqa: PLR2004
        return "", []
    if _BULLET.fullmatch(words[0]["c"]):
        return "bullet", words[2:]
    return ("number", words[2:]) if _NUMBER.fullmatch(words[0]["c"]) else ("", [])


def only_inner_links(words: list[dict[str, Any]]) -> bool:
    """Whether a paragraph is a line of the contents that a word processor makes."""
    links = [one for one in words if one["t"] not in {"Space", "SoftBreak", "LineBreak"}]
    return bool(links) and all(one["t"] == "Link" and one["c"][2][0].startswith("#") for one in links)
