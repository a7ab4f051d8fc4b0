"""Write a report in Markdown for a forge: contributors' words stand in code, where markup is inert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import printable
from generator.review.as_html import words_of, written
from generator.review.fitting import fitted, points
from generator.review.report_blocks import BulletList, Cite, PlainText, Sentences, Title, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.review.report_blocks import Bloc, Fold, Mots, Simple

_TICKS = re.compile("`+")


def render(blocks: Iterable[Bloc]) -> str:
    """The whole report, within what a forge accepts; what is folded takes one line of it.

    Markup, links, mentions and references are inert in code: a contributor's words are only ever there,
    between more backticks than they hold, and never start a line of their own outside of a fence. A fold is
    HTML on a line of its own, every word escaped: Markdown is not read within it.
    """

    def fold(block: Fold, most: int) -> str:
        inside = "".join(fitted(block.blocs, _on_one_line, fold, most=most))
        return f"<details><summary>{words_of(block.resume)}</summary>{inside}</details>\n"

    return "\n".join(fitted(blocks, _block, fold))


def render_short(blocks: Iterable[Bloc]) -> str:
    """The report for a terminal: of what is folded, only its title is told."""

    def fold(block: Fold, _most: int) -> str:
        return f"{_words(('▸ ', *block.resume, '.'))}\n"

    return "\n".join(fitted(blocks, _block, fold))


def render_whole(blocks: Iterable[Bloc]) -> str:
    """The report for a log, which folds nothing: what is folded elsewhere stands open, in Markdown."""

    def fold(block: Fold, most: int) -> str:
        return "\n".join([f"## {_words(block.resume)}\n", *fitted(block.blocs, _block, fold, most=most)])

    return "\n".join(fitted(blocks, _block, fold))


def _on_one_line(block: Simple) -> str:
    """A block as HTML without an end of line: an empty one would end the HTML, and Markdown would begin."""
    text = written(block)
    return text.replace("</pre>\n", "</pre>").replace("\n", "&#10;" if isinstance(block, PlainText) else "")


def _block(block: Simple) -> str:
    match block:
        case Title():
            return f"{'#' * block.niveau} {_words(block.mots)}\n"
        case Sentences():
            return f"{_words(block.mots)}\n"
        case BulletList():
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
