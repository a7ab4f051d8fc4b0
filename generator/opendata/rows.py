"""Cut a record into rows: one of its kind's table, and one for each value of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.opendata.schema_tables import TablePlan

Row = dict[str, Any]
"""A value for each column that has one, by its name."""


def rows_of(
    plan: TablePlan,
    kind: str,
    fields: Mapping[str, Any],
    *,
    tree: Mapping[str, Any],
    place: Callable[[str], tuple[str, str]],
) -> Iterator[tuple[str, Row]]:
    """(name of a table, a row of it) for a record, without the columns that start every row.

    `fields` are those of the record, `tree` the schema of its kind; `place` gives the official code and the
    name of a territory. The first row is that of its kind.
    """
    cutting = _Cutting(plan, kind, place)
    own = cutting.group(fields, tree["properties"])
    yield plan.of_kinds[kind], own
    yield from cutting.lists


class _Cutting:
    """One record on its way to rows."""

    def __init__(self, plan: TablePlan, kind: str, place: Callable[[str], tuple[str, str]]) -> None:
        self._names = plan.of_lists
        self._kind = kind
        self._place = place
        self.lists: list[tuple[str, Row]] = []
        # The list that is being read: the path that leads there, and the place in it and in those around it.
        self._path: tuple[str, ...] = ()
        self._ranks: Mapping[str, int] = {}

    def group(self, values: Mapping[str, Any], nodes: Mapping[str, Any], prefix: tuple[str, ...] = ()) -> Row:
        """The cells of a group of fields; a list met on the way leaves rows in `lists`."""
        row: Row = {}
        for name, value in values.items():
            node, here = nodes[name], (*prefix, name)
            if "items" in node:
                self._list(value, node["items"], (*self._path, *here))
            elif "properties" in node:
                row.update(self.group(value, node["properties"], here))
            else:
                row.update(self._cells("_".join(here), value, node))
        return row

    def _list(self, values: list[Any], node: Mapping[str, Any], path: tuple[str, ...]) -> None:
        around = self._path, self._ranks
        for rank, value in enumerate(values, start=1):
            row: Row = {**around[1], "rang": rank}
            self.lists.append((self._names[self._kind, path], row))
            if "properties" in node:
                self._path, self._ranks = path, {**around[1], f"{'_'.join(path)}_rang": rank}
                row.update(self.group(value, node["properties"]))
            else:
                row.update(self._cells(node.get("x-ref") or "valeur", value, node))
        self._path, self._ranks = around

    def _cells(self, name: str, value: object, node: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
        yield name, value
        if node.get("x-ref") == "territoire":
            yield from zip((f"{name}_code", f"{name}_nom"), self._place(str(value)), strict=True)
