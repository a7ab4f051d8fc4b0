"""Check that a mended file says what was meant: everything that the edits do not touch reads as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.sources import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diagnostics import Edit
    from generator.sources import Document, Word


def says_as_meant(before: Document, after: Document, edits: Iterable[Edit]) -> bool:
    """Whether `after` says what `before` did, each edit's own text excepted. Both can be read."""
    expected = list(_expected(before, sorted(edits)))
    found = list(words(after.positions.text))
    return len(expected) == len(found) and all(
        text == word.text and depth in {word.depth, None}
        for (text, depth), word in zip(expected, found, strict=True)
    )


def holds(after: Document, edits: Iterable[Edit]) -> bool:
    """Whether the readable `after` has, on the line of each edit, the words that this edit wrote."""
    shift = after.positions.first_line - 1
    found = {(word.start[0] + shift, word.text) for word in words(after.positions.text)}
    return all((edit.place.line, text) in found for edit in edits for text in _alone(edit))


def _expected(before: Document, edits: list[Edit]) -> Iterator[tuple[str, int | None]]:
    """The values that reading the mended file should give, with their depth where no edit touches them."""
    shift = before.positions.first_line - 1
    told: set[Edit] = set()
    for word in words(before.positions.text):
        touching = [edit for edit in edits if _touches(edit, word, shift)]
        if not touching:
            yield word.text, word.depth
        for edit in touching:
            if edit not in told:
                told.add(edit)
                yield from ((text, None) for text in _alone(edit))


def _touches(edit: Edit, word: Word, shift: int) -> bool:
    start, end = (edit.place.line - shift, edit.place.column), edit.place.end()
    return start < word.end and word.start < (end[0] - shift, end[1])


def _alone(edit: Edit) -> list[str]:
    """The values read from the text of an edit alone."""
    return [word.text for word in words(f"x: {edit.text}")][1:] if edit.text.strip(" -\n") else []
