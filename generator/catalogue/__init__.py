"""List every record that readers can find, with its facets: search, pages and open data all use this list."""

from generator.catalogue.champs import CHAMPS, Champ
from generator.catalogue.facettes import GROUPES, TAILLES, Facettes, place_codes
from generator.catalogue.fiches import Fiche, fiches
from generator.catalogue.groupes import Choix, Groupe, groupes, is_country
from generator.catalogue.inventions import inventions

__all__ = [
    "CHAMPS",
    "GROUPES",
    "TAILLES",
    "Champ",
    "Choix",
    "Facettes",
    "Fiche",
    "Groupe",
    "fiches",
    "groupes",
    "inventions",
    "is_country",
    "place_codes",
]
