"""Recognise dates, and guess which date was meant by a wrong spelling."""

from __future__ import annotations

import datetime
import re

from generator.diagnostics import MONTHS, folded

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_partial_date(text: str) -> bool:
    """Whether `text` is `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`, of a day that exists."""
    found = _PARTIAL_DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = found.groups(default="01")
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether `text` is `AAAA-MM-JJ`, of a day that exists."""
    return len(text) == len("AAAA-MM-JJ") and is_partial_date(text)


_MONTHS = {folded(name): number for number, name in enumerate(MONTHS, 1)}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})([T ].*)?", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(?:(?:le )?(1er|[0-9]{1,2}) )?([a-z]+) ([0-9]{4})", re.ASCII)


def date_meant(text: str, *, partial: bool) -> tuple[str, bool]:
    """`14/03/2025` or `14 mars 2025` as it should be written, and whether no part of the text is left out.

    Nothing where that is no day; `mars 2025` is a date where it may be `partial`.
    """
    in_words, year_first = _IN_WORDS.fullmatch(folded(text)), _YEAR_FIRST.fullmatch(text)
    year, month, day, rest = "", "", "", None
    if year_first:
        year, month, day, rest = year_first.groups()
    elif day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = day_first.groups()
    elif partial and (month_first := _MONTH_FIRST.fullmatch(text)):
        month, year = month_first.groups()
    elif in_words and in_words[2] in _MONTHS and (in_words[1] or partial):
        day, month, year = (in_words[1] or "").removesuffix("er"), str(_MONTHS[in_words[2]]), in_words[3]
    try:
        meant = datetime.date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return "", False
    return (meant if day else meant[: len("AAAA-MM")]) * (meant != text), not rest
