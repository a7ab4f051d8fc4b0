"""Keep what a report says first on one screen; what is cut from it is whole in a fold below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.report_blocks import BulletList, Fold, PlainText, Sentences, Title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.review.report_blocks import Bloc, Simple

SMALL = 60
"""The most lines for a proposal of a few files: one screen."""
LARGE = 150
"""The most lines for any other: two screens and a half."""
_FEW_FILES = 10
_LEAST = 3
_ROOM = 4  # lines: the fold of what was cut, and the end of a text


def lines_for(files: int) -> int:
    """How many lines a report on so many changed files may take."""
    return SMALL if files <= _FEW_FILES else LARGE


def on_a_screen(blocks: Iterable[Bloc], most: int) -> Iterator[Bloc]:
    """The blocks, the longest lists and texts cut alike until all hold in `most` lines.

    A list or a text keeps three lines at least. What is folded counts for one line and a blank one.
    """
    every = list(blocks)
    level = max((_length(one) for one in every), default=0)
    while level > _LEAST and sum(_lines(one, level) for one in every) > most - _ROOM:
        level -= 1
    whole: list[Simple] = []
    heading: Title | Sentences | None = None
    for one in every:
        heading = one if isinstance(one, Title | Sentences) else heading
        if _length(one) <= level or not isinstance(one, BulletList | PlainText):
            yield one
            continue
        yield from _cut(one, level)
        whole += [*([heading] if heading else []), one]
    if whole:
        yield Fold(("En entier : ce qui est coupé plus haut",), tuple(whole))


def _cut(block: BulletList | PlainText, level: int) -> Iterator[Simple]:
    left = _length(block) - level
    rest = f"… et {left} de plus, plus bas"
    if isinstance(block, BulletList):
        yield BulletList((*block.points[:level], (rest,)), block.au_plus)
    else:
        yield PlainText("\n".join(block.lignes.split("\n")[:level]))
        yield Sentences((f"… et {left} ligne{'s' * (left > 1)} de plus, plus bas.",))


def _length(block: Bloc) -> int:
    if isinstance(block, BulletList):
        return len(block.points)
    return block.lignes.rstrip("\n").count("\n") + 1 if isinstance(block, PlainText) else 0


def _lines(block: Bloc, level: int) -> int:
    """The lines of a block as Markdown, cut at `level`."""
    length = _length(block)
    if isinstance(block, BulletList):
        return min(length, level + 1) + 1
    if isinstance(block, PlainText):
        return min(length, level + 2) + 3
    return 2
