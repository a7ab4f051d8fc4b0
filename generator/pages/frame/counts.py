"""Count what really took place: an invented example proves nothing, so it is told apart everywhere."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Ref, a_venir
from generator.pages.frame import cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Experimentation, Outil
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Badge
    from generator.protocol import LedgerLine


class VerdictCount(Frozen):
    """How many hypotheses came to one verdict."""

    verdict: Badge
    nombre: int


def real_ones(items: Iterable[Experimentation]) -> tuple[Experimentation, ...]:
    """These experiments without the invented examples, which are never counted."""
    return tuple(item for item in items if not item.inventee)


def led_ones(atlas: Atlas, items: Iterable[Experimentation]) -> tuple[Experimentation, ...]:
    """The real experiments that started: proposals and calls have not taken place yet."""
    return tuple(item for item in real_ones(items) if not a_venir(atlas.commons, item))


def by_frame(atlas: Atlas, items: Iterable[Experimentation]) -> str:
    """How many of each frame, in the order of the schema: « expérience comparable : 3, … »."""
    found = [item.cadre for item in items]
    return ", ".join(
        f"{_small(cards.frame_in_words(atlas, code))} : {found.count(code)}"
        for code in atlas.schemas.values("experimentation", "cadre")
        if code in found
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def real_tools(atlas: Atlas, items: Iterable[Outil]) -> tuple[Outil, ...]:
    """These tools without those of invented experiments."""
    return tuple(item for item in items if Ref("outil", item.id) not in atlas.inventes)


def counted_in_words(items: Iterable[Experimentation]) -> str:
    """`3 expérimentations et 1 exemple inventé`; empty where there is nothing at all.

    A number stays on the line of what it counts.
    """
    found = list(items)
    real = len(real_ones(found))
    invented = len(found) - real
    told = []
    if real:
        told.append(plural(real, "expérimentation"))
    if invented:
        told.append(f"{invented}\u00a0exemple{'s' * (invented > 1)} inventé{'s' * (invented > 1)}")
    return " et ".join(told)


def count_in_place(atlas: Atlas, territory_id: str) -> int:
    """How many real experiments took place in a place, or in a part of it: proposals are left out."""
    return len(led_ones(atlas, atlas.par_territoire.get(territory_id, ())))


def plural(count: int, words: str) -> str:
    """`1 région`, `3 régions`."""
    return f"{count}\u00a0{words}{'s' * (count > 1)}"


def verdicts(atlas: Atlas, lines: Iterable[LedgerLine]) -> tuple[VerdictCount, ...]:
    """The verdicts that hypotheses came to, in the usual order; those still waiting are left out."""
    found = [line.verdict for line in lines]
    return tuple(
        VerdictCount(cards.verdict(atlas, value), found.count(value))
        for value in atlas.schemas.values("evaluation", "verdicts.verdict")
        if value in found
    )


def sort_key(nom: str) -> str:
    """The sort key of a name in a French list: Île-de-France among the I, Étampes among the E."""
    return unicodedata.normalize("NFD", nom).encode("ascii", "ignore").decode().casefold()
