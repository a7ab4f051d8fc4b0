"""Words shared by every message: quoting the author, listing a few names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_QUOTE = 60
# Controls, invisible signs, halves of a character, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def quoted(text: object, most: int = _LONGEST_QUOTE) -> str:
    """The author's words between « », cut where they run past `most` signs, invisible characters named."""
    whole = str(text)
    words = whole if len(whole) <= most else whole[: most - 1]
    shown = words.replace("\n", " ")
    if not shown.isprintable():
        shown = "".join(f"[U+{ord(c):04X}]" if is_unseen(c) else c for c in shown)
    return f"« {shown}{'…' if words != whole else ''} »"


def printable(text: str) -> str:
    """The text without control characters or line breaks (they become « · »), safe to print."""
    return text if text.isprintable() else "".join("·" if is_unseen(c) else c for c in text)


def is_unseen(character: str) -> bool:
    """Whether a character is invisible, or changes how its neighbours are displayed."""
    return unicodedata.category(character) in _UNSEEN


@lru_cache(maxsize=65_536)  # every word of every vocabulary is folded for each misspelt one
def folded(word: str) -> str:
    """A word without accents nor case, to compare it with another."""
    plain = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def some_of(words: Iterable[str], most: int = 12, *, link: str = "ou") -> str:
    """A list in words: `a, b ou c`; past `most`, the rest is counted."""
    listed = list(words)
    if len(listed) > most:
        return ", ".join(listed[:most]) + f"… ({len(listed)} en tout)"
    return f" {link} ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
