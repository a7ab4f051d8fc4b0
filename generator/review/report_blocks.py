"""Hold a report as blocks: headings, sentences, lists and texts, with every word of a contributor apart."""

from __future__ import annotations

from typing import TypeAlias

from generator.diagnostics import printable
from generator.frozen import Frozen


class Cite(Frozen):
    """Words of a contributor: shown as they are, never read as markup. `adresse` is a page of the site."""

    texte: str
    adresse: str = ""


Mots: TypeAlias = tuple[str | Cite, ...]
"""A sentence: our own words as plain text, without markup, those of contributors as `Cite`."""


class Titre(Frozen):
    """A heading; `niveau` counts from 1."""

    niveau: int
    mots: Mots


class Alinea(Frozen):
    """One sentence or more."""

    mots: Mots


class Liste(Frozen):
    """A list, told in full up to `au_plus` bytes as written; the renderer counts the rest."""

    points: tuple[Mots, ...]
    au_plus: int = 30_000


class Texte(Frozen):
    """Lines to show as they are, in a frame: nothing in them is ours to trust."""

    lignes: str


Simple: TypeAlias = Titre | Alinea | Liste | Texte
"""What is written as it is, within bounds of its own."""


class Chose(Frozen):
    """One of a series: what names it in a word, and the blocks that tell it."""

    nom: Mots
    blocs: tuple[Simple, ...]


class Serie(Frozen):
    """Things told one after the other, the gravest first: those that do not fit are named, or else counted.

    `une` and `plusieurs` say what they are.
    """

    une: str
    plusieurs: str
    choses: tuple[Chose, ...]


Bloc: TypeAlias = Simple | Serie

MOST_SIGNS = 20_000
"""What one text shows: the rest is counted, so that one record cannot hide the others."""
_LONGEST_QUOTE = 300


def shortened(lines: str) -> tuple[str, int]:
    """The first lines of a text, at most `MOST_SIGNS` signs, and how many lines are left out."""
    if len(lines) <= MOST_SIGNS:
        return lines.rstrip("\n"), 0
    kept = lines[:MOST_SIGNS].rpartition("\n")[0] or lines[:MOST_SIGNS]
    return kept, lines.rstrip("\n").count("\n") - kept.count("\n") or 1


def quoted(cited: Cite) -> str:
    """The words of a contributor on one line, without what hides or turns what follows, and not too long."""
    shown = printable(" ".join(cited.texte.split())) or "(vide)"
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1]}…"
