"""Find the published addresses that no longer answer, and what each of them was."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model import Ref, owner_of
from generator.permanence import answers
from generator.permanence.former_addresses import stated
from generator.permanence.revision_files import kept
from generator.permanence.revision_promises import published

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diagnostics import Diagnostic
    from generator.permanence.state import State


def lost_addresses(past: State, today: State, names: Mapping[Ref, Ref]) -> Iterator[Diagnostic]:
    """One fault for each record that is gone, whatever the number of its addresses; one for each file.

    `names` gives the name of today for every name that a record of `today` has or had.
    """
    found = _Losses(past, today, names)
    gone = sorted(found.gone)
    for ref in gone:
        # Pages that only list records are told with the first lost record: one tombstone covers all.
        others = found.passing if ref == gone[0] else []
        yield answers.for_record(ref, [*found.gone[ref], *others], past, today=today, names=names)
    if found.passing and not gone:
        yield answers.for_passing(found.passing, past, today)
    for ref, addresses in sorted(found.dropped.items()):
        yield answers.for_former_name(ref, found.unsaid[ref], addresses, today=today)
    for ref, addresses in sorted(found.unlisted.items()):
        yield answers.for_tombstone(ref, addresses, today)
    for ref, listed in sorted(found.unstated.items()):
        yield answers.for_former_address(ref, listed, today)
    for where in found.files:
        yield answers.for_file(where, past, today)


class _Losses:
    """The lost addresses, by what they were.

    `gone` holds those of records that are no more; `dropped` those under the former names that a record of
    today has left `unsaid`; `unstated` the former addresses that one no longer states; `unlisted` those that
    a tombstone no longer covers; `files` those of attachments and schemas; `passing` the pages, feeds and
    calendars that only showed what other records said.
    """

    def __init__(self, past: State, today: State, names: Mapping[Ref, Ref]) -> None:
        self.names = names
        self.moves = past.moves
        self.kept = past.files
        self.gone: defaultdict[Ref, list[str]] = defaultdict(list)
        self.dropped: defaultdict[Ref, list[str]] = defaultdict(list)
        self.unsaid = _unsaid(past, names)
        self.unlisted: defaultdict[Ref, list[str]] = defaultdict(list)
        self.stated = {key: (ref, written) for ref, _, written, key in stated(past) if key}
        self.unstated: defaultdict[Ref, list[str]] = defaultdict(list)
        self.files: list[str] = []
        self.passing: list[str] = []
        # The fault of a revision that is gone covers the pages where it was compared with others.
        self._told = {owner_of(ref) for ref in published(past) if ref not in names}
        owners = _owners(past)
        shown = kept(past, names)  # the fault of the revision covers these
        everything = past.pages.union(past.files, past.machines, past.moves, past.main.values())
        lost = [
            (where, _owner(past.moves.get(where, where), owners))
            for where in sorted(everything - today.answers() - shown)
        ]
        for where, owner in lost:
            if owner is not None and owner not in names:
                self._sort_gone(where, owner)
        # A record with faults has no page yet: once mended, it may answer for these.
        for where, owner in lost if today.whole else ():
            if owner is None or owner in names:
                self._sort_living(where, owner)

    def _sort_gone(self, where: str, owner: Ref) -> None:
        home = owner_of(owner)
        if home not in self.names:
            self.gone[home].append(where)
        elif owner.kind != "protocole" or home not in self._told:
            self.gone[owner].append(where)

    def _sort_living(self, where: str, owner: Ref | None) -> None:
        said_no_more = [
            ref for ref, unsaid in self.unsaid.items() if not {*where.split("/")}.isdisjoint(unsaid)
        ]
        parts = [ref for ref in sorted(self.gone) if owner_of(ref) == owner != ref]
        if where in self.stated and self.stated[where][0] in self.names:
            ref, written = self.stated[where]
            self.unstated[self.names[ref]].append(written)
        elif where in self.moves and said_no_more:
            self.dropped[said_no_more[0]].append(where)
        elif owner is not None and owner.kind == "retrait":
            self.unlisted[self.names[owner]].append(where)
        elif where in self.kept:
            self.files.append(where)
        elif parts:  # a page that compared the draft that is gone with others
            self.gone[parts[0]].append(where)
        elif owner is None or owner not in self._told:
            self.passing.append(where)


def _unsaid(past: State, names: Mapping[Ref, Ref]) -> dict[Ref, tuple[str, ...]]:
    """The former names that records no longer tell."""
    found = {}
    for ref in sorted(past.records):
        now = names.get(ref)
        if now is None:
            continue
        home = now.id[: now.id.rfind("/") + 1] if owner_of(now) != now else ""
        missing = tuple(
            name for name in _texts(past.value(ref, "anciens_ids")) if Ref(now.kind, home + name) not in names
        )
        if missing:
            found[now] = missing
    return found


def _protocol_file(experiment: str) -> str:
    return f"/donnees/protocoles/{experiment}.json"


def _owners(past: State) -> dict[str, Ref]:
    """Which record an address belongs to, or which `retrait` record withdrew it."""
    owners = {where: ref for ref, where in past.main.items() if where != "/"}
    for ref in past.records:
        if ref.kind == "experimentation":
            owners[_protocol_file(ref.id)] = ref
        for where in _texts(past.value(ref, "adresses")) if ref.kind == "retrait" else ():
            owners.setdefault(where if where.endswith("/") else f"{where}/", ref)
    return owners


def _owner(where: str, owners: Mapping[str, Ref]) -> Ref | None:
    """The record that an address stands under, the nearest one."""
    while where not in owners and where.strip("/"):
        where = where.rstrip("/").rpartition("/")[0] + "/"
    return owners.get(where)


def _texts(listed: object) -> list[str]:
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
