"""Explain the published catalogue on the page on data: its fields, its facets, what their codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.catalogue import CATALOGUE_FIELDS, facets_in_use
from generator.frozen import Frozen
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas

# Facets whose codes need no list here: official codes of places, years.
_TOLD = {
    "region": "Codes officiels des régions.",
    "departement": "Codes officiels des départements, en minuscules.",
    "annee": "Années en quatre chiffres, du début à la fin.",
}


class FacetView(Frozen):
    """A group of facets: its name, its title, what its codes are in words, or (code, words) for each."""

    nom: str
    titre: str
    explication: str
    codes: tuple[tuple[str, str], ...]


class DataDictionary(Frozen):
    """`fichier` leads to the catalogue, with its number of records; `champs` are (name, what it holds)."""

    fichier: Value
    champs: tuple[tuple[str, str], ...]
    facettes: tuple[FacetView, ...]


def data_dictionary(atlas: Atlas) -> DataDictionary:
    """All that a reader of `/donnees/catalogue.json` needs to know."""
    count = len(atlas.entries)
    return DataDictionary(
        Value("catalogue.json", "/donnees/catalogue.json", note=f"{count} fiche{'s' * (count > 1)}"),
        tuple((field.nom, field.description) for field in CATALOGUE_FIELDS),
        tuple(
            FacetView(
                nom=group.nom,
                titre=group.titre,
                explication=_TOLD.get(group.nom, ""),
                codes=() if group.nom in _TOLD else tuple((one.valeur, one.libelle) for one in group.choix),
            )
            for group in facets_in_use(atlas.entries.values(), atlas.commons, atlas.schemas)
        ),
    )
