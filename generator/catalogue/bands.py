"""Sort numbers, sums and dates into bands, so that records can be compared: `sizes`, `costs`, `lengths`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.parts import Bornes, Cout

UNTOLD = "non-documente"
"""The code of what a record could say and does not."""

SIZES = (("jusqu-a-10", 1, 10), ("11-a-30", 11, 30), ("31-a-100", 31, 100), ("plus-de-100", 101, None))
"""Sizes of group: (code, from, to), the last one without end."""

OTHER_CURRENCY = "autre-monnaie"
COSTS = (
    ("moins-de-10000", 10_000, "Moins de 10 000 €"),
    ("10000-a-100000", 100_000, "De 10 000 à 100 000 €"),
    ("100000-a-un-million", 1_000_000, "De 100 000 € à un million"),
    ("un-million-ou-plus", None, "Un million d'euros ou plus"),
)
"""Sums in euros: (code, below, French words), the last one without end."""

OPEN_END = "fin-non-documentee"
LENGTHS = (
    ("un-mois-au-plus", 1, "Un mois au plus"),
    ("six-mois-au-plus", 6, "D'un à six mois"),
    ("un-an-au-plus", 12, "De six mois à un an"),
    ("trois-ans-au-plus", 36, "D'un à trois ans"),
    ("plus-de-trois-ans", None, "Plus de trois ans"),
)
"""How long it lasts: (code, months at most, French words), the last one without end."""

_DAYS = 31


def sizes(group: Bornes | None) -> tuple[str, ...]:
    """The size bands that a group of `min` to `max` persons overlaps; none if both are unknown."""
    if group is None or (group.min is None and group.max is None):
        return ()
    low, high = group.min or 1, group.max
    return tuple(
        code
        for code, first, last in SIZES
        if (last is None or low <= last) and (high is None or high >= first)
    )


def costs(sums: Iterable[Cout]) -> tuple[str, ...]:
    """The band of each sum in euros, without repeats, then one for all other currencies."""
    every = list(sums)
    found = {_cost(one.montant) for one in every if one.monnaie == "EUR"}
    told = tuple(code for code, _, _ in COSTS if code in found)
    return (*told, OTHER_CURRENCY) if any(one.monnaie != "EUR" for one in every) else told


def _cost(amount: float) -> str:
    return next(code for code, below, _ in COSTS if below is None or amount < below)


def length(first: str | None, last: str | None) -> str:
    """The band of time from one date to the other; empty where neither can be, and where they are reversed.

    A date without a day or a month counts whole: from its first day, or to its last.
    """
    if first and not last:
        return OPEN_END
    lasted = months(first, last)
    if lasted is None:
        return ""
    return next(code for code, most, _ in LENGTHS if most is None or lasted <= most)


def months(first: str | None, last: str | None) -> float | None:
    """How many months pass between two dates, at most; None where one is missing or they are reversed."""
    if not (first and last):
        return None
    started, ended = _day(first, (1, 1)), _day(last, (12, _DAYS))
    return (ended + 1 - started) / _DAYS if ended >= started else None


def _day(date: str, rest: tuple[int, int]) -> int:
    told = [int(part) for part in date.split("-")]
    year, month, day = (*told, *rest[len(told) - 1 :])
    return (year * 12 + month) * _DAYS + day
