"""What stands around a value that is right by itself: spaces, a line end, quotes of a word processor."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"\s*(?:«([^«»]*)»|“([^“”]*)”|‘([^‘’]*)’|„([^„“”]*)[“”]|\"([^\"]*)\"|'([^']*)')\s*")


def without_surroundings(text: str) -> str:
    """The text without spaces nor quotes around it: `« proposition »` gives `proposition`."""
    found = _QUOTED.fullmatch(text)
    inside = next((part for part in found.groups() if part is not None), text) if found else text
    return inside.strip("\u00a0\u202f \t\n")
