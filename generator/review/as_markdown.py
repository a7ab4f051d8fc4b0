"""Write a report in Markdown for a forge: contributors' words stand in code, where markup is inert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import printable
from generator.review.fitting import fitted, points
from generator.review.report_blocks import Alinea, Cite, Liste, Titre, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.review.report_blocks import Bloc, Mots, Simple

_TICKS = re.compile("`+")


def render(blocks: Iterable[Bloc]) -> str:
    """The whole report, within what a forge accepts.

    Markup, links, mentions and references are inert in code: a contributor's words are only ever there,
    between more backticks than they hold, and never start a line of their own outside of a fence.
    """
    return "\n".join(fitted(blocks, _block))


def _block(block: Simple) -> str:
    match block:
        case Titre():
            return f"{'#' * block.niveau} {_words(block.mots)}\n"
        case Alinea():
            return f"{_words(block.mots)}\n"
        case Liste():
            told, left = points(block, lambda point: f"- {_words(point)}\n")
            return "".join(told) + (f"- … et {left} de plus\n" if left else "")
    kept, left = shortened(block.lignes)
    lines = [printable(line) for line in kept.split("\n")]
    fence = _more_ticks("\n".join(lines), 3)
    more = f"\n… et {left} ligne{'s' * (left > 1)} de plus\n" if left else ""
    return "\n".join([f"{fence}text", *lines, fence]) + f"\n{more}"


def _words(words: Mots) -> str:
    return "".join(_code(quoted(one)) if isinstance(one, Cite) else one for one in words)


def _code(shown: str) -> str:
    ticks = _more_ticks(shown, 1)
    blank = " " if "`" in shown else ""
    return f"{ticks}{blank}{shown}{blank}{ticks}"


def _more_ticks(text: str, least: int) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)
