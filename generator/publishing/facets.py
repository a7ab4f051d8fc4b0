"""Write the catalogue by columns, compact enough for a browser to count facets over all records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.grammar import alphabetical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.publishing.search_changes import Row

CATALOGUE = "donnees/catalogue.json"
LEXICON = "donnees/lexique.json"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_UNDATED = "0000-00-00"


def columns(data: Mapping[str, Any], rows: Iterable[Row]) -> dict[str, Any]:
    """The columns of the catalogue `data`, and of the pages in the index that it does not hold.

    A page's rank is its place in each column: records first, the newest before, then those without a date by
    kind and title; after these `fiches`, the pages that words alone find, by address. `pages` are their
    numbers in the index, `titres` how many words their titles have (a digit in base 36), `inventes` ranks the
    invented ones. Each of `groupes` has `codes`, the distinct `ensembles` of codes (by rank) that pages have,
    and for each page the rank of its own in `fiches`. A record whose page is not in the index is left out:
    nothing could be shown of it.
    """
    root = str(data.get("site", "")).rstrip("/")
    by_address = {row.address: row for row in rows}
    told = (
        (record, by_address.pop(record["adresse"].removeprefix(root), None))
        for record in data.get("fiches", ())
    )
    groups = data.get("groupes", ())
    records = _ordered([(record, row) for record, row in told if row], groups)
    others = [(_outside(row), row) for _, row in sorted(by_address.items())]
    found = [record for record, _ in (*records, *others)]
    return {
        "fiches": len(records),
        "pages": [row.number for _, row in (*records, *others)],
        "titres": "".join(_DIGITS[min(row.title_terms, len(_DIGITS) - 1)] for _, row in (*records, *others)),
        "inventes": [rank for rank, record in enumerate(found) if record["invente"]],
        "groupes": {group["nom"]: _column(group, found) for group in groups},
    }


def _outside(row: Row) -> Mapping[str, Any]:
    """A page outside the catalogue as an entry of it, with the facet codes written in the page."""
    return {"invente": False, "facettes": json.loads(row.facets or "{}")}


def _ordered(
    rows: Iterable[tuple[Mapping[str, Any], Row]], groups: Iterable[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Row]]:
    """A sort key for records: the order in which the search page shows them without a query."""
    codes = {group["nom"]: [choice["code"] for choice in group["choix"]] for group in groups}
    kinds = {code: rank for rank, code in enumerate(codes.get("nature", ()))}

    def by_title(row: tuple[Mapping[str, Any], Row]) -> tuple[int, tuple[str | int, ...], str]:
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
    own = [_ranked(record["facettes"].get(group["nom"], ()), ranks) for record in records]
    sets = sorted(set(own))
    places = {one: rank for rank, one in enumerate(sets)}
    return {"codes": codes, "ensembles": sets, "fiches": [places[one] for one in own]}


def _ranked(codes: Iterable[str], ranks: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(ranks[code] for code in codes if code in ranks))
