"""The words of a commons that mean the same, as `content/lexique.yml` tells them."""

from __future__ import annotations

from generator.model.parts import FromFile


class GroupeDeMots(FromFile, frozen=True, kw_only=True):
    """Words or phrases that mean the same; `autres` lead to them, and they do not lead there."""

    mots: tuple[str, ...]
    autres: tuple[str, ...] = ()


class Sigle(FromFile, frozen=True, kw_only=True):
    """An acronym, without dots, and what it stands for."""

    sigle: str
    sens: tuple[str, ...]


class Lexique(FromFile, frozen=True, kw_only=True):
    """Groups of words that mean the same, and acronyms with what they stand for."""

    groupes: tuple[GroupeDeMots, ...] = ()
    sigles: tuple[Sigle, ...] = ()

    @property
    def ensembles(self) -> tuple[GroupeDeMots, ...]:
        """All of it as groups of words: an acronym means what it stands for."""
        return (*self.groupes, *(GroupeDeMots(mots=(one.sigle, *one.sens)) for one in self.sigles))
