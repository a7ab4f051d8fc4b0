"""The alphabetical index, `/index/`: every territory and every word of a title, a page for each letter.

Without a script nothing searches: whoever has none finds here, as at the end of a book, what they look for.
"""

from __future__ import annotations

import string
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.addresses import address
from generator.frozen import Frozen
from generator.grammar import alphabetical
from generator.model import Ref
from generator.pages.frame.layout import SECTIONS, list_head, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Head, Value
from generator.search import plain, words
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["index"]
_DIGITS, _DIGITS_NAME = "chiffres", "0 à 9"
_LETTERS = (*string.ascii_lowercase, _DIGITS)
_LEAST_LETTERS = 3
_MOST_LINKS = 8
_Item = TypeVar("_Item")


class WordEntry(Frozen):
    """A word of the index, and the pages whose title holds it; `reste` counts those that are not named."""

    mot: str
    ancre: str
    pages: tuple[Value, ...]
    reste: int


class LetterLink(Frozen):
    """A letter and how much it holds; `adresse` is None where it holds nothing."""

    lettre: str
    nom: str
    adresse: str | None
    ici: bool


class IndexView(Frozen):
    """The way in: the letters, how many territories and words there are in all, the enjeux."""

    head: Head
    lettres: tuple[LetterLink, ...]
    territoires: int
    mots: int
    enjeux: tuple[Value, ...]


class LetterView(Frozen):
    """All that begins with a letter."""

    head: Head
    lettres: tuple[LetterLink, ...]
    territoires: tuple[Value, ...]
    mots: tuple[WordEntry, ...]


class _Alphabet(NamedTuple):
    """The entries of the index, by letter."""

    places: Mapping[str, tuple[Value, ...]]
    words: Mapping[str, tuple[WordEntry, ...]]

    def has(self, letter: str) -> bool:
        return letter in self.places or letter in self.words


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the way in, and a page for each letter: an address that answered goes on answering."""
    held = _alphabet(atlas)
    yield Planned(_PAGE.address, partial(index_page, atlas, held))
    for letter in _LETTERS:
        yield Planned(_at(letter), partial(letter_page, held, letter))


def index_page(atlas: Atlas, held: _Alphabet) -> Page:
    """`/index/`."""
    view = IndexView(
        head=site_head(_PAGE),
        lettres=_letters(held),
        territoires=sum(Ref("territoire", one) not in atlas.inventes for one in atlas.territoires),
        mots=sum(map(len, held.words.values())),
        enjeux=tuple(Value(one.titre, address(Ref("enjeu", one.id))) for one in atlas.commons.enjeux),
    )
    return site_page(_PAGE, view)


def letter_page(held: _Alphabet, letter: str) -> Page:
    """`/index/a/`: what begins with this letter."""
    name = _name(letter)
    view = LetterView(
        head=list_head(f"{_PAGE.title} : {name}", SECTIONS["index"]),
        lettres=_letters(held, letter),
        territoires=held.places.get(letter, ()),
        mots=held.words.get(letter, ()),
    )
    about = f"Les territoires et les mots des titres qui commencent par {name}."
    return page(_at(letter), "alphabet_lettre.html", view, description=about)


def _letters(held: _Alphabet, here: str = "") -> tuple[LetterLink, ...]:
    return tuple(
        LetterLink(lettre=one, nom=_name(one), adresse=_at(one) if held.has(one) else None, ici=one == here)
        for one in _LETTERS
    )


def _alphabet(atlas: Atlas) -> _Alphabet:
    return _Alphabet(
        _by_letter((one.texte, one) for one in _places(atlas)),
        _by_letter((one.mot, one) for one in _entries(atlas)),
    )


def _by_letter(named: Iterable[tuple[str, _Item]]) -> dict[str, tuple[_Item, ...]]:
    found: defaultdict[str, list[_Item]] = defaultdict(list)
    for name, item in sorted(named, key=lambda pair: (alphabetical(pair[0]), pair[0])):
        first = next((str(part) for part in alphabetical(name) if part != ""), "")[:1]
        if first in string.ascii_lowercase or first.isdecimal():
            found[_DIGITS if first.isdecimal() else first].append(item)
    return {letter: tuple(items) for letter, items in found.items()}


def _places(atlas: Atlas) -> Iterator[Value]:
    """Every place that has a page, with its level, for the homonyms."""
    for lieu in atlas.territoires.values():
        ref = Ref("territoire", lieu.id)
        invented = ", exemple inventé" if ref in atlas.inventes else ""
        yield Value(lieu.libelle, address(ref), note=f"{atlas.level_name(lieu).lower()}{invented}")


def _entries(atlas: Atlas) -> Iterator[WordEntry]:
    """The words of titles, each with the pages that it names, the real ones first."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    pages: defaultdict[str, list[Value]] = defaultdict(list)
    # Other kinds (field notes, evaluations) have the title of their experiment.
    kinds = {kind.name for kind in atlas.commons.kinds.nameable}
    found = (one for one in atlas.entries.values() if one.ref.kind in kinds)
    for one in sorted(found, key=lambda one: (one.invente, alphabetical(one.titre), one.ref)):
        shown = Value(one.titre, one.adresse, note="exemple inventé" if one.invente else "")
        for term, form in {word.term: word.written for word in words(one.titre) if not word.void}.items():
            if len(form) >= _LEAST_LETTERS or form.isdecimal():
                forms[term].add(form)
                pages[term].append(shown)
    for term, some in pages.items():
        name = _best(forms[term])
        yield WordEntry(
            mot=name,
            ancre=f"Mot-{plain(name)}",
            pages=tuple(some[:_MOST_LINKS]),
            reste=max(0, len(some) - _MOST_LINKS),
        )


def _best(forms: Iterable[str]) -> str:
    """The spelling of a word in the index: its shortest form, with a capital."""
    best = min(forms, key=lambda form: (len(form), form.lower(), form))
    return best if best.isupper() else best[:1].upper() + best[1:]


def _name(letter: str) -> str:
    return _DIGITS_NAME if letter == _DIGITS else letter.upper()


def _at(letter: str) -> str:
    return f"{_PAGE.address}{letter}/"
