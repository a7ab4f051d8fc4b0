"""Break a record in ways that people do, one at a time: each gives the new text, or None where it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.dates import day_in_words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    Break = Callable[[random.Random, str], str | None]

_TEXT = re.compile(r"^(?:titre|resume|duree): ([\w' ,.-]{12,})$", re.MULTILINE)
_NAME = re.compile(r"^([a-z_]{5,}):", re.MULTILINE)
_CHOICE = re.compile(r"^(?:type|statut|etat|cadre|licence): ([\w.-]{5,})$", re.MULTILINE)
_LISTED = re.compile(r"^\w+: \[([a-z-]{6,})\]$", re.MULTILINE)
_DATE = re.compile(r"^(?:date|debut|fin|publie_le): (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_DASHED = re.compile(r"^(?:  )(?=- )", re.MULTILINE)
_COLON = re.compile(r"^[a-z_]+:( )\S", re.MULTILINE)


def _in(pattern: re.Pattern[str], change: Callable[[random.Random, str], str]) -> Break:
    """Change what the pattern holds, at one of the places of the front matter where it is."""

    def broken(luck: random.Random, text: str) -> str | None:
        end = text.find("\n---", 4)
        found = list(pattern.finditer(text, 0, end))
        if not found:
            return None
        match = luck.choice(found)
        start, stop = match.span(1 if pattern.groups else 0)
        return text[:start] + change(luck, text[start:stop]) + text[stop:]

    return broken


def _slip(luck: random.Random, word: str) -> str:
    at = luck.randrange(1, len(word) - 1)
    return luck.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + "z" + word[at:],
            word[:at] + "z" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word.upper(),
            word[:at] + word[at:].replace("e", "é", 1),
        ]
    )


def _amid(*pieces: str) -> Callable[[random.Random, str], str]:
    def broken(luck: random.Random, text: str) -> str:
        at = luck.choice([place for place, sign in enumerate(text) if sign == " "] or [len(text) // 2])
        return text[:at] + luck.choice(pieces) + text[at:].lstrip()

    return broken


def _day(luck: random.Random, day: str) -> str:
    year, month, number = day.split("-")
    short = f"{int(month)}-{int(number)}"
    forms = [
        f"{number}/{month}/{year}",
        f"{number}.{month}.{year}",
        day_in_words(day),
        f"le {day_in_words(day)}",
    ]
    return luck.choice([*forms, *([f"{year}-{short}"] * (len(short) < len("03-02")))])


def _unseen(luck: random.Random, text: str) -> str:
    at = luck.randrange(len(text))
    return text[:at] + luck.choice("\u00ad\u200b\u2060\ufeff") + text[at:]


def _fence(luck: random.Random, text: str) -> str | None:
    closing = text.find("\n---\n") + 1
    if not closing or not text.startswith("---\n"):
        return None
    start = luck.choice([0, closing])
    return text[:start] + luck.choice(["----", "——", "--", " ---"]) + text[start + len("---") :]


WAYS: tuple[Break, ...] = (
    _in(_TEXT, _amid(" : ", ": ", " #2 ")),
    _in(_TEXT, lambda luck, text: luck.choice("@`%#") + text),
    _in(_NAME, _slip),
    _in(_CHOICE, _slip),
    _in(_LISTED, _slip),
    _in(_LISTED, lambda _, word: f"{word}, {word}"),
    _in(_DATE, _day),
    _in(_DASHED, lambda _, __: "\t"),
    _in(_COLON, lambda luck, _: luck.choice(["", "\u00a0"])),
    _unseen,
    _fence,
)
