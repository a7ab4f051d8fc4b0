"""Say in few words what records are compared by: persons, time, money; cards and tables share these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.frame.charts import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation
    from generator.model.parts import Bornes
    from generator.pages.frame.atlas import Atlas

_ON_A_CARD = 60


def persons_in_words(count: int) -> str:
    """`1 personne`, `2 000 personnes`."""
    return f"{count:,} personne{'s' * (count > 1)}".replace(",", "\u202f")


def size_in_words(group: Bornes | None) -> str:
    """A size of group: `de 6 à 2 000 personnes`."""
    if group is None or (group.min is None and group.max is None):
        return ""
    if group.min is None:
        return f"jusqu'à {persons_in_words(group.max or 0)}"
    if group.max is None:
        return f"à partir de {persons_in_words(group.min)}"
    if group.min == group.max:
        return persons_in_words(group.min)
    return f"de {group.min} à {persons_in_words(group.max)}"


def time_asked(atlas: Atlas, item: Experimentation) -> str:
    """The time that an experiment asks of one person: as its record tells it, else in order of size."""
    if item.duree or not item.temps_demande:
        return item.duree or ""
    return atlas.label("experimentation", "temps_demande", item.temps_demande)


def comparable_facts(atlas: Atlas, item: Experimentation) -> Iterator[tuple[str, str]]:
    """(icon, words) of the people, the time and the money of an experiment: of each, only what is known.

    A sum says nothing without what it covers: the two go together.
    """
    if item.participants and item.participants.nombre is not None:
        yield "groupe", persons_in_words(item.participants.nombre)
    if asked := time_asked(atlas, item):
        yield "duree", asked
    if item.couts:
        first, *others = item.couts
        covers = cut_short(f"{first.couvre[:1].lower()}{first.couvre[1:]}".rstrip("."), _ON_A_CARD)
        more = f" ; {len(others)} autre{'s' * (len(others) > 1)} montant{'s' * (len(others) > 1)}"
        yield "argent", f"{money(first.montant, first.monnaie)} : {covers}{more if others else ''}"


def cut_short(words: str, most: int) -> str:
    """A text of `most` letters at most; a longer one is cut between two words."""
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]}\u00a0…".replace(",\u00a0…", "\u00a0…")
