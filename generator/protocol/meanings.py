"""See whether a number still stands for the same idea: numbers swapped, given again, or worded anew."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from generator.diagnostics import folded
from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Protocole

Cle = tuple[str, ...]

_SAME = 0.8
_OTHER = 0.5
_NOTHING_IN_COMMON = 0.15
# With fewer words, two texts cannot be said to have nothing in common.
_ENOUGH_WORDS = 4
_LETTERS = 4
_STEM = 6


class Idea(Frozen):
    """What a number stands for in a revision.

    `cle` is `("H1",)`, `("D1",)`, or `("D1", "E2")` for a step; `revision` is the id of the revision, `champ`
    the place in its file; `nom` is what to call the idea, `texte` all that it says.
    """

    cle: Cle
    revision: str
    champ: tuple[str | int, ...]
    nom: str
    texte: str
    outil: str | None = None

    @property
    def numero(self) -> str:
        """The number of its revision, as in `r2`."""
        return self.revision.rpartition("/")[2]


class MeaningShift(Frozen):
    """An idea whose number means something else than before.

    `genre` tells how: the number took the words of another (`pris`), comes back for something else
    (`revenu`), or has almost no word left of what it said (`reformule`, which may be one idea still).
    `ancienne` is that other idea, or what the number meant before.
    """

    idee: Idea
    genre: Literal["pris", "revenu", "reformule"]
    ancienne: Idea


def ideas(revision: Protocole) -> dict[Cle, Idea]:
    """What each number of a revision stands for."""
    home = revision.id
    found: dict[Cle, Idea] = {}
    for rank, item in enumerate(revision.hypotheses):
        found[item.id,] = Idea(
            cle=(item.id,), revision=home, champ=("hypotheses", rank), nom=item.enonce, texte=item.enonce
        )
    for rank, device in enumerate(revision.dispositifs):
        where = ("dispositifs", rank)
        words = " ".join(filter(None, (device.titre, device.description, device.public)))
        found[device.id,] = Idea(
            cle=(device.id,), revision=home, champ=where, nom=device.titre, texte=words, outil=device.outil
        )
        for at, step in enumerate(device.etapes):
            key = (device.id, step.id)
            found[key] = Idea(
                cle=key, revision=home, champ=(*where, "etapes", at), nom=step.texte, texte=step.texte
            )
    return found


def slips(
    was: Mapping[Cle, Idea], now: Mapping[Cle, Idea], last: Mapping[Cle, Idea]
) -> Iterator[MeaningShift]:
    """The numbers that mean something else `now`, in a revision, than the last time they were used.

    `was` are the ideas of the revision before, `last` all the ideas that ever were, each as last worded. The
    steps of a device that slipped are not compared: they are another device's.
    """
    slipped: set[Cle] = set()
    for key, idea in now.items():
        old = last.get(key)
        if key[:-1] in slipped or (old and _words(old.texte) == _words(idea.texte)):
            continue
        other = _taken(idea, old, was, now=now)
        if other:
            slipped.add(key)
            yield MeaningShift(idea, "pris", other)
        elif old and _unlike(old, idea):
            slipped.add(key)
            yield MeaningShift(idea, "reformule" if key in was else "revenu", old)


def alike(one: Cle, other: Cle) -> bool:
    """Whether two numbers count the same things: hypotheses, devices, or the steps of one device."""
    return len(one) == len(other) and one[:-1] == other[:-1] and one[-1][0] == other[-1][0]


def _taken(idea: Idea, old: Idea | None, was: Mapping[Cle, Idea], *, now: Mapping[Cle, Idea]) -> Idea | None:
    """The idea of another number that had these words before and no longer has them, if any."""
    candidates = [other for other in was.values() if alike(other.cle, idea.cle) and other.cle != idea.cle]
    left = [other for other in candidates if _left(other, now)]
    exact = next((other for other in left if _words(other.texte) == _words(idea.texte)), None)
    if exact or old is None or _common(old.texte, idea.texte) >= _OTHER:
        return exact
    near = max(left, key=lambda other: _common(other.texte, idea.texte), default=None)
    if near is None or _common(near.texte, idea.texte) < _SAME:
        return None
    still = now.get(near.cle)
    return near if still is None or _common(still.texte, near.texte) < _OTHER else None


def _left(other: Idea, now: Mapping[Cle, Idea]) -> bool:
    still = now.get(other.cle)
    return still is None or _words(still.texte) != _words(other.texte)


def _unlike(old: Idea, new: Idea) -> bool:
    """Whether two ideas have almost nothing in common, and words enough to tell."""
    if old.outil is not None and old.outil == new.outil:
        return False
    enough = min(len(_content(old.texte)), len(_content(new.texte))) >= _ENOUGH_WORDS
    return enough and _common(old.texte, new.texte) < _NOTHING_IN_COMMON


def _common(one: str, other: str) -> float:
    """How much two texts say the same, from 0 to 1, by the words that carry meaning."""
    left, right = _content(one), _content(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=4096)  # each text of a protocol is compared with all the others
def _words(text: str) -> tuple[str, ...]:
    """The words of a text, without accents, case or signs."""
    return tuple(re.findall(r"[^\W_]+", folded(text)))


@lru_cache(maxsize=4096)  # as above
def _content(text: str) -> frozenset[str]:
    """The numbers and longer words of a text, without endings: `attire` and `attirent` count as one."""
    return frozenset(word[:_STEM] for word in _words(text) if len(word) >= _LETTERS or word.isdecimal())
