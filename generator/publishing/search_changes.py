"""Bring a kept search index up to the pages of a finished site: only what changed is read and written."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from generator.search import (
    Entry,
    Leaf,
    Sizes,
    Suggested,
    TermEdit,
    best_form,
    changed,
    flat,
    numbered,
    posted,
    shard_of,
    suggested,
    terms_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.publishing.search_files import SearchFiles

# The likeliest to be meant by whoever begins a word come first, the parts of an experiment last.
_RANKS = {
    "experimentation": 0,
    "outil": 1,
    "territoire": 2,
    "enjeu": 3,
    "acteur": 4,
    "protocole": 7,
    "journal": 7,
}
_ELSE = 6
_LEAST_LETTERS = 3
_INVENTED = ", exemple inventé"


class Row(NamedTuple):
    """What is known of each page at any time: its address, its number, how many terms its title has.

    `genre` is the name of its kind. Then what a suggestion shows of it, and the JSON of its facets where the
    catalogue does not hold it.
    """

    address: str
    number: int
    title_terms: int
    genre: str
    title: str
    kind: str
    place: str
    facets: str


class Indexed(NamedTuple):
    """An index that is up to date: its sizes, and a row for each page it finds, in the order of paths."""

    sizes: Sizes
    rows: tuple[Row, ...]


def update(
    pages: Mapping[str, str], files: SearchFiles, read: Callable[[list[str]], Iterable[Leaf | None]]
) -> Indexed:
    """Make `files` the index of `pages`, paths with their digests; `read` gives the leaves of some paths.

    Raises NotKeptError where what was kept cannot serve: then it is to be started again.
    """
    old_pages: Mapping[str, str] = files.notes.get("pages", {})
    old = {path: Row(*row) for path, row in files.notes.get("rows", {}).items()}
    fresh = [path for path, digest in pages.items() if old_pages.get(path) != digest]
    leaves = {path: leaf for path, leaf in zip(fresh, read(fresh), strict=True) if leaf}
    reread = set(fresh)
    same = {path: row for path, row in old.items() if path in pages and path not in reread}
    sizes = Sizes.of(len(same) + len(leaves))
    if old and Sizes(*files.notes["sizes"]) != sizes:
        files.start_again()
        return update(pages, files, read)
    numbers = numbered((*same, *leaves), sizes.bits)
    moved = [path for path, row in same.items() if row.number != numbers[path]]
    leaves |= {path: leaf for path, leaf in zip(moved, read(moved), strict=True) if leaf}
    rows = {
        path: _row(leaves[path], numbers[path]) if path in leaves else same[path] for path in sorted(numbers)
    }
    before = {row.number for path, row in old.items() if path in leaves or path not in rows}
    after = {numbers[path]: leaf for path, leaf in leaves.items()}
    if not old:
        _begin(files, sizes)
    _write_words(files, sizes, before, after=after, whole=not old)
    _write_pages(files, sizes, before, after=after)
    if rows != old or not old:
        _write_beginnings(files, rows.values())
    files.note(pages=dict(pages), rows=rows, sizes=sizes)
    return Indexed(sizes, tuple(rows.values()))


def _begin(files: SearchFiles, sizes: Sizes) -> None:
    """Write every file empty: a browser requests a file by number, whether or not it holds anything."""
    for what, count in (("fiches", sizes.cards), ("textes", sizes.texts), ("feuilles", sizes.texts)):
        files.replace(what, {str(number): {} for number in range(count)})
    files.replace("formes", {letter: {} for letter in (*ascii_lowercase, "_")})


def _write_words(
    files: SearchFiles, sizes: Sizes, before: Iterable[int], *, after: Mapping[int, Leaf], whole: bool
) -> None:
    """Bring the entries of terms up to date, and how each is written; `whole` where there are none yet."""
    leaf_of = partial(_file, bits=sizes.bits, count=sizes.texts)
    if whole:
        entries = posted((number, leaf.terms) for number, leaf in after.items())
        forms: dict[str, str | None] = {term: best_form(entry) for term, entry in entries.items()}
        by_file: dict[str, dict[str, Entry]] = {str(number): {} for number in range(sizes.words)}
        for term, entry in entries.items():
            by_file[str(shard_of(term, sizes.words))][term] = entry
        files.replace("mots", by_file)
    else:
        forms = _edit_words(files, sizes, _differences(files, leaf_of, before, after=after))
    files.change("formes", _letter, {term: form for term, form in forms.items() if _is_offered(term)})
    gone = dict.fromkeys(map(str, before))
    files.change("feuilles", leaf_of, {**gone, **{str(number): leaf.terms for number, leaf in after.items()}})


def _differences(
    files: SearchFiles, leaf_of: Callable[[str], str], before: Iterable[int], *, after: Mapping[int, Leaf]
) -> dict[str, TermEdit]:
    edits: defaultdict[str, TermEdit] = defaultdict(TermEdit)
    for number in sorted({*before, *after}):
        held = (
            files.read(f"feuilles/{leaf_of(str(number))}.gz").get(str(number)) if number in before else None
        )
        old = terms_of(held) if held else {}
        new = terms_of(after[number].terms) if number in after else {}
        for term in old.keys() | new.keys():
            if old.get(term) == new.get(term):
                continue
            if term in old:
                edits[term].lost.append(number)
                edits[term].forms[old[term][1]] -= 1
            if term in new:
                edits[term].gained[number] = new[term][0]
                edits[term].forms[new[term][1]] += 1
    return edits


def _edit_words(files: SearchFiles, sizes: Sizes, edits: Mapping[str, TermEdit]) -> dict[str, str | None]:
    """Edit the entries; gives how each term is now written, or None if no page holds it any more."""
    by_file: defaultdict[int, list[str]] = defaultdict(list)
    for term in edits:
        by_file[shard_of(term, sizes.words)].append(term)
    forms: dict[str, str | None] = {}
    for number, terms in sorted(by_file.items()):
        name = f"mots/{number}.gz"
        held = dict(files.read(name))
        for term in terms:
            entry = changed(held.pop(term, None), edits[term])
            forms[term] = best_form(entry) if entry else None
            if entry:
                held[term] = entry
        files.write(name, {term: held[term] for term in sorted(held)})
    return forms


def _write_pages(
    files: SearchFiles, sizes: Sizes, before: Iterable[int], *, after: Mapping[int, Leaf]
) -> None:
    """Bring the cards and the texts of pages up to date."""
    gone = dict.fromkeys(map(str, before))
    for what, count, told in (
        ("fiches", sizes.cards, lambda leaf: [leaf.address, json.loads(leaf.card)]),
        ("textes", sizes.texts, lambda leaf: leaf.text),
    ):
        new = {str(number): told(leaf) for number, leaf in after.items()}
        files.change(what, partial(_file, bits=sizes.bits, count=count), {**gone, **new})


def _write_beginnings(files: SearchFiles, rows: Iterable[Row]) -> None:
    """Write what the search box offers, under names that no system takes for its own (`con`)."""
    offered = (
        Suggested(
            rank=_RANKS.get(row.genre, _ELSE),
            title=row.title,
            kind=row.kind,
            place=row.place,
            address=row.address,
        )
        for row in rows
    )
    found = {f"_{start}": pages for start, pages in suggested(offered).items()}
    files.replace("debuts", {"_": sorted(found), **found})


def _file(number: str, *, bits: int, count: int) -> str:
    """The number of the file, out of `count`, that holds a page; the script computes the same."""
    return str(int(number) * count >> bits)


def _letter(term: str) -> str:
    return term[0] if "a" <= term[0] <= "z" else "_"


def _is_offered(term: str) -> bool:
    """Whether a term may be what a reader meant to type."""
    return len(term) >= _LEAST_LETTERS and term.isalpha()


def _row(leaf: Leaf, number: int) -> Row:
    card = json.loads(leaf.card)
    place = next((flat(text) for icon, text in card.get("faits", ()) if icon == "lieu"), "")
    return Row(
        address=leaf.address,
        number=number,
        title_terms=leaf.title_terms,
        genre=leaf.kind,
        title=flat(card["titre"]),
        kind=flat(card.get("nature", "")) + (_INVENTED if card.get("invente") else ""),
        place=place,
        facets=leaf.facets,
    )
