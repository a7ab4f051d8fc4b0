"""Remember what was read and made for the site, so that the next build looks only at what someone touched.

Nothing here is believed of a file but what its facts confirm: see `sources.facts_of`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.publishing.sources import Keyed

Made = tuple[str, str, str]
"""A file of a site: its facts, what it was made of, and for a page the digest of its bytes."""

_VERSIONS = 2  # the site that is published, and the one before, which the next build starts from


class Recollection(Frozen):
    """The staged files, each with its facts, its digest and its key; and the files made at each path."""

    recipe: str = ""
    sources: Mapping[str, Keyed] = {}
    made: Mapping[str, tuple[Made, ...]] = {}

    def found(self, path: str, facts: str) -> Made | None:
        """The file made at `path`, if it still has these facts."""
        return next((one for one in self.made.get(path, ()) if one[0] == facts), None)

    def then(self, recipe: str, sources: Mapping[str, Keyed], made: Mapping[str, Made]) -> Recollection:
        """The recollection to keep after a build that read these sources and made these files."""
        versions = {
            path: (one, *(old for old in self.made.get(path, ()) if old[0] != one[0]))[:_VERSIONS]
            for path, one in made.items()
        }
        return Recollection(recipe, sources, versions)


def recollect(memory: Path) -> Recollection:
    """What was written in `memory`; nothing where it cannot be read."""
    try:
        told = json.loads(memory.read_text(encoding="utf-8"))
        sources = {path: _three(*one) for path, one in told["sources"].items()}
        made = {path: tuple(_three(*one) for one in some) for path, some in told["made"].items()}
        return Recollection(str(told["recipe"]), sources, made)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Recollection()


def retain(memory: Path, seen: Recollection) -> None:
    """Write it down for the next build. Raises OSError."""
    told = {"recipe": seen.recipe, "sources": dict(seen.sources), "made": dict(seen.made)}
    with about(memory):
        memory.write_text(json.dumps(told), encoding="utf-8")


def _three(one: str, two: str, three: str) -> Made:
    if not (isinstance(one, str) and isinstance(two, str) and isinstance(three, str)):
        raise TypeError
    return one, two, three
