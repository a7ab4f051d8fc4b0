"""A revision with its file: what its numbers stand for, and where each thing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Place, Related
from generator.frozen import Frozen
from generator.protocol.meanings import ideas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Protocole
    from generator.protocol.meanings import Cle, Idea
    from generator.protocol.pieces import FieldPath
    from generator.sources import Document

TEXTE = "texte"


class Version(Frozen):
    """A revision, its file, and its ideas by number."""

    revision: Protocole
    fichier: Document
    idees: Mapping[Cle, Idea]

    @property
    def nom(self) -> str:
        """Its short name: `r2`."""
        return f"r{self.revision.numero}"

    def place(self, field: FieldPath) -> Place:
        """Where a value is written."""
        return self.fichier.positions.value(field)

    def key(self, field: str) -> Place:
        """Where a field is named."""
        return self.fichier.positions.key((field,))

    def vers(self, identifier: str) -> tuple[Related, ...]:
        """A related place that points to an id or to the text; empty if this revision does not hold it."""
        idea = self.idees.get((identifier,))
        if idea:
            return (Related(self.place(idea.champ), f"{identifier} dans {self.nom}"),)
        return (Related(self.texte(), f"le texte de {self.nom}"),) if identifier == TEXTE else ()

    def texte(self) -> Place:
        """Where the body starts; the file itself where it has none."""
        body = self.fichier.body
        if not body.strip():
            return Place(self.fichier.path)
        return Place(self.fichier.path, self.fichier.body_line + len(body) - len(body.lstrip("\n")))


def version(revision: Protocole, document: Document) -> Version:
    """The version of a revision whose file is `document`."""
    return Version(revision, document, ideas(revision))
