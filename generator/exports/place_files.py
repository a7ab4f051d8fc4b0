"""Publish the places of France in small pieces, `/assets/lieux/`: a browser fetches the few it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.output import OutputFile
from generator.territory import place_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "assets/lieux"


def place_files() -> Iterator[OutputFile]:
    """Every piece as the program carries it, already compressed."""
    for name, content in place_pieces():
        yield OutputFile(f"{FOLDER}/{name}", content)
