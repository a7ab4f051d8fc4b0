"""Follow a record under all the names it ever had: who named it once must still reach it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from generator.model.records import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PARTS = frozenset({"protocole", "journal", "evaluation"})
_PATHS = {
    "enjeu": ("content/enjeux/{}.md",),
    "territoire": ("content/territoires/{}.md",),
    "acteur": ("content/acteurs/{}.md",),
    "evenement": ("content/evenements/{}.md",),
    "retrait": ("content/retraits/{}.md",),
    "page": ("content/{}.md",),
    "outil": ("toolbox/{}.md", "toolbox/{}/index.md"),
    "experimentation": ("experiments/{}/index.md",),
    "protocole": ("experiments/{}/protocole/{}.md",),
    "journal": ("experiments/{}/journal/{}.md",),
    "evaluation": ("experiments/{}/evaluation.md",),
}


def names_of(records: Mapping[Ref, object]) -> dict[Ref, Ref]:
    """Every name that a record has or had → the one it has today. A living name is never another's.

    `records` gives for each record its `anciens_ids`, as written: what is no list of names is left out.
    The parts of an experiment are reached under the names it had.
    """
    found = {ref: ref for ref in records}
    for ref in sorted(records):
        for name in _names(ref, records):
            found.setdefault(name, ref)
    return found


def owner_of(ref: Ref) -> Ref:
    """The experiment that a part belongs to; itself for all other records."""
    return Ref("experimentation", ref.id.partition("/")[0]) if ref.kind in _PARTS else ref


def paths_of(ref: Ref) -> tuple[str, ...]:
    """The paths that the file of a record can have, from the root."""
    parts = ref.id.split("/", 1) if ref.kind in {"protocole", "journal"} else [ref.id]
    return tuple(path.format(*parts) for path in _PATHS.get(ref.kind, ()))


def _names(ref: Ref, records: Mapping[Ref, object]) -> Iterator[Ref]:
    own = _texts(records[ref])
    if ref.kind not in _PARTS:
        yield from (Ref(ref.kind, name) for name in own)
        return
    home, slash, part = ref.id.partition("/")
    homes = [home, *_texts(records.get(owner_of(ref)))]
    for owner, name in product(homes, [part, *(own if slash else ())]):
        yield Ref(ref.kind, f"{owner}{slash}{name}")


def _texts(listed: object) -> list[str]:
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list | tuple) else []
