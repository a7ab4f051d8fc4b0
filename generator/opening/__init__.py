"""Open another espace, a small repository of records that pins this program, and bring it to a newer one."""

from generator.opening.laying import opened, refuse_taken
from generator.opening.refused import Refused
from generator.opening.upgrading import Upgrade, mended, prepare
from generator.opening.wheel import Wheel, found
from generator.opening.wish import FORGES, MOST_ENJEUX, Enjeu, Place, Wish
from generator.opening.words import an_enjeu, colours, enjeux, forge, name, places, site, text

__all__ = [
    "FORGES",
    "MOST_ENJEUX",
    "Enjeu",
    "Place",
    "Refused",
    "Upgrade",
    "Wheel",
    "Wish",
    "an_enjeu",
    "colours",
    "enjeux",
    "forge",
    "found",
    "mended",
    "name",
    "opened",
    "places",
    "prepare",
    "refuse_taken",
    "site",
    "text",
]
