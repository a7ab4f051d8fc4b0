"""The words of faults that the checker and the form both tell, read from `phrases.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
"""The whole file, as the form is given it."""

CHARACTERS: dict[str, str] = WORDS["caracteres"]
TYPES: dict[str, str] = WORDS["types"]
FORMS: dict[str, str] = WORDS["formes"]
MONTHS: tuple[str, ...] = tuple(WORDS["mois"])


def say(name: str, **parts: object) -> str:
    """The phrase of that name, its blanks filled. Raises KeyError where there is none, or a blank is left."""
    phrase: str = WORDS["phrases"][name]
    return phrase.format(**parts)
