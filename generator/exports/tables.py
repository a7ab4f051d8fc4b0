"""Publish each kind of record as a table, `/donnees/<kind>.csv`: a row a record, a column a field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.exports.spreadsheet import spreadsheet
from generator.model import plain
from generator.protocol import LIST_MARK
from generator.schema import faces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.index import Index
    from generator.kinds import Kind
    from generator.model import Commons, Record, Ref
    from generator.output import OutputFile
    from generator.schema import Schemas

_FIRST = ("id", "adresse", "invente")


def paths(commons: Commons) -> tuple[str, ...]:
    """The path of each table, from the site's root."""
    return tuple(f"donnees/{kind.name}.csv" for kind in commons.kinds.published)


def tables(index: Index) -> Iterator[OutputFile]:
    """A table for each kind that has pages, its records by id. UTF-8, CRLF."""
    commons = index.commons
    for kind, path in zip(commons.kinds.published, paths(commons), strict=True):
        columns = columns_of(index.schemas, kind)
        found = (
            _row(commons, ref, record, invented=ref in index.inventes)
            for ref, record in commons.records()
            if ref.kind == kind.name
        )
        yield spreadsheet(path, columns, ([row.get(name, "") for name in columns] for row in found))


def columns_of(schemas: Schemas, kind: Kind) -> list[str]:
    """The columns of the table of a kind: its id and address, then the fields that its schema puts there."""
    fields = schemas.trees[kind.name]["properties"].items()
    return [*_FIRST, *(name for name, node in fields if "csv" in faces(node) and name not in _FIRST)]


def _row(commons: Commons, ref: Ref, record: Record, *, invented: bool) -> dict[str, str]:
    told: Mapping[str, Any] = {**plain(record), **record.supplement}
    cells = {name: _cell(value) for name, value in told.items()}
    where = f"{commons.site.url.rstrip('/')}{address(ref, commons.kinds)}"
    return {**cells, "id": ref.id, "adresse": where, "invente": _cell(invented)}


def _cell(value: Any) -> str:  # noqa: ANN401 — a value of a file, of any shape
    """A value in a cell: texts as they are, lists of texts with a mark between two, groups as JSON."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple) and not any(isinstance(one, dict | list) for one in value):
        return LIST_MARK.join(map(_cell, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
