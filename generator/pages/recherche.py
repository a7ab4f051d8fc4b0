"""The search page: words are looked up in an index that is ours; without JavaScript it leads to the lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.pages.gabarits import page
from generator.pages.page import Planned
from generator.pages.tetes import RUBRIQUES, tete_de_liste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.atlas import Atlas
    from generator.pages.page import Page
    from generator.pages.vues import Entete, Valeur


@dataclass(frozen=True, slots=True)
class VueRecherche:
    """`listes` are the ways in for those who have no JavaScript."""

    entete: Entete
    listes: tuple[Valeur, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the search page."""
    yield Planned("/recherche/", partial(recherche, atlas))


def recherche(atlas: Atlas) -> Page:
    """`/recherche/`."""
    del atlas  # the index is made later, from the pages themselves
    intro = "Chercher dans les expérimentations, les outils, les territoires et les acteurs."
    view = VueRecherche(tete_de_liste("Recherche", resume=intro), tuple(RUBRIQUES.values()))
    return page("/recherche/", "recherche.html", view, intro)
