"""Read an unquoted value the YAML 1.2 way: `01004`, `no`, `12:30` and `2024-02-30` stay text."""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
# Fifteen digits are what every reader of JSON keeps exactly; a longer one is an identifier, so text.
_EXACT = 1e15
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,3})?", re.ASCII)


def scalar(text: str) -> Scalar:
    """The value of an unquoted `text`: None, a boolean, a number of at most 15 digits, or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            return text
        # `12.0` counts twelve people: JSON Schema holds it for a whole number, and so do we.
        return int(number) if number.is_integer() and abs(number) < _EXACT else number
    return text
