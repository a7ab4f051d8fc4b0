"""Write a report in Markdown for a forge: what a contributor wrote stands in code, where nothing is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import printable
from generator.review.blocks import MOST_POINTS, Alinea, Cite, Liste, Titre, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.review.blocks import Bloc, Mots

# A forge refuses a summary past one mebibyte: all of it would be lost.
_MOST_BYTES = 900_000
_LONGEST_QUOTE = 300
_TICKS = re.compile("`+")
_STOPPED = "\n**Le rapport est trop long pour cette page : la suite est dans l'aperçu.**\n"


def render(blocks: Iterable[Bloc]) -> str:
    """The whole report; past what a forge accepts it stops between two blocks, and says so.

    Markup, links, mentions and references are inert in code: a contributor's words are only ever there,
    between more backticks than they hold, and never start a line of their own outside of a fence.
    """
    told, size = [], len(_STOPPED.encode())
    for block in blocks:
        text = _block(block)
        size += len(text.encode()) + 1
        if size > _MOST_BYTES:
            told.append(_STOPPED)
            break
        told.append(text)
    return "\n".join(told)


def _block(block: Bloc) -> str:
    match block:
        case Titre():
            return f"{'#' * block.niveau} {_words(block.mots)}\n"
        case Alinea():
            return f"{_words(block.mots)}\n"
        case Liste():
            points = [f"- {_words(point)}\n" for point in block.points[:MOST_POINTS]]
            rest = len(block.points) - MOST_POINTS
            return "".join(points) + (f"- … et {rest} de plus\n" if rest > 0 else "")
    kept, left = shortened(block.lignes)
    lines = [printable(line) for line in kept.split("\n")]
    fence = _more_ticks("\n".join(lines), 3)
    more = f"\n… et {left} ligne{'s' * (left > 1)} de plus\n" if left else ""
    return "\n".join([f"{fence}text", *lines, fence]) + f"\n{more}"


def _words(words: Mots) -> str:
    return "".join(_code(one.texte) if isinstance(one, Cite) else one for one in words)


def _code(text: str) -> str:
    shown = printable(" ".join(text.split())) or "(vide)"
    shown = shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1]}…"
    ticks = _more_ticks(shown, 1)
    blank = " " if "`" in shown else ""
    return f"{ticks}{blank}{shown}{blank}{ticks}"


def _more_ticks(text: str, least: int) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)
