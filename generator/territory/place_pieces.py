"""The reference in small pieces, for browsers, and what only they hold: populations and postcodes.

`lieux.zip`, written by `tools/territoires/morceaux.py`, holds gzipped JSON:

* `index`: the first key of each piece of names; départements (name, région) and régions by code;
* `noms/NNN`: columns of names, short ids and ranks (0 to 76, three more is twice as populous); `suites` gives
  by row the département of an EPCI, or the code and the name of the commune that a former one is today;
* `tetes/L`: by first letter, such columns for each beginning that lies in many pieces;
* `codes/NN`: by the first two signs of codes, `communes` (name, population, ranks among `epci`, postcodes),
  `epci`, `anciens` (today's code, what it is, its name) and `postes`, postcodes that lead elsewhere;
* `epci/N`: by last digit, EPCI and EPT: name, level, population, départements, what holds them.

A short id is the code of a commune, or `d`, `r`, `e` and the code of another place.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = Path(__file__).parent / "data" / "lieux.zip"
_COMMUNE = "commune-"


def place_pieces() -> Iterator[tuple[str, bytes]]:
    """The path of each piece, then its gzipped bytes, ready to publish."""
    with zipfile.ZipFile(PIECES) as pieces:
        for name in pieces.namelist():
            yield name, pieces.read(name)


def population(territory_id: str) -> int | None:
    """How many people live in a commune of today; None for any other place, and where nobody does."""
    if not territory_id.startswith(_COMMUNE):
        return None
    code = territory_id.removeprefix(_COMMUNE)
    found = _codes(code[:2])["communes"].get(code)
    return found[1] or None if found else None


def postcodes(territory_id: str) -> tuple[str, ...]:
    """The postcodes of a commune of today; none for any other place."""
    if not territory_id.startswith(_COMMUNE):
        return ()
    code = territory_id.removeprefix(_COMMUNE)
    found = _codes(code[:2])["communes"].get(code)
    return tuple(found[-1].split()) if found else ()


def communes_at(postcode: str) -> tuple[str, ...]:
    """The ids of the communes that have a postcode, the most populous first; none for what is no postcode."""
    piece = _codes(postcode[:2])
    if postcode in piece["postes"]:
        codes = [code for code, _ in piece["postes"][postcode]]
    else:
        codes = [code for code, (*_, written) in piece["communes"].items() if postcode in written.split()]
    places = (f"{_COMMUNE}{code}" for code in codes)
    return tuple(sorted(places, key=lambda one: (-(population(one) or 0), one)))


@cache  # data of the program: a hundred pieces, of which a commons asks for its départements
def _codes(start: str) -> dict[str, Any]:
    with zipfile.ZipFile(PIECES) as pieces:
        name = f"codes/{start}.gz"
        if name not in pieces.namelist():
            return {"communes": {}, "epci": {}, "anciens": {}, "postes": {}}
        found: dict[str, Any] = json.loads(gzip.decompress(pieces.read(name)))
        return found
