"""Cut the reference of territories into small pieces, so that a browser fetches the few that it needs.

`reduire.py` calls it and writes what it gives, `generator/territory/data/lieux.zip`: the same bytes for the
same package. A build only copies its members, each gzipped JSON without a date; what they hold is said in
`generator/territory/place_pieces.py`.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import re
import zipfile
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from generator.territory.suggestions import KIND_OF_PLACE, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A piece of names weighs 9 kB at the most.
_NAMES = 700
# A beginning whose names lie in more pieces than that gets a list of the most populous.
_MOST_PIECES = 2
_HEAD = 12
# A word that so many names have (« mer », « bois ») finds none of them.
_TOO_COMMON = 25
_SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "en", "sur", "sous", "et", "aux", "au", "lez", "dans")
)
_KINDS = frozenset(("pres", "saint", "sainte", "communaute", "communes"))
_FIRST_WORDS = re.compile(r"^(?:(?:la|le|les|l|saint|sainte)-)+")
# A town is meant more often than what holds it.
_LATER = {"epci": 6, "ept": 6, "departement": 8, "region": 8}
_DAY = (1980, 1, 1, 0, 0, 0)

Row = dict[str, Any]


class Places:
    """What the package says of every place, ready to be cut."""

    def __init__(self, reference: str, rows: Iterable[Row]) -> None:
        """Take the text of the reference, and the rows of `communes.json`."""
        head, places, formers = reference.rstrip("\n").split("\n\n")
        self.year = dict(line.split("\t", 1) for line in head.split("\n"))["annee"]
        self.lines = {
            one: rest.split("\t") for one, _, rest in (p.partition("\t") for p in places.split("\n"))
        }
        self.formers = {
            one: rest.split("\t") for one, _, rest in (p.partition("\t") for p in formers.split("\n"))
        }
        self.rows = list(rows)
        self.population: Counter[str] = Counter()
        self.postcodes: dict[str, list[str]] = {}
        for row in self.rows:
            if row["type"] in {"commune-actuelle", "arrondissement-municipal"}:
                name = f"commune-{row['code'].lower()}"
                self.population[name] = row.get("population", 0)
                self.postcodes[name] = row.get("codesPostaux", [])
        for one, (_, _, _, parents) in self.lines.items():
            if one.startswith("commune-"):
                for parent in parents.split():
                    self.population[parent] += self.population[one]

    def name(self, place: str) -> str:
        """Its official name."""
        return self.lines[place][1]


def _table(text: str) -> dict[str, list[str]]:
    return {one: rest.split("\t") for one, _, rest in (line.partition("\t") for line in text.split("\n"))}


def archive(reference: str, rows: Iterable[Row]) -> bytes:
    """The whole file of pieces."""
    places = Places(reference, rows)
    blocks = _blocks(sorted(_keys(places), key=lambda one: one[0]))
    found: dict[str, object] = {"index": _index(places, [block[0][0] for block in blocks])}
    found |= {
        f"noms/{number:03}": _columns(_ranked(row for _, row in block)) for number, block in enumerate(blocks)
    }
    found |= {f"tetes/{letter}": heads for letter, heads in _heads(blocks).items()}
    found |= {f"codes/{start}": piece for start, piece in _codes(places).items()}
    found |= {f"epci/{digit}": piece for digit, piece in _groups(places).items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, value in sorted(found.items()):
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            target.writestr(zipfile.ZipInfo(f"{name}.gz", _DAY), gzip.compress(text.encode(), 9, mtime=0))
    return packed.getvalue()


def _index(places: Places, starts: list[str]) -> Row:
    """The first key of each piece of names, then what every label needs: départements and régions."""
    of_level = {
        level: {one.partition("-")[2]: found for one, found in places.lines.items() if found[0] == level}
        for level in ("departement", "region")
    }
    return {
        "annee": places.year,
        "noms": starts,
        "departements": {
            code: [name, parents.partition("-")[2]]
            for code, (_, name, _, parents) in of_level["departement"].items()
        },
        "regions": {code: found[1] for code, found in of_level["region"].items()},
    }


def _rows(places: Places) -> Iterator[tuple[str, list[object]]]:
    """A folded name and its row: name, short id, rank, then what an EPCI or a former commune has besides."""
    short = {"region": "r", "departement": "d", "epci": "e", "ept": "e"}
    names = [(one, found[1]) for one, found in places.lines.items()]
    folded = fold("\n".join(name for _, name in names)).split("\n")
    for key, (one, name) in zip(folded, names, strict=True):
        level, _, _, parents = places.lines[one]
        code = short.get(level, "") + one.partition("-")[2]
        rank = max(0, _rank(places.population[one]) - _LATER.get(level, 0))
        if level in {"epci", "ept"}:
            where = next(p for p in parents.split() if p.startswith("departement-")).partition("-")[2]
            yield KIND_OF_PLACE.sub("", key), [name, code, rank, where]
        else:
            yield key, [name, code, rank]
    for row in places.rows:
        today = f"commune-{(row.get('chefLieu') or row.get('commune') or '').lower()}"
        if today in places.lines and places.name(today) != row["nom"]:
            code = row["code"].lower()
            rank = _rank(places.population.get(f"commune-{code}", 0) if code not in today else 0)
            yield fold(row["nom"]), [row["nom"], code, rank, today.partition("-")[2], places.name(today)]


def _keys(places: Places) -> Iterator[tuple[str, list[object]]]:
    """Each row under its name, under what follows an article or « Saint », and under its rarer words."""
    rows = list(_rows(places))
    common = Counter(word for key, _ in rows for word in key.split("-")[1:])
    for key, row in rows:
        bare = _FIRST_WORDS.sub("", key)
        for start in {key, bare, *(_words(key, common))}:
            yield start, row


def _words(key: str, common: Counter[str]) -> Iterator[str]:
    words = key.split("-")
    for at, word in enumerate(words):
        if at and len(word) > 2 and word not in _SMALL | _KINDS and common[word] < _TOO_COMMON:  # noqa: PLR2004
            yield "-".join(words[at:])


def _blocks(keys: list[tuple[str, list[object]]]) -> list[list[tuple[str, list[object]]]]:
    """The keys cut in pieces, one key never lying in two of them."""
    found: list[list[tuple[str, list[object]]]] = [[]]
    for one in keys:
        if len(found[-1]) >= _NAMES and found[-1][-1][0] != one[0]:
            found.append([])
        found[-1].append(one)
    return found


def _heads(blocks: list[list[tuple[str, list[object]]]]) -> dict[str, dict[str, Row]]:
    """By first letter: the most populous places of each beginning that lies in too many pieces."""
    starts = [block[0][0] for block in blocks]
    under: defaultdict[str, list[tuple[str, list[object]]]] = defaultdict(list)
    for key, row in (one for block in blocks for one in block):
        for length in range(1, len(key) + 1):
            start = key[:length]
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, f"{start}~") - 1
            if last - max(first, 0) < _MOST_PIECES:
                break
            under[start].append((key, row))
    found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for start, rows in under.items():
        named = [row for key, row in rows if key == start]
        found[start[0]][start] = _columns(_ranked([*named, *_ranked(row for _, row in rows)[:_HEAD]]))
    return found


def _ranked(rows: Iterable[list[object]]) -> list[list[object]]:
    """Each row once, the most populous first."""
    once = {(str(row[0]), str(row[1])): row for row in rows}
    return sorted(once.values(), key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1])))


def _columns(rows: list[list[object]]) -> Row:
    """The rows as columns, a sixth lighter; `suites` holds by rank what few rows have."""
    names, codes, ranks = ([row[at] for row in rows] for at in range(3))
    more = {str(at): row[3:] for at, row in enumerate(rows) if len(row) > 3}  # noqa: PLR2004 - name, code, rank
    return {"noms": names, "codes": codes, "rangs": ranks, "suites": more}


def _codes(places: Places) -> dict[str, Row]:
    """By the first two signs of codes: communes, their EPCI, former codes, postcodes that lead elsewhere."""
    tables = ("communes", "epci", "anciens", "postes")
    found: defaultdict[str, Row] = defaultdict(lambda: {name: {} for name in tables})
    by_postcode: defaultdict[str, list[str]] = defaultdict(list)
    for one, (level, name, _, parents) in places.lines.items():
        if level != "commune":
            continue
        code = one.partition("-")[2]
        piece = found[code[:2]]
        groups = [parent for parent in parents.split() if parent.startswith("epci-")]
        for group in groups:
            piece["epci"].setdefault(group.partition("-")[2], places.name(group))
        known = list(piece["epci"])
        ranks = [known.index(group.partition("-")[2]) for group in groups]
        written = " ".join(places.postcodes[one])
        piece["communes"][code] = [name, places.population[one], ranks, written]
        for postcode in places.postcodes[one]:
            by_postcode[postcode].append(code)
    for former, (nature, name, today) in places.formers.items():
        code = former.partition("-")[2]
        found[code[:2]]["anciens"][code] = [today.partition("-")[2], nature, name]
    for postcode, codes in sorted(by_postcode.items()):
        if any(code[:2] != postcode[:2] for code in codes):
            found[postcode[:2]]["postes"][postcode] = [
                [code, places.name(f"commune-{code}")] for code in codes
            ]
    return dict(found)


def _groups(places: Places) -> dict[str, Row]:
    """EPCI and EPT by the last digit of codes: name, level, population, départements, what holds them."""
    found: defaultdict[str, Row] = defaultdict(dict)
    for one, (level, name, _, parents) in places.lines.items():
        if level in {"epci", "ept"}:
            code = one.partition("-")[2]
            around = parents.split()
            where = [p.partition("-")[2] for p in around if p.startswith("departement-")]
            above = [p.partition("-")[2] for p in around if p.startswith("epci-")]
            found[code[-1]][code] = [name, level, places.population[one], where, above]
    return dict(found)


def _rank(population: int) -> int:
    """How populous, from 0 to 76: three steps more are twice as many inhabitants."""
    return int(10 * math.log10(population + 1))
