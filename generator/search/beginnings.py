"""What the search box offers while one types: for each beginning of a word, a small file of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.search.folding import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE, _SOME, _DEEPEST = 150, 40, 5


class Suggested(NamedTuple):
    """A page to offer: its title, kind, place (or nothing) and address; the least `rank` comes first."""

    rank: int
    title: str
    kind: str
    place: str
    address: str


def suggested(pages: Iterable[Suggested]) -> dict[str, list[object]]:
    """For each beginning, `[whole, [[title, kind, place, address]…]]`: the likeliest first.

    A beginning of too many pages has the best of them and is not `whole`: longer ones have their own files.
    """
    bearers: dict[str, list[Suggested]] = {}
    for page in sorted(set(pages)):
        for word in sorted({plain(one.written) for one in words(page.title) if not one.void}):
            bearers.setdefault(word, []).append(page)
    files: dict[str, list[object]] = {}
    _fill(files, "", bearers)
    return files


def _fill(files: dict[str, list[object]], start: str, bearers: dict[str, list[Suggested]]) -> None:
    """Write the file of `start`, then those of longer beginnings if it is not whole."""
    pages = sorted({page for found in bearers.values() for page in found})
    whole = len(pages) <= _WHOLE or len(start) == _DEEPEST
    if start:
        shown = pages[: _WHOLE if whole else _SOME]
        files[start] = [whole, [[one.title, one.kind, one.place, one.address] for one in shown]]
    if start and whole:
        return
    longer: dict[str, dict[str, list[Suggested]]] = {}
    for word, found in bearers.items():
        if len(word) > len(start):
            longer.setdefault(word[: len(start) + 1], {})[word] = found
    for one in sorted(longer):
        _fill(files, one, longer[one])
