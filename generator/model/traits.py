"""What a record answers of itself: rules, pages and files ask these instead of comparing its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import words

if TYPE_CHECKING:
    from generator.model.parts import Collectivite


class OfExperiment:
    """The questions that an `Experimentation` answers by itself; see `life` for those of its phase."""

    __slots__ = ()
    cadre: str
    statut: str
    territoires: tuple[str, ...]
    collectivites: tuple[Collectivite, ...]

    @property
    def inventee(self) -> bool:
        """Whether it is an invented example, which shows how to document and proves nothing."""
        return self.cadre == words.INVENTEE

    @property
    def du_labo(self) -> bool:
        """Whether the lab leads it."""
        return self.cadre == words.LABO

    @property
    def autour_du_labo(self) -> bool:
        """Whether the lab leads it, or its partners do."""
        return self.cadre in {words.LABO, words.RESEAU}

    @property
    def suit_les_etapes(self) -> bool:
        """Whether it goes through the phases in order, so that being in one implies the earlier ones."""
        return self.cadre in {words.LABO, words.INVENTEE}

    @property
    def terminee(self) -> bool:
        """Whether it came to its end; one that stopped before did not."""
        return self.statut == words.TERMINEE

    @property
    def porteuses(self) -> tuple[str, ...]:
        """The collectivities that carry it, by the id of their territory."""
        return tuple(one.territoire for one in self.collectivites if one.porteuse)

    @property
    def emplacements(self) -> tuple[str, ...]:
        """Where it takes place: its `territoires`, or those that carry it while it names none."""
        return self.territoires or self.porteuses


class OfRevision:
    """The questions that a `Protocole` answers by itself."""

    __slots__ = ()
    etat: str

    @property
    def publiee(self) -> bool:
        """Whether it is published: a draft may still change and is not counted."""
        return self.etat == words.PUBLIEE

    @property
    def brouillon(self) -> bool:
        """Whether it is still being written."""
        return self.etat == words.BROUILLON


class OfActor:
    """The questions that an `Acteur` answers by itself."""

    __slots__ = ()
    type: str

    @property
    def collectivite(self) -> bool:
        """Whether it is a public body: a commune, a département, one of their services."""
        return self.type == words.COLLECTIVITE

    @property
    def seul(self) -> bool:
        """Whether it is a single person, not an organisation."""
        return self.type == words.EXPERT


class OfEvent:
    """The questions that an `Evenement` answers by itself."""

    __slots__ = ()
    type: str

    @property
    def atelier_ouvert(self) -> bool:
        """Whether anyone may come and make the protocol."""
        return self.type == words.ATELIER_OUVERT

    @property
    def bilan(self) -> bool:
        """Whether results are shared there."""
        return self.type == words.BILAN
