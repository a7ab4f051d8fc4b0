"""Write a field in YAML below its explanation: a blank to fill if required, commented out otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.drafting.draft import BLANK
from generator.drafting.field_comments import comment, title, words
from generator.frozen import Frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Node = dict[str, Any]

Path = tuple[str, ...]


class Entry(Frozen):
    """An entry that a list must have: the words above it, and its values by sub-field, as YAML."""

    above: str
    values: Mapping[str, str]


class Layout(Frozen):
    """How to lay out the fields of a record, from what is known of it before it is written.

    `values` gives, by the names of fields, what is filled in already, as YAML; `wanted` the fields that the
    rules ask for although the schema does not; `entries` the entries of a list; `references` tells in words
    where each kind of id is found. Where `brief`, only the needed fields are explained.
    """

    values: Mapping[Path, str] = {}
    wanted: frozenset[str] = frozenset()
    entries: Mapping[str, tuple[Entry, ...]] = {}
    references: Mapping[str, str] = {}
    brief: bool = False

    def field(self, node: Node, path: Path, *, needed: bool) -> Iterator[str]:
        """The lines of the field at `path`; one that is not needed is commented out, in its shape.

        An explanation has a space after its « # »; a commented-out field has none.
        """
        yield from self._words(node, needed=needed, full=True)
        yield from self._shape(node, path, needed=needed, mark=f" {BLANK}" if needed else "")

    def _words(self, node: Node, *, needed: bool, full: bool) -> Iterator[str]:
        if self.brief and not needed:
            yield from title(node)
        else:
            yield from words(node, self.references, full=full)

    def _shape(self, node: Node, path: Path, *, needed: bool, mark: str) -> Iterator[str]:
        if needed or path in self.values:
            yield from self._lines(node, path, mark)
        else:
            yield from (f"#{line}" for line in self._lines(node, path, ""))

    def _lines(self, node: Node, path: Path, mark: str) -> Iterator[str]:
        name, items = path[-1], node.get("items", {})
        if path in self.values:
            yield f"{name}: {self.values[path]}"
        elif "properties" in node:
            yield f"{name}:"
            yield from (f"  {line}" for line in self.group(node, path, mark))
        elif "properties" in items:
            yield f"{name}:"
            first, *others = self.entries.get(name, (Entry("", {}),))
            yield from self._entry(items, path, mark, entry=first)
            for entry in others:
                yield from self._entry(items, path, mark, entry=entry, told=True)
        elif items:
            yield f"{name}:"
            yield f"  -{mark}"
        else:
            yield f"{name}:{mark}"

    def _entry(self, node: Node, path: Path, mark: str, *, entry: Entry, told: bool = False) -> Iterator[str]:
        """The lines of one entry of a list; where `told`, its fields are explained above already."""
        values = {(*path, name): value for name, value in entry.values.items()}
        here = replace(self, values={**self.values, **values})
        lines = list(here.group(node, path, mark, told=told))
        first = next(rank for rank, line in enumerate(lines) if not line.startswith("#"))
        for rank, line in enumerate(lines):
            if rank == first and not self.brief:
                yield from (f"    {above}" for above in comment(entry.above))
            yield f"  {'-' if rank == first else ' '} {line}"

    def group(self, node: Node, path: Path, mark: str, *, told: bool = False) -> Iterator[str]:
        """The lines of a group's sub-fields, those it needs first; at least one is not commented out."""
        names = list(node["properties"])
        needed = node.get("required") or names[:1]
        for name in sorted(names, key=lambda name: name not in needed):
            sub = node["properties"][name]
            if not told:
                yield from self._words(sub, needed=bool(mark), full=bool(mark))
            yield from self._shape(sub, (*path, name), needed=name in needed, mark=mark)
