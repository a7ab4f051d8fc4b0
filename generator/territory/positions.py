"""Say where a French place is, in degrees; `tools/territoires/situer.py` wrote the data, once a year."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

POSITIONS = Path(__file__).parent / "data" / "positions.txt.gz"
SOURCE = "GeoNames, CC BY 4.0"


def position(territory_id: str) -> tuple[float, float] | None:
    """The longitude and the latitude (WGS 84) of a place, or None. Maps for other programs ask for it.

    That of a commune is its centre. A place that holds communes is in the middle of those that have one.
    """
    line = _positions().get(territory_id)
    if line is None:
        return None
    x, _, y = line.partition("\t")
    return float(x), float(y)


@cache  # data of the program, the same for every commons
def _positions() -> dict[str, str]:
    lines = gzip.decompress(POSITIONS.read_bytes()).decode("ascii").splitlines()
    return {key: rest for key, _, rest in (line.partition("\t") for line in lines)}
