"""Find the field that a label names, in the French words of the schemas: case, accents, order are free."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import closest, folded
from generator.schema import EACH, Target, targets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_BESIDE = re.compile(r"\((?:facultatif|obligatoire|à remplir|si vous le savez)\)|[*:?]+\s*$", re.IGNORECASE)
_OF_KIND = ("genre", "sorte", "sorte de fiche", "type de fiche", "genre de fiche")
_OF_NAME = ("identifiant", "id", "nom du fichier")
_OF_TEXT = ("texte", "contenu", "corps", "texte de la fiche", "texte de la page")
# The words of other tools for the same things.
_ELSEWHERE = {
    "title": "titre",
    "description": "resume",
    "summary": "resume",
    "author": "auteurs",
    "authors": "auteurs",
    "license": "licence",
    "auteur": "auteurs",
    "nom": "titre",
}


class Labels:
    """The labels of one kind."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._known: dict[str, Target] = {}
        short: dict[str, list[Target]] = {}
        for target in targets_of(tree):
            self._known.setdefault(bare(target.words), target)
            self._known.setdefault(bare(".".join(step for step in target.path if step != EACH)), target)
            if len(target.path) > 1:
                short.setdefault(bare(target.words.rpartition(" : ")[2]), []).append(target)
        for words, found in short.items():
            if len(found) == 1 and EACH not in found[0].path:
                self._known.setdefault(words, found[0])
        for words, name in _ELSEWHERE.items():
            if name in self._known:
                self._known.setdefault(words, self._known[name])

    def find(self, label: str) -> tuple[Target, tuple[int, ...]] | None:
        """The field that a label names, and the numbers that it gives to entries of lists, from 1."""
        words = bare(label)
        if words in self._known:
            return self._known[words], ()
        numbers = tuple(int(number) for number in re.findall(r"\b\d{1,3}\b", words))
        target = self._known.get(" ".join(re.sub(r"\b\d{1,3}\b", " ", words).split()))
        return (target, numbers) if target and EACH in target.path else None

    def near(self, label: str) -> str:
        """The label that was probably meant; empty where none is near."""
        names = {bare(target.words): target.words for target in self._known.values()}
        found = closest(bare(label), sorted(names))
        return names[found] if found else ""


def bare(label: str) -> str:
    """A label in small letters, without accents, signs or what forms write beside it."""
    return re.sub(r"[^a-z0-9]+", " ", folded(_BESIDE.sub("", label.strip()))).strip()


def names_kind(label: str) -> bool:
    """Whether a label announces the kind of the record."""
    return bare(label) in _OF_KIND


def names_file(label: str) -> bool:
    """Whether a label announces the name of the file."""
    return bare(label) in _OF_NAME


def names_text(label: str) -> bool:
    """Whether a label announces the text of the page."""
    return bare(label) in _OF_TEXT
