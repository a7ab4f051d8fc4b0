"""Say where a French place is, in degrees; `tools/territoires/situer.py` wrote the data, once a year."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.territory.lieu import Lieu

POSITIONS = Path(__file__).parent / "data" / "positions.txt.gz"
SOURCE = "GeoNames, CC BY 4.0"
PRECISIONS = {
    "commune": "Le centre de la commune.",
    "epci": "Le milieu des communes de l'intercommunalité.",
    "ept": "Le milieu des communes de l'établissement public territorial.",
    "departement": "Le milieu des communes du département.",
    "region": "Le milieu des communes de la région.",
    "aucune": "Ce lieu n'a pas de position connue.",
}
"""What a point of each precision stands for, for readers."""


def position(territory_id: str) -> tuple[float, float] | None:
    """The longitude and the latitude (WGS 84) of a place, or None. Maps for other programs ask for it.

    That of a commune is its centre. A place that holds communes is in the middle of those that have one.
    """
    line = _positions().get(territory_id)
    if line is None:
        return None
    x, _, y = line.partition("\t")
    return float(x), float(y)


def most_exact(lieu: Lieu, held: Iterable[Lieu]) -> tuple[str, tuple[float, float] | None]:
    """The best point for a place and its precision: its own, else of its département, else of its région.

    `held` are the places that hold it.
    """
    own = position(lieu.id)
    if own and lieu.niveau in PRECISIONS:
        return lieu.niveau, own
    around = sorted((one for one in held if one.est_departement or one.est_region), key=_size)
    found = ((one.niveau, where) for one in around if (where := position(one.id)))
    return next(found, ("aucune", None))


def _size(lieu: Lieu) -> bool:
    return lieu.est_region


@cache  # data of the program, the same for every commons
def _positions() -> dict[str, str]:
    lines = gzip.decompress(POSITIONS.read_bytes()).decode("ascii").splitlines()
    return {key: rest for key, _, rest in (line.partition("\t") for line in lines)}
