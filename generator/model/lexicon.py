"""The words of a commons that mean the same, as `content/lexique.yml` tells them."""

from __future__ import annotations

from generator.model.parts import FromFile


class GroupeDeMots(FromFile, frozen=True, kw_only=True):
    """Words or phrases that mean the same."""

    mots: tuple[str, ...]


class Sigle(FromFile, frozen=True, kw_only=True):
    """An acronym, without dots, and what it stands for."""

    sigle: str
    sens: tuple[str, ...]


class Lexique(FromFile, frozen=True, kw_only=True):
    """Groups of words that mean the same, and acronyms with what they stand for."""

    groupes: tuple[GroupeDeMots, ...] = ()
    sigles: tuple[Sigle, ...] = ()

    @property
    def ensembles(self) -> tuple[tuple[str, ...], ...]:
        """All of it as sets of words that a search takes for one another."""
        return (*(one.mots for one in self.groupes), *((one.sigle, *one.sens) for one in self.sigles))
