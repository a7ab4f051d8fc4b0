"""Tell a date from what looks like one: the formats that schemas ask for and JSON Schema does not judge."""

from __future__ import annotations

import datetime
import re

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


DATES = {"date": is_date, "date-partielle": is_partial_date}
