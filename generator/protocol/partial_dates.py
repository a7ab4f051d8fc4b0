"""Compare dates of which only the month or the year may be known: only what is certain is said."""

from __future__ import annotations


def first_day(date: str) -> str:
    """The earliest day a date may stand for: `2025-03` → `2025-03-01`."""
    return date + "-01-01"[len(date) - len("2025") :] if len(date) < len("2025-01-01") else date


def last_day(date: str) -> str:
    """A day no earlier than the latest a date may stand for: `2025-02` → `2025-02-31`."""
    return date + "-12-31"[len(date) - len("2025") :] if len(date) < len("2025-01-01") else date


def surely_before(one: str, other: str) -> bool:
    """Whether `one` is an earlier day than `other`, whatever the days they leave unsaid."""
    return last_day(one) < first_day(other)


def surely_not_before(one: str, other: str) -> bool:
    """Whether `one` is the same day as `other` or a later one, whatever the days they leave unsaid."""
    return first_day(one) >= last_day(other)
