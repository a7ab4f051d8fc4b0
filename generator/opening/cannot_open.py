"""The one way this room says no."""

from __future__ import annotations

from generator.working import CouldNotRun


class CannotOpen(CouldNotRun):
    """What was asked cannot be done; the message says why in one French sentence, and mostly what to do."""

    def __init__(self, why: str, remedy: str = "") -> None:
        super().__init__(f"{why}\n  aide: {remedy}" if remedy else why)
