"""Keep what each publication changed to the one before, whose archive says what it held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publications.record_differences import RecordDifference, field_differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model import Ref

# A publication a week for two years.
_MOST = 100
CAME, WENT, CHANGED = "ajout", "retrait", "modification"


class HeldRecord(Frozen):
    """A record as a publication tells it: its open fields, its text, the digest of its file."""

    ref: Ref
    fields: Mapping[str, Any]
    text: str
    digest: str


class Publication(Frozen):
    """What a publication changed; `jour` is the day on which it was read, empty where no record tells one."""

    jour: str
    fiches: tuple[RecordDifference, ...]


class PublicationHistory(Frozen):
    """The publications that changed a record, the newest first; `follows` where an earlier one is known."""

    publications: tuple[Publication, ...] = ()
    follows: bool = False


class EarlierPublication(Frozen):
    """The last publication: what it told of those before it, and its records."""

    history: PublicationHistory
    records: tuple[HeldRecord, ...]


FIRST = PublicationHistory()
"""That of a site of which no earlier publication is known."""


def went_on(
    past: EarlierPublication,
    records: Iterable[HeldRecord],
    trees: Mapping[str, Mapping[str, Any]],
    *,
    names: Mapping[Ref, Ref],
    day: str,
) -> PublicationHistory:
    """The history with what the `records` of today, read on that `day`, change to those of the `past`.

    `trees` are the schemas of the kinds, `names` give the name of today of each record. A publication that
    changed nothing is not told.
    """
    before = {names.get(one.ref, one.ref): one for one in past.records}
    found = tuple(_differences(before, {one.ref: one for one in records}, trees))
    fresh = (Publication(day, found),) if found else ()
    return PublicationHistory((*fresh, *past.history.publications)[:_MOST], follows=True)


def _differences(
    before: Mapping[Ref, HeldRecord],
    after: Mapping[Ref, HeldRecord],
    trees: Mapping[str, Mapping[str, Any]],
) -> Iterator[RecordDifference]:
    for ref in sorted(before.keys() | after.keys()):
        old, new = before.get(ref), after.get(ref)
        if old is None or new is None:
            yield RecordDifference(ref.kind, ref.id, CAME if new else WENT)
            continue
        if old.digest == new.digest and old.ref == ref:
            continue
        fields = tuple(
            field_differences(trees.get(ref.kind, {}), (old.fields, old.text), (new.fields, new.text))
        )
        renamed = old.ref.id if old.ref != ref else ""
        if fields or renamed:
            yield RecordDifference(sorte=ref.kind, id=ref.id, genre=CHANGED, ancien_id=renamed, champs=fields)
