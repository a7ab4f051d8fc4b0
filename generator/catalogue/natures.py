"""Name the kinds of records as readers do, one or several at a time."""

from __future__ import annotations

from typing import NamedTuple


class Nature(NamedTuple):
    """A kind of record in words: one (`Outil`), or several (`Outils`)."""

    un: str
    plusieurs: str


NATURES = {
    "experimentation": Nature("Expérimentation", "Expérimentations"),
    "protocole": Nature("Protocole", "Protocoles"),
    "journal": Nature("Journal de terrain", "Notes de terrain"),
    "evaluation": Nature("Évaluation", "Évaluations"),
    "outil": Nature("Outil", "Outils et méthodes"),
    "enjeu": Nature("Enjeu", "Enjeux"),
    "territoire": Nature("Territoire", "Territoires"),
    "acteur": Nature("Acteur", "Acteurs"),
    "evenement": Nature("Événement", "Événements"),
    "page": Nature("Page", "Pages du site et guides"),
}
"""By kind, in the order in which they are offered to a reader."""
