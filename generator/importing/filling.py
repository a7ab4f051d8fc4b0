"""Fill the fields of a record from the labels of a piece, and tell of the labels that name none."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from generator.diagnostics import folded, quoted
from generator.importing.labels import bare, names_file, names_kind
from generator.importing.piece import Remark
from generator.importing.values_meant import value_of
from generator.schema import EACH
from generator.sources import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.importing.labels import Labels
    from generator.importing.piece import Incoming, Labelled
    from generator.schema import Target
    from generator.sources import Sources

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MOST_ENTRIES = 100
_SILENT = {"champ", "experimentation", "draft", "weight", "layout", "slug", "icon", "cover"}


class Filler:
    """Fills the fields of one kind; `remarks` gathers what was not understood."""

    def __init__(self, tree: Mapping[str, Any], labels: Labels, named: Callable[[str, str], str]) -> None:
        self._tree, self._labels, self._named = tree, labels, named
        self.remarks: list[Remark] = []

    def fill(self, piece: Incoming) -> dict[str, Any]:
        """The fields by name, in the order in which they were read."""
        values: dict[str, Any] = {}
        properties = self._tree["properties"]
        for name, group in piece.groups.items():
            if name in properties:
                values[name] = group
            else:
                self.remarks.append(Remark(piece.origin, f"{quoted(name)} n'est pas un champ de cette sorte"))
        for said in piece.said:
            self._say(said, values)
        if "titre" in properties and piece.title and "titre" not in values:
            values["titre"] = piece.title
        if "titre" in self._tree.get("required", ()) and "titre" not in values:
            values["titre"] = (
                piece.origin.split(",")[0].rpartition(".")[0].replace("-", " ").replace("_", " ")
            )
            self.remarks.append(
                Remark(piece.origin, "aucun titre n'a été trouvé : le nom du fichier le remplace")
            )
        return values

    def _say(self, said: Labelled, values: dict[str, Any]) -> None:
        if not said.lines or names_kind(said.label) or names_file(said.label):
            return
        found = self._labels.find(said.label)
        if found is None:
            self._unknown(said)
            return
        target, numbers = found
        if EACH in target.path:
            _put(values, target.path, list(numbers), value=value_of(target.node, said.lines, self._named))
        elif target.node.get("type") == "array" and "properties" in target.node["items"]:
            self._entries(said, values, target)
        else:
            _put(values, target.path, [], value=value_of(target.node, said.lines, self._named))

    def _entries(self, said: Labelled, values: dict[str, Any], target: Target) -> None:
        """A list whose entries have an address and a title, as sources: `Titre, https://…` a line."""
        parts = target.node["items"]["properties"]
        found = [
            {
                "titre": _ADDRESS.sub("", line).strip(" ,;:()<>–—-") or address[0],
                "url": address[0].rstrip(".,;)"),
            }
            for line in said.lines
            if (address := _ADDRESS.search(line)) and {"titre", "url"} <= parts.keys()
        ]
        if len(found) == len(said.lines):
            values.setdefault(target.path[0], []).extend(found)
            return
        asked = some_parts(target.node)
        self.remarks.append(
            Remark(
                said.place,
                f"{quoted(said.label)} a plusieurs parties : écrivez une ligne pour chacune, {asked}",
            )
        )

    def _unknown(self, said: Labelled) -> None:
        if not bare(said.label) and not said.label.strip():
            self.remarks.append(
                Remark(said.place, f"une valeur sans nom de champ : {quoted(said.lines[0][:80])}")
            )
        elif bare(said.label) not in _SILENT:
            near = self._labels.near(said.label)
            meant = f" ; vouliez-vous dire « {near} » ?" if near else ""
            self.remarks.append(
                Remark(said.place, f"{quoted(said.label)} n'est le nom d'aucun champ de cette sorte{meant}")
            )


def some_parts(node: Mapping[str, Any]) -> str:
    """« Sources 1 : Titre », as an example of how a label names a part of an entry."""
    parts = node["items"]["properties"]
    names = [part["title"] for part in list(parts.values())[:2]]
    return " et ".join(f"« {node['title']} 1 : {name} »" for name in names)


def named_in(sources: Sources) -> Callable[[str, str], str]:
    """A function that gives the id of a record from its kind and its id or title; empty for none."""
    known: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for document in sources.documents:
        title = (document.data or {}).get("titre")
        if isinstance(title, str):
            known[document.kind].setdefault(folded(title).strip(), document.id)
    for document in sources.documents:
        known[document.kind][folded(document.id)] = document.id
    return lambda kind, text: known[kind].get(folded(text).strip(" ."), "") or known[kind].get(slug(text), "")


def _put(values: dict[str, Any], path: tuple[str, ...], numbers: list[int], *, value: object) -> None:
    """Set a value at its place; `numbers` are the entries of the lists on the way, from 1."""
    here: Any = values
    for step, after in zip(path, (*path[1:], ""), strict=True):
        last = after == ""
        if step == EACH:
            number = min(numbers.pop(0) if numbers else 1, _MOST_ENTRIES)
            while len(here) < number:
                here.append({})
            here = here[number - 1]
        elif last:
            here[step] = value
        else:
            empty: Any = [] if after == EACH else {}
            found = here.setdefault(step, empty)
            if not isinstance(found, type(empty)):
                found = here[step] = empty
            here = found
