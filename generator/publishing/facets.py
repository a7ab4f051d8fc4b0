"""Write the catalogue by columns, compact enough for a browser to count facets over all records."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from generator.grammar import alphabetical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CATALOGUE = "donnees/catalogue.json"
FACETS = "facettes.gz"
_UNDATED = "0000-00-00"


def facets(data: Mapping[str, Any], names: Mapping[str, str], others: Sequence[str] = ()) -> bytes:
    """The columns of the catalogue `data`, as gzipped JSON; `names` says what the index calls each address.

    The name of a page in another part of the index starts with the folder of that part, one of `others`. A
    record's number is its rank: the newest first, then those without a date by kind and title. `pages`
    names them in the index, `inventes` numbers the invented ones. Each of `groupes` has `codes`, the
    distinct `ensembles` of codes (by rank) that records have, and for each record the rank of its own in
    `fiches`. A record whose page is not in the index is left out: nothing could be shown of it.
    """
    root = str(data["site"]).rstrip("/")
    indexed = [(record, names.get(record["adresse"].removeprefix(root))) for record in data["fiches"]]
    rows = _ordered([(record, name) for record, name in indexed if name], data["groupes"])
    records = [record for record, _ in rows]
    columns = {
        "autres": list(others),
        "pages": " ".join(name for _, name in rows),
        "inventes": [rank for rank, record in enumerate(records) if record["invente"]],
        "groupes": {group["nom"]: _column(group, records) for group in data["groupes"]},
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _ordered(
    rows: Iterable[tuple[Mapping[str, Any], str]], groups: Iterable[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], str]]:
    """A sort key for records: the order in which the search page shows them without a query."""
    codes = {group["nom"]: [choice["code"] for choice in group["choix"]] for group in groups}
    kinds = {code: rank for rank, code in enumerate(codes["nature"])}

    def by_title(row: tuple[Mapping[str, Any], str]) -> tuple[int, tuple[str | int, ...], str]:
        record, _ = row
        return kinds[record["nature"]], alphabetical(record["titre"]), record["adresse"]

    return sorted(sorted(rows, key=by_title), key=lambda row: _day(row[0]["date"]), reverse=True)


def _day(date: str | None) -> str:
    """A date as a sort key: one without day or month comes before all days of that month or year."""
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
