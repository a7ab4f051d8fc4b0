"""Say since when a column is published: `since("donnees/outil.csv", "cout")`, from `depuis.toml` beside.

`python -m tools.depuis 2026-12-15` writes there the columns that are new, with the day given.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

DATES = Path(__file__).parent / "depuis.toml"
BEGAN = "2026-11-27"
"""The first day on which this was written down: older columns have it."""


def since(path: str, name: str) -> str:
    """The day of a column, by the first file that has it; empty for that of a field which a commons added."""
    return column_days().get((path, name), "")


@cache  # data of the program, the same for every commons
def column_days() -> dict[tuple[str, str], str]:
    """The day of every column that is written down, by file and name."""
    told = tomllib.loads(DATES.read_text(encoding="utf-8"))
    return {
        (path, name): day for day, files in told.items() for path, names in files.items() for name in names
    }
