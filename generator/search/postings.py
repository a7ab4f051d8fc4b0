"""Keep, for each term, the pages that hold it with its weight there, and how they write it."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = list[Any]
"""`[[number, weight, step, weight…], {writing: pages}]`: a number is counted from the one before."""


def terms_of(told: str) -> dict[str, tuple[int, str]]:
    """The terms of a leaf: the weight and writing of each."""
    return {term: (weight, form) for term, (weight, form) in json.loads(told).items()}


def posted(leaves: Iterable[tuple[int, str]]) -> dict[str, Entry]:
    """The entry of each term of the leaves, each given by its number and its terms, in any order."""
    numbers: dict[str, array[int]] = {}
    weights: dict[str, array[int]] = {}
    forms: dict[str, Counter[str]] = {}
    for number, told in sorted(leaves):
        for term, (weight, form) in json.loads(told).items():
            if term not in numbers:
                numbers[term], weights[term], forms[term] = array("I"), array("B"), Counter()
            numbers[term].append(number)
            weights[term].append(weight)
            forms[term][form] += 1
    return {
        term: _entry(zip(numbers.pop(term), weights.pop(term), strict=True), forms.pop(term))
        for term in sorted(forms)
    }


class TermEdit:
    """What becomes of a term: pages that lose it, its weight where it is new, the change of its writings.

    Filled page after page while an index is brought up to date, then dropped.
    """

    __slots__ = ("forms", "gained", "lost")

    def __init__(self) -> None:
        self.lost: list[int] = []
        self.gained: dict[int, int] = {}
        self.forms: Counter[str] = Counter()


def changed(entry: Entry | None, edit: TermEdit) -> Entry | None:
    """The entry of a term after an edit; None where no page holds it any more."""
    pages: dict[int, int] = {}
    known: Counter[str] = Counter()
    if entry:
        number = 0
        steps, written = entry
        for at in range(0, len(steps), 2):
            number += steps[at]
            pages[number] = steps[at + 1]
        known.update(written)
    for number in edit.lost:
        pages.pop(number, None)
    pages.update(edit.gained)
    known.update(edit.forms)
    return _entry(sorted(pages.items()), known) if pages else None


def _entry(pages: Iterable[tuple[int, int]], forms: Counter[str]) -> Entry:
    steps: list[int] = []
    before = 0
    for number, weight in pages:
        steps += (number - before, weight)
        before = number
    return [steps, {form: count for form, count in sorted(forms.items()) if count > 0}]


def best_form(entry: Entry) -> str:
    """How most pages write a term; of two, small letters first, then the alphabet."""
    forms: dict[str, int] = entry[1]
    return min(forms, key=lambda form: (-forms[form], form != form.lower(), form))
