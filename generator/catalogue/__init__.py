"""List every record that readers can find, with its facets: search, pages and open data all use this list."""

from generator.catalogue.bands import SIZES, UNTOLD, months
from generator.catalogue.champs import CHAMPS, Champ
from generator.catalogue.facettes import GROUPES, Facettes, place_codes
from generator.catalogue.fiches import Fiche, fiches
from generator.catalogue.funders import funder_codes, named_funders
from generator.catalogue.groupes import Choix, Groupe, groupes, is_country
from generator.catalogue.inventions import inventions

__all__ = [
    "CHAMPS",
    "GROUPES",
    "SIZES",
    "UNTOLD",
    "Champ",
    "Choix",
    "Facettes",
    "Fiche",
    "Groupe",
    "fiches",
    "funder_codes",
    "groupes",
    "inventions",
    "is_country",
    "months",
    "named_funders",
    "place_codes",
]
