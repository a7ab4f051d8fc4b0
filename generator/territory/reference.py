"""Look places up, offline, in the data file that `tools/territoires/reduire.py` writes once a year."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.frozen import Frozen, replace
from generator.territory.lieu import Former, Lieu
from generator.territory.suggestions import PlaceNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DATA = Path(__file__).parent / "data" / "territoires.txt.gz"


@cache  # data of the program, the same for every commons
def reference() -> OfficialReference:
    """The official reference, read at the first call (about 30 ms) and kept."""
    head, places, formers = gzip.decompress(DATA.read_bytes()).decode("utf-8").split("\n\n")
    facts = _table(head.split("\n"))
    return OfficialReference(
        annee=facts["annee"],
        source=facts["source"],
        licence=facts["licence"],
        places=_table(places.split("\n")),
        formers=_table(formers.rstrip("\n").split("\n")),
    )


class OfficialReference(Frozen, eq=False):
    """Every commune, EPCI, EPT, département and région, and the codes that became something else.

    `annee` is the year of the official geographic code, `source` who publishes it and `licence` on
    which terms: French texts, ready to show. `places` and `formers` map an id to its line in the data
    file, cut only when asked for: forty thousand places made at once would cost every command 100 ms.
    """

    annee: str
    source: str
    licence: str
    places: Mapping[str, str]
    formers: Mapping[str, str]

    def of_level(self, niveau: str) -> tuple[str, ...]:
        """The ids that start with the name of a level (`region`, `departement`), in the order of the data."""
        return _of_level(niveau)

    def names(self, niveau: str) -> Iterator[tuple[str, str]]:
        """The code (lower case) and the name of every place of a level, without parsing the whole line."""
        for one in self.of_level(niveau):
            yield one.partition("-")[2], self.places[one].split("\t", 2)[1]

    def get(self, territory_id: str) -> Lieu | None:
        """The place of that id, a former commune's being today's commune with `ancien` set.

        Ids are lower case (`commune-2a004`); None where the reference has no such id.
        """
        line = self.places.get(territory_id)
        if line is not None:
            return self._place(territory_id, line)
        former = self.formers.get(territory_id)
        if former is None:
            return None
        nature, nom, today = former.split("\t")
        lieu = self._place(today, self.places[today])
        return replace(lieu, ancien=Former(territory_id, nom or None, nature))

    def suggest(self, text: str) -> str | None:
        """The id the author most likely meant, from a code or a name, or None.

        `commune-mulhouse`, `epci-68224` and `Mulouse` all give `commune-68224`. The first call
        folds every name (about 60 ms); after it a name spelt right costs nothing, a misspelt one 15 ms.
        """
        return _names().nearest(text)

    def meant(self, text: str) -> tuple[str, ...]:
        """The ids of all the places that bear the name `text`: see `PlaceNames.meant`."""
        return _names().meant(text)

    def _place(self, territory_id: str, line: str) -> Lieu:
        level, name, rank, ids = line.split("\t")
        parents = tuple(ids.split())
        code = territory_id.partition("-")[2].upper()
        return Lieu(
            id=territory_id,
            niveau=level,
            code=code,
            nom=name,
            libelle=self._label(name, rank, parents),
            parents=parents,
        )

    def _label(self, name: str, rank: str, parents: tuple[str, ...]) -> str:
        # A rank is written only for homonyms, and no two of one département share a name: the
        # tool that writes the data refuses it.
        if not rank:
            return name
        departement = next(parent for parent in parents if parent.startswith("departement-"))
        _, where, _ = self.places[departement].split("\t", 2)
        return f"{name} ({where})"


@cache  # data of the program, like the reference: folded once, only for who misspells a place
def _names() -> PlaceNames:
    official = reference()
    return PlaceNames(official.places, official.formers)


def _table(lines: Iterable[str]) -> dict[str, str]:
    return {key: rest for key, _, rest in (line.partition("\t") for line in lines)}


@cache  # forty thousand ids are looked through once for all the pages that ask
def _of_level(niveau: str) -> tuple[str, ...]:
    return tuple(one for one in reference().places if one.startswith(f"{niveau}-"))
