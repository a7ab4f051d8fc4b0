"""Follow a record under all the names it ever had: who named it once must still reach it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from generator.kinds import SHIPPED
from generator.model.records import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.kinds import Kinds


def names_of(records: Mapping[Ref, object]) -> dict[Ref, Ref]:
    """Every id that a record has or had → its id of today. A current id is never the former id of another.

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
    parent = SHIPPED[ref.kind].parent if ref.kind in SHIPPED else ""
    return Ref(parent, ref.id.partition("/")[0]) if parent else ref


def paths_of(ref: Ref, kinds: Kinds) -> tuple[str, ...]:
    """The paths that the file of a record can have, from the root; `kinds` are those of its commons."""
    if ref.kind not in kinds:
        return ()
    kind = kinds[ref.kind]
    return tuple(path.format(*kind.parts(ref.id)) for path in kind.files if "{}" in path)


def _names(ref: Ref, records: Mapping[Ref, object]) -> Iterator[Ref]:
    own = _texts(records[ref])
    if owner_of(ref) == ref:
        yield from (Ref(ref.kind, name) for name in own)
        return
    home, slash, part = ref.id.partition("/")
    homes = [home, *_texts(records.get(owner_of(ref)))]
    for owner, name in product(homes, [part, *(own if slash else ())]):
        yield Ref(ref.kind, f"{owner}{slash}{name}")


def _texts(listed: object) -> list[str]:
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list | tuple) else []
