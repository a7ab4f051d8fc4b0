"""Time the difference of two revisions of 25 kB: the page, the command and the checks all wait for it."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from generator.model import Hypothese, Protocole
from generator.protocol import as_data, difference
from tools.bench.prose import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE, _RUNS = 25_000, 5


def timed() -> Iterator[tuple[str, float]]:
    """What differs, and the best of five wall times, in seconds, of the difference and of its data."""
    prose, other = _paragraphs("avant"), _paragraphs("après")
    for said, before, after in (
        ("a word in twenty", "\n\n".join(prose), "\n\n".join(map(_edited, prose))),
        ("every paragraph", "\n\n".join(prose), "\n\n".join(other)),
        ("a single paragraph", " ".join(prose), " ".join(map(_edited, prose))),
        ("the same word, 5,000 times", "mot " * 5000, "mot un " * 4000),
        ("a word a paragraph", "mot\n\n" * 5000, "un\n\nmot\n\n" * 3000),
    ):
        first, second = _revision(1, before), _revision(2, after)
        best = float("inf")
        for _ in range(_RUNS):
            started = time.perf_counter()
            as_data(first, second, difference(first, second))
            best = min(best, time.perf_counter() - started)
        yield said, best


def _paragraphs(name: str) -> list[str]:
    draw = random.Random(name)  # noqa: S311 — a bench keeps no secret
    found: list[str] = []
    while sum(map(len, found)) < _SIZE:
        found.append(" ".join(sentence(draw) for _ in range(3)))
    return found


def _edited(paragraph: str) -> str:
    words = paragraph.split(" ")
    words[::20] = ["Désormais"] * len(words[::20])
    return " ".join(words)


def _revision(number: int, text: str) -> Protocole:
    return Protocole(
        id=f"essai/r{number}",
        chemin=f"experiments/essai/protocole/r{number}.md",
        experimentation="essai",
        numero=number,
        date=f"2026-01-0{number}",
        etat="publiee",
        hypotheses=tuple(Hypothese(id=f"H{n}", enonce=f"Phrase {n * number}.") for n in range(1, 20)),
        corps=text,
        ligne_corps=40,
    )
