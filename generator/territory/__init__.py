"""The official French territories, offline: `reference().get("commune-68224")` gives the place or None."""

from generator.territory.coordinates import PRECISIONS, most_exact, position
from generator.territory.coordinates import SOURCE as POSITIONS_SOURCE
from generator.territory.lieu import FRANCE, HOLDING, Former, Lieu
from generator.territory.place_pieces import communes_at, place_pieces, population, postcodes
from generator.territory.reference import OfficialReference, reference

__all__ = [
    "FRANCE",
    "HOLDING",
    "POSITIONS_SOURCE",
    "PRECISIONS",
    "Former",
    "Lieu",
    "OfficialReference",
    "communes_at",
    "most_exact",
    "place_pieces",
    "population",
    "position",
    "postcodes",
    "reference",
]
