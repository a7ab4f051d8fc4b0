"""A public call of an experiment: what it seeks, what it offers, until when, how it is answered."""

from __future__ import annotations

from generator.model import words
from generator.model.parts import FromFile


class Appel(FromFile, frozen=True, kw_only=True):
    """A call, as its file says it: `repondre` is a web address, `contact` any way in words."""

    type: str
    ouvert_le: str
    clos_le: str | None = None
    contact: str | None = None
    repondre: str | None = None
    roles: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    moyens: str | None = None
    criteres: tuple[str, ...] = ()

    @property
    def est_relaye(self) -> bool:
        """Whether it is a tender of someone else, who alone takes the answers, on a page of theirs."""
        return self.type == words.A_PRESTATION

    @property
    def a_collectivites(self) -> bool:
        """Whether it asks for a collectivity where the experiment would be tried."""
        return self.type == words.A_COLLECTIVITES

    @property
    def a_equipe(self) -> bool:
        """Whether it asks for people to make the team."""
        return self.type == words.A_EQUIPE
