"""Open another espace, a small repository of records that pins this program, and bring it to a newer one."""

from generator.opening.cannot_open import CannotOpen
from generator.opening.laying import opened, refuse_taken
from generator.opening.typed_words import an_enjeu, colours, enjeux, forge, name, places, site, text
from generator.opening.upgrading import Upgrade, mended, prepare
from generator.opening.wheel import Wheel, found
from generator.opening.wish import FORGES, MOST_ENJEUX, Opening, WishedEnjeu, WishedPlace

__all__ = [
    "FORGES",
    "MOST_ENJEUX",
    "CannotOpen",
    "Opening",
    "Upgrade",
    "Wheel",
    "WishedEnjeu",
    "WishedPlace",
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
