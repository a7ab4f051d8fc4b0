"""All the kinds of a commons: those shipped with the program, and those that the commons adds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.kinds.kind import Kind, declared, of_kind
from generator.shipped import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUFFIX = ".schema.json"
_SHARED = "commun"
_FOLDER = PROJECT / "schemas"
# Fields that the page of any record shows.
# In the repository of the program, a commons stands beside it, and may have neighbours: that kind is its own.
_NEIGHBOURS = "ailleurs"
_NEEDED_FIELDS = ("titre", "licence")
_OWN_FILE = re.compile(r"content/([a-z0-9]+(?:-[a-z0-9]+)*)/\{\}\.md")


class Kinds(Frozen):
    """Every kind, by rank."""

    every: tuple[Kind, ...]
    _by_name: Mapping[str, Kind]
    _folders: Mapping[str, str]

    def __getitem__(self, name: str) -> Kind:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.every)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @property
    def published(self) -> tuple[Kind, ...]:
        """The kinds whose records have pages."""
        return tuple(kind for kind in self.every if kind.address)

    @property
    def added(self) -> tuple[Kind, ...]:
        """The kinds that the commons adds to those shipped with the program."""
        return tuple(kind for kind in self.every if kind.name not in SHIPPED)

    @property
    def nameable(self) -> tuple[Kind, ...]:
        """The kinds that a field of another record may refer to: those in search with a list of their own."""
        return tuple(kind for kind in self.every if kind.found and kind.listed_at)

    def in_folder(self, name: str) -> str | None:
        """The kind of the records of `content/<name>/`; None where they are pages."""
        return self._folders.get(name)


def kinds_of(
    trees: Mapping[str, Mapping[str, Any]],
    shipped: Kinds | None = None,
    kept: frozenset[str] = frozenset(),
) -> Kinds:
    """The kinds that schemas declare, by their names. Raises `ValueError`, in French, for what has no place.

    The kinds of the program, `shipped`, stay where they are: addresses last, and its pages know them. No
    other kind stands in a folder that the site has `kept` for itself.
    """
    found = sorted(
        (declared(name, tree) for name, tree in trees.items()), key=lambda kind: (kind.rank, kind.name)
    )
    folders: dict[str, str] = {}
    for kind in found:
        held = _OWN_FILE.fullmatch(kind.files[0])
        if held:
            folders[held[1]] = kind.name
        if shipped is not None:
            _settle(kind, trees[kind.name], shipped, folder=held[1] if held and held[1] not in kept else "")
    return Kinds(tuple(found), {kind.name: kind for kind in found}, folders)


def _settle(kind: Kind, tree: Mapping[str, Any], shipped: Kinds, *, folder: str) -> None:
    """Check where a kind may live, and that it has the fields its pages need. Raises `ValueError`."""
    if kind.name in shipped:
        known = shipped[kind.name]
        if (kind.files, kind.address, kind.parent) != (known.files, known.address, known.parent):
            raise ValueError(of_kind(kind.name, "ne peut pas changer de place ni d'adresse"))
        stated = dict(kind.types)
        for name, sort in sorted(known.types):  # a record of another type would be read, and shown nowhere
            if stated.get(name, sort) != sort:
                raise ValueError(of_kind(kind.name, f"ne peut pas changer le type du champ « {name} »"))
        return
    if not folder or kind.address != f"/{folder}/{{}}/":
        own = '« x-fichier »: "content/<dossier>/<id>.md" et « adresse »: "/<dossier>/<id>/"'
        raise ValueError(of_kind(kind.name, f"doit avoir son dossier : {own}"))
    if kind.parent:
        raise ValueError(of_kind(kind.name, "ne peut être une partie d'aucune autre : un champ y renvoie"))
    if kind.listed_at != f"/{folder}/":
        raise ValueError(
            of_kind(
                kind.name, f'doit dire la « liste » où paraissent ses fiches : ["/{folder}/", "<son titre>"]'
            )
        )
    missing = [name for name in _NEEDED_FIELDS if name not in tree.get("properties", {})]
    if missing:
        raise ValueError(of_kind(kind.name, f"doit avoir un champ « {missing[0]} »"))


def _shipped() -> Kinds:
    trees = {
        path.name.removesuffix(_SUFFIX): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(_FOLDER.glob(f"*{_SUFFIX}"))
    }
    return kinds_of({name: tree for name, tree in trees.items() if name not in {_SHARED, _NEIGHBOURS}})


SHIPPED = _shipped()
"""The kinds shipped with the program, for which it has its own pages."""
