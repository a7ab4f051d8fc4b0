"""The facts of the site itself, as `content/site.yml` tells them."""

from __future__ import annotations

from generator.grammar import LAB
from generator.model.parts import FromFile
from generator.model.site_parts import (  # noqa: TC001 — msgspec reads the types as it runs
    Couleurs,
    Logo,
    Vocabulaire,
)


class Site(FromFile, frozen=True, kw_only=True):
    """The facts of the site itself, from `content/site.yml`."""

    nom: str
    url: str
    description: str
    identite: str | None = None
    editeur: str | None = None
    contact: str | None = None
    adresses_publiques: tuple[str, ...] = ()
    abonnement_courriel: str | None = None
    depot: str | None = None
    forge: str | None = None
    branche: str = "main"
    licence: str = "CC-BY-SA-4.0"
    regles_depuis: str | None = None
    couleurs: Couleurs | None = None
    logo: Logo | None = None
    vocabulaire: Vocabulaire | None = None

    @property
    def labo(self) -> str:
        """Who leads the experiments, with its article: « la Fabrique »."""
        return self.vocabulaire.labo if self.vocabulaire else LAB
