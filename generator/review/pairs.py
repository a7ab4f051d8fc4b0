"""Pair the records of two moments of a commons: what came, what changed, what went, what was renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Ref, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.sources import Document


class RecordPair(Frozen):
    """One record that differs: `avant` is None for one that came, `apres` for one that went."""

    avant: Document | None
    apres: Document | None

    @property
    def ref(self) -> Ref:
        """Its current name, or its last one if it was removed."""
        return _ref(self.document)

    @property
    def document(self) -> Document:
        """The record as it is now, or as it was if it was removed."""
        found = self.apres or self.avant
        if found is None:
            message = "a pair holds a record"
            raise ValueError(message)
        return found


def pairs(before: Iterable[Document], after: Iterable[Document]) -> tuple[RecordPair, ...]:
    """Every record that differs, sorted by name. What was renamed in `anciens_ids` is one record."""
    old, new = ({_ref(one): one for one in documents} for documents in (before, after))
    today = names(new)
    was = {today.get(ref, ref): one for ref, one in old.items()}
    found = [RecordPair(was.get(ref), new.get(ref)) for ref in sorted(was.keys() | new.keys())]
    return tuple(pair for pair in found if _said(pair.avant) != _said(pair.apres))


def names(documents: Mapping[Ref, Document]) -> dict[Ref, Ref]:
    """Every name that a record has or had → the one it has."""
    return names_of({ref: (one.data or {}).get("anciens_ids") for ref, one in documents.items()})


def _ref(document: Document) -> Ref:
    return Ref(document.kind, document.id)


def _said(document: Document | None) -> object:
    if document is None:
        return None
    # A record that cannot be parsed is always reported: it may have changed.
    return document.path, id(document) if document.data is None else document.data, document.body
