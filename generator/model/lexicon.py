"""The words of a commons that mean the same, as `content/lexique.yml` tells them."""

from __future__ import annotations

from generator.model.parts import FromFile


class WordGroup(FromFile, frozen=True, kw_only=True):
    """Synonyms. A search for one of `autres` also finds them; a search for them does not find `autres`."""

    mots: tuple[str, ...]
    autres: tuple[str, ...] = ()


class Acronym(FromFile, frozen=True, kw_only=True):
    """An acronym, without dots, and what it stands for."""

    sigle: str
    sens: tuple[str, ...]


class Lexique(FromFile, frozen=True, kw_only=True):
    """Groups of words that mean the same, and acronyms with what they stand for."""

    groupes: tuple[WordGroup, ...] = ()
    sigles: tuple[Acronym, ...] = ()

    @property
    def ensembles(self) -> tuple[WordGroup, ...]:
        """The whole lexicon as groups of synonyms: an acronym and its full form make a group."""
        return (*self.groupes, *(WordGroup(mots=(one.sigle, *one.sens)) for one in self.sigles))
