"""Cut a text into the words, numbers and signs that a reader compares, and weigh what each is worth."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters that modify the one before: combining accents, variants and skin tones of an emoji.
_MARK = (
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff]"
)
_LETTER = rf"[^\W_]{_MARK}*"
_NO_BREAK = r"[ \u00a0\u202f]"
_TOKEN = re.compile(
    rf"""
      (?: \d{{1,3}} (?:{_NO_BREAK}\d{{3}})+ (?:[.,]\d+)?  # 1 150, or 12 500,50
        | \d+ (?:[.,:/-]\d+)*                             # 40, or 2,5, or 12:30, or 2025-06-20
      ) (?:{_NO_BREAK}?[%‰€°])? (?![^\W_])                # with its unit: 40 %
    | (?:{_LETTER})+ (?:['’ʼ‐‑-](?:{_LETTER})+)*          # l'atelier, rendez-vous, 1er, H1
    | [\U0001f1e6-\U0001f1ff]{{2}}                        # a flag
    | ([^\w\s])\1+                                        # ##, or ..., or ---
    | \S{_MARK}* (?:\u200d\S{_MARK}*)*                    # any other sign
    """,
    re.VERBOSE,
)
SENTENCE_ENDS = frozenset({".", "...", "…", "!", "?"})
# Words that nearly every sentence holds: sharing them alone does not make two texts alike.
_WEAK = frozenset(
    """
    à afin ai ainsi alors après au aussi autre autres aux avant avec avoir c ce cela celle celles celui ces
    cet cette ceux chaque chez comme d dans de depuis des deux donc dont du elle elles en encore entre est et
    été être eux fait faire faut h il ils j je l la là le les leur leurs lui ma mais me même mes moins mon n
    ne ni non nos notre nous on ont or où ou par pas peu peut plus pour puis qu quand que quel quelle qui
    quoi s sa sans se sera ses si son sont sous sur t ta te tes ton tous tout toute toutes très tu un une
    vers vos votre vous y c'est d'un d'une l'on n'a n'est qu'à qu'elle qu'il qu'on qu'un qu'une s'est s'il
    """.split()  # noqa: SIM905 — words, not a wall of quotes
)


class Tokens(NamedTuple):
    """A text and its words: `words[i]` stands at `text[starts[i]:ends[i]]`; the rest is blank."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


def cut(text: str) -> Tokens:
    """The tokens of a text. An elided or hyphenated word is one, and so is a number with its unit."""
    found = list(_TOKEN.finditer(text))
    return Tokens(
        text=text,
        words=[m[0] for m in found],
        starts=[m.start() for m in found],
        ends=[m.end() for m in found],
    )


@lru_cache(maxsize=65_536)  # a language has few words, and each is looked up many times
def is_strong(word: str) -> bool:
    """Whether a token carries meaning: a number, or a word that is not in nearly every sentence."""
    return word[0].isalnum() and word.replace("’", "'").casefold() not in _WEAK


@lru_cache(maxsize=65_536)  # as above
def worth(word: str) -> int:
    """The weight of a token both texts share: 1 for a word with meaning or the end of a sentence, else 0."""
    return int(is_strong(word) or word in SENTENCE_ENDS)
