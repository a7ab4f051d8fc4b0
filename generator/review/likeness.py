"""Find existing records that resemble one that a proposal adds, for a reviewer to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import folded
from generator.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.review.pairs import RecordPair
    from generator.sources import Document

_KINDS = frozenset({"acteur", "evenement", "experimentation", "outil", "territoire"})
_WORD = re.compile(r"\w{4,}")
_SAME_TITLE, _SAME_SUMMARY = 0.6, 0.5
# A proposal that brings more records at once is an import: comparing it all would take minutes.
_MOST_COMPARED = 100


class Lookalike(NamedTuple):
    """Two records of one kind that look alike, the one that the proposal brings first."""

    nouvelle: Ref
    connue: Ref


def likenesses(
    found: Iterable[RecordPair], documents: Iterable[Document]
) -> tuple[tuple[Lookalike, ...], int]:
    """The pairs of records alike by title or by summary, sorted, and how many records were not compared.

    `documents` are all those of today.
    """
    brought = [
        pair.ref
        for pair in found
        if pair.apres and pair.ref.kind in _KINDS and _heads(pair.avant) != _heads(pair.apres)
    ]
    marks = {Ref(one.kind, one.id): _marks(one) for one in documents if one.kind in _KINDS}
    alike = {tuple(sorted((new, ref))): new for new in brought[:_MOST_COMPARED] for ref in _alike(new, marks)}
    pairs = (Lookalike(new, second if new == first else first) for (first, second), new in alike.items())
    return tuple(sorted(pairs)), max(0, len(brought) - _MOST_COMPARED)


def _alike(new: Ref, marks: dict[Ref, tuple[frozenset[str], frozenset[str]]]) -> Iterator[Ref]:
    title, summary = marks.get(new, (frozenset(), frozenset()))
    for ref, (other_title, other_summary) in marks.items():
        if ref != new and ref.kind == new.kind:
            close = _shared(title, other_title) >= _SAME_TITLE
            if close or _shared(summary, other_summary) >= _SAME_SUMMARY:
                yield ref


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of features (see `_marks`) that two records have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _marks(document: Document) -> tuple[frozenset[str], frozenset[str]]:
    """The features to compare records by: groups of three letters of the title, words of the summary."""
    title, summary = (folded(words) for words in _heads(document))
    plain = f" {' '.join(title.split())} "
    letters = frozenset(plain[at : at + 3] for at in range(len(plain) - 2)) if title else frozenset()
    return letters, frozenset(_WORD.findall(summary))


def _heads(document: Document | None) -> tuple[str, str]:
    data = (document.data or {}) if document else {}
    title, summary = data.get("titre"), data.get("resume")
    return (title if isinstance(title, str) else ""), (summary if isinstance(summary, str) else "")
