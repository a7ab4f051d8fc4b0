"""Write blocks within the size limit of a report; what does not fit is counted or named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.report_blocks import BulletList, Fold, Ranked, Sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.review.report_blocks import Bloc, Mots, Simple

MOST_BYTES = 480_000
"""The most bytes of a report: half of what a forge accepts as a summary; a phone opens it at once."""
_OF_NAMES = 5


def fitted(
    blocks: Iterable[Bloc],
    write: Callable[[Simple], str],
    fold: Callable[[Fold, int], str],
    *,
    most: int = MOST_BYTES,
) -> list[str]:
    """Each block as `write` writes it, folds by `fold`, which is told how many bytes a fold may take.

    Blocks outside series and folds are always written in full. Series and folds share the room left: each has
    as much as those after it, and leaves to these what it does not need.
    """
    every = [block if isinstance(block, Ranked | Fold) else write(block) for block in blocks]
    waiting = sum(not isinstance(one, str) for one in every)
    room = most - sum(_size(one) for one in every if isinstance(one, str))
    told: list[str] = []
    for one in every:
        if isinstance(one, str):
            told.append(one)
            continue
        share = room // waiting
        texts = [fold(one, share)] if isinstance(one, Fold) else _within(one, share, write)
        room -= sum(map(_size, texts))
        waiting -= 1
        told += texts
    return told


def points(block: BulletList, write: Callable[[Mots], str]) -> tuple[list[str], int]:
    """The first points of a list as `write` writes them, within its limit, and how many are left out."""
    told: list[str] = []
    room = block.au_plus
    for point in block.points:
        text = write(point)
        room -= _size(text)
        if room < 0:
            break
        told.append(text)
    return told, len(block.points) - len(told)


def _within(series: Ranked, most: int, write: Callable[[Simple], str]) -> list[str]:
    texts = [[write(block) for block in one.blocs] for one in series.choses]
    sizes = [sum(map(_size, text)) for text in texts]
    names = most // _OF_NAMES
    shown = set(range(len(texts))) if sum(sizes) <= most else set(_chosen(sizes, most - names))
    told = [block for rank, blocks in enumerate(texts) if rank in shown for block in blocks]
    left = tuple(one.nom for rank, one in enumerate(series.choses) if rank not in shown)
    if left:
        which = f"{len(left)} {series.une if len(left) == 1 else series.plusieurs} sur {len(texts)}"
        verb = "n'est pas détaillée" if len(left) == 1 else "ne sont pas détaillées"
        told += [write(Sentences((f"Faute de place, {which} {verb} ici :",))), write(BulletList(left, names))]
    return told


def _chosen(sizes: list[int], room: int) -> Iterator[int]:
    """The items that fit, in order; one that is too large is skipped to leave room for the next ones."""
    for rank, size in enumerate(sizes):
        if size <= room:
            room -= size
            yield rank


def _size(text: str) -> int:
    return len(text.encode()) + 1
