"""Name headings as the forge does, so that a link to `file.md#anchor` works there and here."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT = frozenset({"Nd", "Nl", "Pc"})


class Slugs:
    """The anchors of one text, in order: lower case, hyphens for spaces, no punctuation, accents kept."""

    __slots__ = ("_count", "_taken")

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._count = 0

    def add(self, text: str) -> str:
        """The anchor of the next heading: `titre`, then `titre-1` and so on where the title comes again."""
        self._count += 1
        base = slug(text)
        if not base or base.startswith("__"):
            # An empty anchor, or one that the theme's scripts use. The uppercase letter avoids every slug.
            return f"Titre-{self._count}"
        name = base
        while name in self._taken:
            self._taken[base] += 1
            name = f"{base}-{self._taken[base]}"
        self._taken[name] = 0
        return name


@lru_cache(maxsize=4096)  # records of a kind have the same headings
def slug(text: str) -> str:
    """One heading's anchor, before duplicates are told apart."""
    return "".join("-" if c == " " else c for c in text.lower() if c in " -" or _is_word(c))


def _is_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    category = unicodedata.category(character)
    return category[0] in "LM" or category in _KEPT
