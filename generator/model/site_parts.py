"""What the facts of a site are made of: its colours, its logo, what its sentences call things."""

from __future__ import annotations

from generator.grammar import LAB
from generator.model.parts import FromFile


class Tons(FromFile, frozen=True, kw_only=True):
    """The colours of one theme, each `#rrggbb`; those left out are ours."""

    papier: str | None = None
    carte: str | None = None
    encre: str | None = None
    accent: str | None = None
    pied: str | None = None


class Couleurs(FromFile, frozen=True, kw_only=True):
    """The colours of both themes."""

    jour: Tons | None = None
    nuit: Tons | None = None


class Logo(FromFile, frozen=True, kw_only=True):
    """`fichier` is the name of an image of the folder `content`."""

    fichier: str
    alternative: str


class Vocabulaire(FromFile, frozen=True, kw_only=True):
    """What sentences call things; `labo` is whoever leads the experiments, with its article."""

    labo: str = LAB
