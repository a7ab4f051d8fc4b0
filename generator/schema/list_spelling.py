"""Guess which list was meant by a value that is one text: `items_meant(text, names=True)`."""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z0-9-]+")
_SAID = re.compile(r"\w[\w '’-]*\w")
_NAMES = re.compile(r"[\w-]+(?: ?[,;] ?[\w-]+)*[,;]?")
_BULLETS = "-–—•*·▪‣●○◦+"
_BULLETED = re.compile(rf"(?:^| )[{_BULLETS}] ?(?=\S)")
_LEADING = re.compile(rf"[{_BULLETS}] ?\S")


def items_meant(text: str, *, names: bool) -> tuple[list[str], bool]:
    """The items of a list with other bullets, or without its dashes; and whether it has bullets.

    YAML reads such lines as one text: `-banc -table`, or `un-banc table` where items are `names`.
    Nothing where the text has no such items.
    """
    if _LEADING.match(text):
        items = [item.strip() for item in _BULLETED.split(text) if item.strip()]
        return items, True
    if _NAMES.fullmatch(text):
        return re.split(" ?[,;] ?", text.rstrip(",;")), False
    parts = text.split()
    if names and any("-" in part for part in parts) and all(map(_NAME.fullmatch, parts)):
        return parts, False
    # `Lien durable` is one name as people say it, and not two.
    return ([text] if names and _SAID.fullmatch(text) else []), False
