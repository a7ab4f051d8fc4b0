"""Name each value that a record may hold as people read it: « Équipe : Rôle », for forms made of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.schema.faces import faces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.schema.schemas import Schemas

EACH = "*"
"""The step of a path that stands for an entry of a list."""


class Target(Frozen):
    """The field of a label, with its schema and the words that people read.

    `path` are its steps; `EACH` stands for an entry of a list.
    """

    path: tuple[str, ...]
    words: str
    node: Mapping[str, Any]

    @property
    def numbered(self) -> str:
        """The words with a number for the first entry of each list: « Équipe 1 : Rôle »."""
        parts = self.words.split(" : ")
        steps = [step for step in self.path if step != EACH]
        lists = {
            len([one for one in self.path[:rank] if one != EACH]) - 1
            for rank, step in enumerate(self.path)
            if step == EACH
        }
        return " : ".join(
            f"{part} 1" if rank in lists and len(parts) == len(steps) else part
            for rank, part in enumerate(parts)
        )

    @property
    def is_group(self) -> bool:
        """Whether it is a list whose entries have parts of their own."""
        return "properties" in self.node.get("items", {})


def targets_of(tree: Mapping[str, Any]) -> tuple[Target, ...]:
    """Every value that a kind may hold, in the order of its schema; a list of groups before its parts."""
    return tuple(_targets(tree, (), ""))


def modelled(schemas: Schemas) -> tuple[str, ...]:
    """The kinds that anyone may contribute, by rank: those with fields that a form asks for."""
    return tuple(
        kind.name
        for kind in schemas.kinds.published
        if any("formulaire" in faces(node) for node in schemas.trees[kind.name]["properties"].values())
    )


def _targets(node: Mapping[str, Any], path: tuple[str, ...], words: str) -> Iterator[Target]:
    for name, inner in node.get("properties", {}).items():
        here = (*path, name)
        named = f"{words} : {inner['title']}" if words else str(inner["title"])
        items = inner.get("items", {})
        if "properties" in inner:
            yield from _targets(inner, here, named)
        elif "properties" in items:
            yield Target(path=here, words=named, node=inner)
            yield from _targets(items, (*here, EACH), named)
        else:
            yield Target(path=here, words=named, node=inner)
