"""Limit how many faults of a rule are listed for a file, and count the others: `told(found)`."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from generator.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.diagnostics.diagnostic import Diagnostic

MOST = 20
"""How many faults of one rule are told in one file: enough to understand; the others are counted."""

_Site = TypeVar("_Site")
_WORDS = {"error": ("faute", "fautes"), "warning": ("avertissement", "avertissements")}


def told(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults `found`, in order, only the first of each rule in a file; the last one counts the rest."""
    listed = list(found)
    every: Counter[tuple[str, str]] = Counter()
    for one in listed:
        every[_sort(one)] += 1 + one.others
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Diagnostic] = []
    last: dict[tuple[str, str], int] = {}
    for one in listed:
        sort = _sort(one)
        seen[sort] += 1
        if seen[sort] <= MOST:
            last[sort] = len(kept)
            kept.append(one if not one.others else replace(one, others=0))
    for sort, place in last.items():
        if others := every[sort] - min(seen[sort], MOST):
            kept[place] = replace(kept[place], others=others)
    return kept


def first(sites: Iterable[_Site], fault: Callable[[_Site], Diagnostic]) -> Iterator[Diagnostic]:
    """The faults that `told` would keep for `sites`, in order, without building the others."""
    rest = iter(sites)
    shown = list(islice(rest, MOST))
    others = sum(1 for _ in rest)
    for rank, site in enumerate(shown, 1):
        one = fault(site)
        yield replace(one, others=others) if others and rank == len(shown) else one


def total(found: Iterable[Diagnostic], severity: str = "") -> int:
    """How many faults there are, those only counted included; of one `severity` where it is given."""
    return sum(1 + one.others for one in found if severity in {"", one.severity})


def more(diagnostic: Diagnostic) -> str:
    """« et 37 autres fautes du même genre »; empty if this fault counts no others."""
    one, several = _WORDS[diagnostic.severity]
    if diagnostic.others == 1:
        return f"et {'une' if one == 'faute' else 'un'} autre {one} du même genre"
    return f"et {diagnostic.others} autres {several} du même genre" if diagnostic.others else ""


def _sort(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.place.path, diagnostic.rule
