"""Guess which number was meant by one with words, spaces or a unit: `number_meant(text, whole=True)`."""

from __future__ import annotations

import re

_SPACES = "\u00a0\u202f '’."
_GROUPED = re.compile(rf"-?[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|-?[0-9]{{1,15}}", re.ASCII)
_UNIT = re.compile(r"\s*(?:€|euros?|eur|%)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:environ|près de|plus de|moins de|au moins|env\.?|~|±|≈|>|<|\+)\s*", re.IGNORECASE)
_BESIDE = re.compile(r"([-+]?[0-9][0-9 \u00a0\u202f.,]*)\s+[^\d\s][^\d]*")


def number_meant(text: str, *, whole: bool) -> tuple[str, bool]:
    """`12 000 €` as `12000`, and whether nothing but spaces and the sign of euros is left out.

    `environ 30` and `30 personnes` give `30`, with a doubt: their words would be lost. A comma is a decimal
    one, `3,5`, and never stands for a number that must be `whole`. Nothing where no number can be told.
    """
    words = text.strip()
    bare = _UNIT.sub("", words) if _UNIT.search(words) and words[-1:] != "%" else words
    if sure := _plain(bare, whole=whole):
        return sure, True
    words = _ABOUT.sub("", words, count=1)
    beside = _BESIDE.fullmatch(words)
    return _plain(beside[1].strip() if beside else words, whole=whole), False


def _plain(text: str, *, whole: bool) -> str:
    units, comma, decimals = text.partition(",")
    if comma and (whole or not re.fullmatch("[0-9]{1,6}", decimals)):
        return ""
    if not _GROUPED.fullmatch(units):
        return ""
    digits = re.sub(f"[{_SPACES}]", "", units)
    return str(int(digits)) + (f".{decimals}" if comma else "")
