"""Show at a glance how far what a tool showed can be trusted: its level, its direction, where, how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Experimentation, Ref
from generator.pages.frame import cards
from generator.pages.frame.charts import Strip, money, number, strip_of_findings
from generator.pages.frame.comparables import persons_in_words
from generator.pages.frame.evidence_levels import LevelView, level, penchant
from generator.pages.frame.views import Fait, Value
from generator.protocol import places_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Outil
    from generator.pages.frame.atlas import Atlas

_MOST_PLACES = 6
_MOST_COSTS = 3


class ToolGlance(Frozen):
    """What took place with a tool. `penchant` is a direction in words, empty where nothing is told.

    `lieux` are the first places, `autres` counts those left out; `endroits` counts places that are apart.
    `mesures` counts the results that are measured, out of `resultats`.
    """

    niveau: LevelView
    penchant: str
    bande: Strip | None
    usages: int
    lieux: tuple[Value, ...]
    autres: int
    endroits: int
    resultats: int
    mesures: int


def glance(atlas: Atlas, tool: Outil) -> ToolGlance:
    """What is known of a tool from what took place."""
    known = atlas.solidites[tool.id]
    places = {
        lieu.id: Value(lieu.libelle, address(Ref("territoire", lieu.id)))
        for used in known.usages
        for lieu in atlas.lieux.get(used, ())
    }
    shown = tuple(places.values())
    return ToolGlance(
        niveau=level(known.niveau),
        penchant=penchant(known.temoignages),
        bande=strip_of_findings(atlas, (one.sens for one in known.temoignages)),
        usages=len(known.usages),
        lieux=shown[:_MOST_PLACES],
        autres=len(shown[_MOST_PLACES:]),
        endroits=places_apart(tuple(lieu.id for lieu in atlas.lieux.get(used, ())) for used in known.usages),
        resultats=len(known.temoignages),
        mesures=known.mesures,
    )


def in_the_field(atlas: Atlas, tool: Outil) -> tuple[Fait, ...]:
    """How many people its real uses gathered, what they cost, how much time they asked: where it is told."""
    found = (atlas.commons.get(Ref("experimentation", one)) for one in atlas.solidites[tool.id].usages)
    used = [one for one in found if isinstance(one, Experimentation)]
    facts = (
        Fait("Dans les essais, personnes", tuple(_people(used))),
        Fait("Dans les essais, coûts", tuple(_costs(atlas, used))),
        Fait("Dans les essais, temps demandé", tuple(_times(atlas, used))),
    )
    return tuple(fact for fact in facts if fact.valeurs)


def _people(used: Iterable[Experimentation]) -> Iterator[Value]:
    counts = [
        one.participants.nombre for one in used if one.participants and one.participants.nombre is not None
    ]
    if counts:
        low, high = min(counts), max(counts)
        words = persons_in_words(high) if low == high else f"de {number(low)} à {persons_in_words(high)}"
        yield Value(words, note=f"dans {len(counts)} essai{'s' * (len(counts) > 1)}")


def _costs(atlas: Atlas, used: Iterable[Experimentation]) -> Iterator[Value]:
    told = [(one, cost) for one in used for cost in one.couts[:1]]
    for one, cost in told[:_MOST_COSTS]:
        where = f"{address(Ref('experimentation', one.id))}#Couts"
        yield Value(money(cost.montant, cost.monnaie), where, note=cards.places_in_words(atlas, one))
    if len(told) > _MOST_COSTS:
        yield Value(f"et {len(told) - _MOST_COSTS} de plus, dans les fiches")


def _times(atlas: Atlas, used: Iterable[Experimentation]) -> Iterator[Value]:
    told = [one for one in used if one.duree]
    for one in told[:_MOST_COSTS]:
        yield Value(one.duree or "", note=cards.places_in_words(atlas, one))
    if len(told) > _MOST_COSTS:
        yield Value(f"et {len(told) - _MOST_COSTS} de plus, dans les fiches")
