"""Write dates the way people say them in French."""

from __future__ import annotations

from functools import lru_cache

from generator.diagnostics import MONTHS


@lru_cache(maxsize=4096)  # few days, on many pages
def day_in_words(date: str) -> str:
    """`2021-06-26` → `26 juin 2021`; `2021-06` → `juin 2021`; anything else comes back as it is."""
    match [int(part) for part in date.split("-") if part.isdecimal()]:
        case [year, month, day] if 1 <= month <= len(MONTHS):
            return f"{'1er' if day == 1 else day} {MONTHS[month - 1]} {year:04}"
        case [year, month] if 1 <= month <= len(MONTHS):
            return f"{MONTHS[month - 1]} {year:04}"
    return date
