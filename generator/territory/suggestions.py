"""Guess which place an author meant: by code first, then by name, then by a name almost the same."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The order in which levels are tried where the author named none, or the wrong one.
LEVELS = ("commune", "epci", "departement", "region")
_ALIASES = {"ept": "epci", "dep": "departement", "dept": "departement", "ville": "commune"}
# « CC du Pays de Nay » is known to its inhabitants as « Pays de Nay ».
KIND_OF_PLACE = re.compile(
    r"^(?:(?:communaute-de-communes|communaute-d-agglomeration|communaute-urbaine|cc|ca|cu)-)?"
    r"(?:(?:de|du|des|d|la|le|les|l)-)*"
)
# A name, then a département or a postcode: « Saillans (26) », « Saillans, 26340 ».
_BESIDE = re.compile(r"(?P<name>.+?)[\s,(–-]+(?P<code>2[ABab]|\d{2,3}|\d{5})\)?")
_OVERSEAS = ("97", "98")
_LONGEST = 100
_FARTHEST = 3
_CLOSE_ENOUGH = 0.8


def fold(text: str) -> str:
    """Lower case, no accents, hyphens for the rest; lines stay lines, so a whole list folds at once."""
    # What NFKD does not take apart would vanish, and the typographic apostrophe would glue two words.
    spelt = text.lower().replace("œ", "oe").replace("æ", "ae").replace("\u2019", "'")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"-*\n-*", "\n", re.sub(r"[^a-z0-9\n]+", "-", plain)).strip("-")


class PlaceNames:
    """An index of places by folded name, for each level; among homonyms, the most populous one is given."""

    def __init__(self, places: Mapping[str, str], formers: Mapping[str, str]) -> None:
        """Take the two tables of the reference: an id, and its line after the id."""
        self._places = places
        self._today = {old: line.rpartition("\t")[2] for old, line in formers.items()}
        self._names: dict[str, dict[str, str]] = {level: {} for level in LEVELS}
        self._namesakes: dict[str, list[str]] = {}
        spellings = [*self._official(), *self._former(formers)]
        folded = fold("\n".join(name for name, _ in spellings)).split("\n")
        for name, (_, territory_id) in zip(folded, spellings, strict=True):
            level = territory_id.partition("-")[0]
            if self._names[level].setdefault(name, territory_id) != territory_id:
                self._namesakes.setdefault(name, []).append(territory_id)
            if level == "epci":
                self._names[level].setdefault(KIND_OF_PLACE.sub("", name), territory_id)

    def nearest(self, text: str) -> str | None:
        """The id `text` most likely stands for: a code, a name, the start or a misspelling of one."""
        asked, rest = _split(fold(text[:_LONGEST]))
        here = (asked,) if asked else ()
        return (
            self._by_code((*here, *LEVELS), rest)
            or self._by_name(here, rest)
            or self._by_start(here, rest)
            or self._misspelt(here, rest)
            or self._by_name(LEVELS, rest)
            or self._misspelt(LEVELS, rest)
        )

    def meant(self, text: str) -> tuple[str, ...]:
        """The ids of every place whose whole name is `text`, with or without its département.

        « Saillans (Drôme) », « Saillans, 26340 », « Saint-Denis (93) » give one; « Saint-Denis », several.
        """
        name = fold(text[:_LONGEST])
        if found := self._places_named(name):
            return found
        beside = _BESIDE.fullmatch(text[:_LONGEST])
        if not beside:
            return ()
        code = beside["code"].lower()
        around = f"departement-{code[: 3 if code.startswith(_OVERSEAS) else 2]}"
        named = self._places_named(fold(beside["name"]))
        return tuple(one for one in named if around in self._places[one].rpartition("\t")[2].split())

    def _places_named(self, name: str) -> tuple[str, ...]:
        found = (self._names[level].get(name) for level in LEVELS)
        return tuple(dict.fromkeys([one for one in found if one] + self._namesakes.get(name, [])))

    def _by_code(self, levels: Iterable[str], code: str) -> str | None:
        # A zero lost on the way through a spreadsheet is the likeliest fault of a code.
        for written in (code, f"0{code}"):
            for level in levels:
                territory_id = f"{level}-{written}"
                if territory_id in self._places:
                    return territory_id
                if territory_id in self._today:
                    return self._today[territory_id]
        return None

    def _by_name(self, levels: Iterable[str], name: str) -> str | None:
        for written in (name, re.sub(r"\bst(e?)-", r"saint\1-", name), KIND_OF_PLACE.sub("", name)):
            for level in levels:
                if written in self._names[level]:
                    return self._names[level][written]
        return None

    def _by_start(self, levels: Iterable[str], name: str) -> str | None:
        """« region-centre » is enough for Centre-Val de Loire, as long as one place alone begins so."""
        found = {i for level in levels for known, i in self._names[level].items() if known.startswith(name)}
        return found.pop() if name and len(found) == 1 else None

    def _misspelt(self, levels: Iterable[str], name: str) -> str | None:
        # difflib on forty thousand names takes a second: it gets those that share half the pairs.
        pairs = {name[i : i + 2] for i in range(len(name) - 1)}
        alike = {
            known: territory_id
            for level in levels
            for known, territory_id in self._names[level].items()
            if abs(len(known) - len(name)) <= _FARTHEST
            and 2 * sum(pair in known for pair in pairs) >= len(pairs)
        }
        found = difflib.get_close_matches(name, alike, n=1, cutoff=_CLOSE_ENOUGH)
        return alike[found[0]] if found else None

    def _official(self) -> Iterator[tuple[str, str]]:
        """Names as published, then homonyms with their département: (name, id), likeliest first."""
        homonyms = []
        for territory_id, line in self._places.items():
            _, nom, rank, parents = line.split("\t")
            if rank:
                homonyms.append((int(rank), nom, territory_id, parents))
            else:
                yield nom, territory_id
        for _, nom, territory_id, parents in sorted(homonyms):
            yield nom, territory_id
            departement = next(parent for parent in parents.split() if parent.startswith("departement-"))
            _, around, _ = self._places[departement].split("\t", 2)
            yield f"{nom} {around}", territory_id

    def _former(self, formers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for line in formers.values():
            _, nom, today = line.split("\t")
            if nom:
                yield nom, today


def _split(folded: str) -> tuple[str, str]:
    """The level named in front, empty where none is, and the rest."""
    prefix, _, rest = folded.partition("-")
    level = _ALIASES.get(prefix, prefix)
    return (level, rest) if level in LEVELS and rest else ("", folded)
