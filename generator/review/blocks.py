"""Hold a report as blocks: headings, sentences, lists and texts, with every word of a contributor apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cite:
    """Words of a contributor: shown as they are, never read as markup. `adresse` is a page of the site."""

    texte: str
    adresse: str = ""


Mots: TypeAlias = tuple[str | Cite, ...]
"""A sentence: our own words as plain text, without markup, those of contributors as `Cite`."""


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading; `niveau` counts from 1."""

    niveau: int
    mots: Mots


@dataclass(frozen=True, slots=True)
class Alinea:
    """One sentence or more."""

    mots: Mots


@dataclass(frozen=True, slots=True)
class Liste:
    """A list, told in full up to a limit; the renderer counts the rest."""

    points: tuple[Mots, ...]


@dataclass(frozen=True, slots=True)
class Texte:
    """Lines to show as they are, in a frame: nothing in them is ours to trust."""

    lignes: str


Bloc: TypeAlias = Titre | Alinea | Liste | Texte

MOST_POINTS = 200
MOST_SIGNS = 20_000
"""What one list or one text shows: the rest is counted, so that one record cannot hide the others."""


def shortened(lines: str) -> tuple[str, int]:
    """The first lines of a text, at most `MOST_SIGNS` signs, and how many lines are left out."""
    if len(lines) <= MOST_SIGNS:
        return lines.rstrip("\n"), 0
    kept = lines[:MOST_SIGNS].rpartition("\n")[0] or lines[:MOST_SIGNS]
    return kept, lines.rstrip("\n").count("\n") - kept.count("\n") or 1
