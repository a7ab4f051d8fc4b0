"""Compare dates whose day or month may be missing: an answer is true only where it is certain."""

from __future__ import annotations


def first_day(date: str) -> str:
    """The earliest day a date may stand for: `2025-03` → `2025-03-01`."""
    return date + "-01-01"[len(date) - len("2025") :] if len(date) < len("2025-01-01") else date


def last_day(date: str) -> str:
    """A day no earlier than the latest a date may stand for: `2025-02` → `2025-02-31`."""
    return date + "-12-31"[len(date) - len("2025") :] if len(date) < len("2025-01-01") else date


def surely_before(one: str, other: str) -> bool:
    """Whether `one` is earlier than `other` whatever the missing days or months are."""
    return last_day(one) < first_day(other)


def surely_not_before(one: str, other: str) -> bool:
    """Whether `one` is no earlier than `other` whatever the missing days or months are."""
    return first_day(one) >= last_day(other)
