"""Draw the tools by how many people they suit and how long they take: a table whose cells hold circles."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.frozen import Frozen
from generator.pages.evidence.tool_chooser import answers

if TYPE_CHECKING:
    from generator.pages.evidence.tool_chooser import Critere
    from generator.pages.frame.atlas import Atlas

_SMALLEST, _LARGEST = 9, 21  # smallest and largest radius, in a cell of 44 units
_UNKNOWN = "inconnu"
_MORE = re.compile(r",| ou | au ")


class ToolCell(Frozen):
    """How many tools suit a size of group for a time, the radius of their circle, where they are chosen."""

    nombre: int
    rayon: float
    adresse: str


class ToolMap(Frozen):
    """`colonnes` are times, `lignes` sizes of group with a cell for each time.

    `absents` counts the tools of which one of the two is not known: they stand in no cell.
    """

    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, tuple[ToolCell, ...]], ...]
    absents: int


def tool_map(atlas: Atlas, asked: tuple[Critere, ...]) -> ToolMap | None:
    """The drawing of all tools, by the answers to two of the questions; None where nothing is known."""
    choices = {one.nom: [each for each in one.choix if each.valeur != _UNKNOWN] for one in asked}
    told = [dict(answers(atlas, item)) for item in atlas.commons.outils]
    counts = Counter((size, time) for one in told for size in one["taille"] for time in one["temps"])
    counts = Counter({key: count for key, count in counts.items() if _UNKNOWN not in key})
    if not counts or not asked:
        return None
    most = max(counts.values())
    return ToolMap(
        tuple(_short(time.libelle) for time in choices["temps"]),
        tuple(
            (
                size.libelle,
                tuple(
                    _cell((size.valeur, time.valeur), counts[size.valeur, time.valeur], most)
                    for time in choices["temps"]
                ),
            )
            for size in choices["taille"]
        ),
        sum((_UNKNOWN,) in {one["taille"], one["temps"]} for one in told),
    )


def _short(words: str) -> str:
    """A duration without its details, to fit in a column's heading."""
    return _MORE.split(words, maxsplit=1)[0]


def _cell(where: tuple[str, str], count: int, most: int) -> ToolCell:
    size, time = where
    radius = max(_SMALLEST, _LARGEST * sqrt(count / most)) if count else 0
    address = f"/boite-a-outils/?{urlencode({'taille': size, 'temps': time})}#Choisir"
    return ToolCell(count, round(radius, 1), address)
