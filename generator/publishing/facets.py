"""Write the catalogue in columns, small enough for a browser to count every facet of every record at once."""

from __future__ import annotations

import gzip
import json
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CATALOGUE = "donnees/catalogue.json"
FACETS = "facettes.gz"
_UNDATED = "0000-00-00"


def facets(catalogue: bytes, names: Mapping[str, str]) -> bytes:
    """The columns of `catalogue`, as gzipped JSON; `names` says what the index calls each page, by address.

    Records come the newest first, then those without a date by kind and title; a record's number is its rank:
    `pages` names them in the index,
    `inventes` numbers the invented ones. Each of `groupes` has `codes`, the distinct `ensembles` of codes (by
    rank) that records have, and for each record the rank of its own in `fiches`. A record whose page is not
    in the index is left out: nothing could be shown of it.
    """
    data = json.loads(catalogue)
    root = str(data["site"]).rstrip("/")
    rows = [(record, names.get(str(record["adresse"]).removeprefix(root))) for record in data["fiches"]]
    kinds = [
        choice["code"] for group in data["groupes"] if group["nom"] == "nature" for choice in group["choix"]
    ]
    found = sorted(
        ((record, name) for record, name in rows if name), key=lambda row: _by_title(row[0], kinds)
    )
    found.sort(key=lambda row: _day(row[0]["date"]), reverse=True)
    records = [record for record, _ in found]
    columns = {
        "pages": " ".join(name for _, name in found),
        "inventes": [rank for rank, record in enumerate(records) if record["invente"]],
        "groupes": {group["nom"]: _column(group, records) for group in data["groupes"]},
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _by_title(record: Mapping[str, Any], kinds: Sequence[str]) -> tuple[int, str, str]:
    """By kind, then title without case nor accents; the address settles what is left."""
    folded = unicodedata.normalize("NFD", record["titre"]).encode("ascii", "ignore").decode().casefold()
    return kinds.index(record["nature"]), folded, record["adresse"]


def _day(date: str | None) -> str:
    """A date that sorts: what leaves its day or month unsaid comes before the days of that month or year."""
    known = date or ""
    return known + _UNDATED[len(known) :]


def _column(group: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    codes = [str(choice["code"]) for choice in group["choix"]]
    ranks = {code: rank for rank, code in enumerate(codes)}
    own = [_ranked(record["facettes"][group["nom"]], ranks) for record in records]
    sets = sorted(set(own))
    places = {one: rank for rank, one in enumerate(sets)}
    return {"codes": codes, "ensembles": sets, "fiches": [places[one] for one in own]}


def _ranked(codes: Iterable[str], ranks: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(ranks[code] for code in codes if code in ranks))
