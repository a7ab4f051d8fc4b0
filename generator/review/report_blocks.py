"""The blocks a report is made of; contributors' words are marked, so that renderers can make them inert."""

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


class Title(Frozen):
    """A heading; `niveau` counts from 1."""

    niveau: int
    mots: Mots


class Sentences(Frozen):
    """One sentence or more."""

    mots: Mots


class BulletList(Frozen):
    """A list, told in full up to `au_plus` bytes as written; the renderer counts the rest."""

    points: tuple[Mots, ...]
    au_plus: int = 15_000


class PlainText(Frozen):
    """Lines to show as they are, in a frame; they come from contributors and are not trusted."""

    lignes: str


Simple: TypeAlias = Title | Sentences | BulletList | PlainText
"""Blocks written as they are: each already has its own limit of size."""


class Chose(Frozen):
    """One item of a `Ranked`: its short name, and the blocks that describe it."""

    nom: Mots
    blocs: tuple[Simple, ...]


class Ranked(Frozen):
    """Items in order, the most serious first: those that do not fit are only named, or else counted.

    `une` and `plusieurs` are the French nouns for one item and for several.
    """

    une: str
    plusieurs: str
    choses: tuple[Chose, ...]


class Fold(Frozen):
    """What is folded away under one line: a reader opens it to see `blocs`."""

    resume: Mots
    blocs: tuple[Simple | Ranked, ...]


Bloc: TypeAlias = Simple | Ranked | Fold

MOST_SIGNS = 20_000
"""The most characters that one text shows: a longer one would hide the records after it."""
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
