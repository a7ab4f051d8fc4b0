"""What whoever opens an espace wishes for, once read: a value that `laying.opened` turns into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

FORGES = ("github", "gitlab", "forgejo")
"""Where an espace may live; the first is proposed."""

MOST_ENJEUX = 20
"""As many as there are colours and drawings to tell apart."""


class WishedEnjeu(Frozen):
    """A question that the espace works on; `id` is the name of its file, for ever."""

    id: str
    titre: str
    question: str


class WishedPlace(Frozen):
    """A place of the espace: an official one of France by its id, or one abroad in its country's words.

    `pays` and `niveau_local` are empty for a French one.
    """

    id: str
    titre: str
    pays: str = ""
    niveau_local: str = ""


class Opening(Frozen):
    """All that is asked; texts after `couleurs` may be empty. Colours go by theme, then by name."""

    nom: str
    url: str
    description: str
    forge: str
    enjeux: tuple[WishedEnjeu, ...]
    territoires: tuple[WishedPlace, ...]
    couleurs: Mapping[str, Mapping[str, str]]
    editeur: str
    labo: str
    contact: str
    depot: str
