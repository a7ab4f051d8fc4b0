"""Read the labelled sentences of `phrases-personnelles.txt`, and measure what the guard says of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import seek

_FILE = Path(__file__).with_name("phrases-personnelles.txt")
HELD_OUT = "réserve"
"""The part that was written before anything was tuned, and is only measured."""


class Sentence(NamedTuple):
    """A sentence, the part it belongs to, and whether it holds what reaches a person."""

    part: str
    text: str
    personal: bool


class Measure(NamedTuple):
    """How many sentences of each sort there are, how many were missed and how many refused wrongly."""

    personal: int
    missed: int
    honest: int
    refused: int

    @property
    def recall(self) -> float:
        """The share of what should be found that is."""
        return 1 - self.missed / self.personal

    @property
    def false_alarms(self) -> float:
        """The share of honest sentences that are refused."""
        return self.refused / self.honest


def sentences() -> list[Sentence]:
    """Every sentence of the file."""
    found, part = [], ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        sign, text = line[:2], line[2:].replace("⏎", "\n")
        if sign == "==":
            part = text.strip()
        elif sign in {"+ ", "- "}:
            found.append(Sentence(part, text, sign == "+ "))
    return found


def measure(tried: list[Sentence]) -> Measure:
    """What the guard says of these sentences."""
    said = [(one.personal, any(seek(one.text))) for one in tried]
    return Measure(
        sum(personal for personal, _ in said),
        said.count((True, False)),
        sum(not personal for personal, _ in said),
        said.count((False, True)),
    )
