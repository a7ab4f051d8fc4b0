"""Write texts that break one rule as often as they can, or are slow to read: `SHAPES`, out of `cost.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.sources import limits

_DATA = tomllib.loads((Path(__file__).parent / "cost.toml").read_text(encoding="utf-8"))
_TOOL = "toolbox/cercle-d-essai.md"
_HEADER = 15 * 1024
_BODY = limits.BODY_BYTES - limits.BODY_BYTES // 64


@dataclass(frozen=True, slots=True)
class Shape:
    """A unit of text to write again and again between two others, in one file of a small commons.

    `{n}` in the unit is its rank. `most` is how many bytes of it a file may hold.
    """

    name: str
    rules: tuple[str, ...]
    path: str
    before: str
    unit: str
    after: str
    most: int

    def text(self, size: int) -> str:
        """The file with about `size` bytes of the unit."""
        first = self.unit.replace("{n}", "10000").encode()
        count = max(1, size // len(first))
        return self.before + "".join(self.unit.replace("{n}", str(n)) for n in range(count)) + self.after


def _shapes() -> tuple[Shape, ...]:
    made = []
    for entry in _DATA["formes"]:
        name = entry.get("nom") or ", ".join(entry["regles"])
        made.append(_shape(f"{name} (une ligne)" if _is_free(entry) else name, entry, entry["unite"]))
        if _is_free(entry):
            made.append(_shape(f"{name} (une par ligne)", entry, entry["unite"].strip(" ") + "\n"))
    return tuple(made)


def _is_free(entry: dict[str, Any]) -> bool:
    """Whether the unit may stand anywhere in a text: it is tried on one line and on many."""
    return "avant" not in entry and "\n" not in entry["unite"]


def _shape(name: str, entry: dict[str, Any], unit: str) -> Shape:
    return Shape(
        name,
        tuple(entry.get("regles", ())),
        entry.get("fichier", _TOOL),
        entry.get("avant", _DATA["fiche"]),
        unit,
        entry.get("apres", ""),
        _HEADER if "avant" in entry and not entry.get("texte") else _BODY,
    )


SHAPES = _shapes()
ONCE: dict[str, str] = _DATA["une_fois"]
"""The rules that a file cannot break more than once or a few times, and why."""

PLAIN: str = _DATA["fiche"]
"""A record without a text."""
