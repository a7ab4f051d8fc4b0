"""Compare two texts of a revision exactly, without its errata, and find the first difference."""

from __future__ import annotations

import hashlib
import json
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources import Document

_ERRATA = "errata"
_DECLARED = "non_personnel"


class Line(NamedTuple):
    """A line of a file and its number, from 1."""

    number: int
    text: str


class Outside(Frozen):
    """The lines of a file before and after its errata; all of them are before where it has none."""

    before: tuple[Line, ...]
    after: tuple[Line, ...]
    has_errata: bool


class TextDifference(Frozen):
    """The first place that differs: in the new text, from `line`, `column` (from 1) to `end_column`.

    `old` and `new` are the words there, empty where something was only added or removed.
    """

    line: int
    column: int
    end_column: int
    old: str
    new: str


def outside_errata(document: Document, text: str) -> Outside:
    """The text of a revision without its errata. `text` is the whole file, as `document` was read from it.

    What is left out is the field and its value, and nothing else: a comment under it stays. So is what the
    revision declares harmless: readers do not see it, and a rule of ours may ask for it later.
    """
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    declared = _block(document, lines, _DECLARED)
    kept = [line for line in lines if line.number not in declared]
    errata = _block(document, lines, _ERRATA)
    if not errata:
        return Outside(tuple(kept), (), has_errata=False)
    before = tuple(line for line in kept if line.number < errata.start)
    return Outside(before, tuple(line for line in kept if line.number >= errata.stop), has_errata=True)


def _block(document: Document, lines: Sequence[Line], field: str) -> range:
    """The numbers of the lines of a field and its value: none where it is absent, or shares its line."""
    data = document.data or {}
    if field not in data:
        return range(0)
    key = document.positions.key((field,))
    others = (document.positions.key((name,)).line for name in data if name != field)
    end = min((line for line in others if line >= key.line), default=document.body_line - 1)
    if lines[key.line - 1].text[: key.column - 1].strip() or end == key.line:
        return range(0)  # all in one line of braces: nothing to set aside
    while end > key.line and lines[end - 2].text.partition("#")[0] == "":
        end -= 1
    return range(key.line, end)


def seal(document: Document, text: str) -> tuple[str, tuple[str, ...]]:
    """The digests of a revision: one of its text without errata and declarations, and one per erratum.

    The ledger keeps them instead of the text. Empty lines of the front matter only count inside a value.
    """
    outside = outside_errata(document, text)
    lines = [*outside.before, *outside.after]
    head = [line.text for line in lines if line.number < document.body_line and line.text]
    data = {name: value for name, value in (document.data or {}).items() if name not in {_ERRATA, _DECLARED}}
    errata = (document.data or {}).get(_ERRATA)
    listed = errata if isinstance(errata, list) else [] if errata is None else [errata]
    return _digest([head, data, document.body]), tuple(map(_digest, listed))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode("ascii")).hexdigest()


def first_difference(old: Outside, new: Outside) -> TextDifference | None:
    """Where the new text first differs from the old one, or None where they are the same to the letter.

    Empty lines around the errata are ignored too.
    """
    was, now = _joined(old, new), _joined(new, old)
    if [line.text for line in was] == [line.text for line in now]:
        return None
    head = _shared(was, now)
    tail = _shared(was[head:][::-1], now[head:][::-1])
    gone, come = was[head : len(was) - tail], now[head : len(now) - tail]
    if gone and come:
        return _inside(gone[0], come[0])
    if come:
        return TextDifference(
            line=come[0].number, column=1, end_column=len(come[0].text) + 1, old="", new=_first_words(come)
        )
    here = now[min(head, len(now) - 1)]
    return TextDifference(
        line=here.number, column=1, end_column=len(here.text) + 1, old=_first_words(gone), new=""
    )


def _joined(text: Outside, other: Outside) -> list[Line]:
    """The lines of a text without its errata, joined the same way as in the other text."""
    if text.has_errata:
        return [*_trimmed(text.before, at_end=True), *_trimmed(text.after, at_end=False)]
    if not other.has_errata:
        return list(text.before)
    cut = len(_trimmed(other.before, at_end=True))
    return [*text.before[:cut], *_trimmed(text.before[cut:], at_end=False)]


def _trimmed(lines: Sequence[Line], *, at_end: bool) -> Sequence[Line]:
    ordered = lines[::-1] if at_end else lines
    empty = sum(1 for _ in takewhile(lambda line: not line.text, ordered))
    return lines[: len(lines) - empty] if at_end else lines[empty:]


def _shared(one: Sequence[Line], other: Sequence[Line]) -> int:
    return _alike([line.text for line in one], [line.text for line in other])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items, or letters, are the same from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _inside(old: Line, new: Line) -> TextDifference:
    """The difference between two lines, widened to whole words."""
    start = _alike(old.text, new.text)
    longest = min(len(old.text), len(new.text)) - start
    end = min(_alike(old.text[::-1], new.text[::-1]), longest)
    while start and old.text[start - 1].isalnum():
        start -= 1
    while end and old.text[-end].isalnum():
        end -= 1
    was, now = (line.text[start : len(line.text) - end] for line in (old, new))
    return TextDifference(
        line=new.number,
        column=start + 1,
        end_column=max(start + 1, start + len(now)) + 1,
        old=was.strip(),
        new=now.strip(),
    )


def _first_words(lines: Sequence[Line]) -> str:
    return next((line.text.strip() for line in lines if line.text.strip()), "")
