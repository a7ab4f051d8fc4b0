"""Guess which list was meant by a value that is one text: `items_meant(text, names=True)`."""

from __future__ import annotations

import re

_NAME = re.compile(r"[\w-]+")
_NAMES = re.compile(r"[\w-]+(?: ?[,;] ?[\w-]+)*[,;]?")
_BULLETS = "-–—•*·▪‣●○◦+"
_BULLETED = re.compile(rf"(?:^| )[{_BULLETS}] ?(?=\S)")
_LEADING = re.compile(rf"[{_BULLETS}] ?\S")


def items_meant(text: str, *, names: bool) -> tuple[list[str], bool]:
    """The items of a list with other bullets, or without its dashes; and whether it has bullets.

    YAML reads such lines as one text: `-banc -table`, or `banc table` where items are `names`.
    Nothing where the text has no such items.
    """
    if _LEADING.match(text):
        items = [item.strip() for item in _BULLETED.split(text) if item.strip()]
        return items, True
    if _NAMES.fullmatch(text):
        return re.split(" ?[,;] ?", text.rstrip(",;")), False
    parts = text.split()
    return (parts if names and len(parts) > 1 and all(map(_NAME.fullmatch, parts)) else []), False
