"""The values for places; `reference.py` makes them."""

from __future__ import annotations

from generator.diagnostics import quoted, say
from generator.frozen import Frozen

FRANCE = "FR"
"""The country of the official reference, by its ISO 3166-1 code."""

HOLDING = frozenset({"region", "departement", "epci", "ept"})
"""The levels of places that hold others."""


class Former(Frozen):
    """A code that no longer names a commune by itself.

    `id` is the id that was asked; `nature` says what it is, article included (« un ancien code »,
    « une commune déléguée », « une commune associée », « un arrondissement »); `nom` is the name
    that went with it, None where the official data keep only the code.
    """

    id: str
    nom: str | None
    nature: str


class Lieu(Frozen):
    """A place as it is today.

    `niveau` is commune, epci, ept, departement or region (a commons may add its own); a place may say in its
    own words what it is (`niveau_local`): then its `niveau` only tells it from others. `code` is the
    official code, `2A004` in capitals, empty for a place without one; `libelle` is the name told apart
    from its homonyms; `parents` are ids, nearest first, complete up to the région. `ancien` is set
    where the id asked was a former one.
    """

    id: str
    niveau: str
    code: str
    nom: str
    libelle: str
    parents: tuple[str, ...] = ()
    ancien: Former | None = None
    pays: str = FRANCE
    niveau_local: str = ""

    @property
    def demande(self) -> str:
        """The id that was asked for: the former one, if any, else the current one."""
        return self.ancien.id if self.ancien else self.id

    @property
    def est_region(self) -> bool:
        """Whether it is a région of France."""
        return self.niveau == "region"

    @property
    def est_departement(self) -> bool:
        """Whether it is a département of France."""
        return self.niveau == "departement"

    @property
    def sans_niveau(self) -> bool:
        """Whether it has no level: all that is known is that it is a place."""
        return self.niveau == "autre"

    @property
    def note(self) -> str:
        """What a reader or an author must know of the id asked, in one French clause; mostly empty."""
        if not self.ancien:
            return ""
        nom = f" ({self.ancien.nom})" if self.ancien.nom else ""
        what = f"{self.ancien.nature}{nom}"
        return say("territoire-ancien", valeur=quoted(self.ancien.id), nature=what, nom=self.libelle)
