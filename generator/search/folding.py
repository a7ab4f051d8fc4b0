"""French as people type it, made one: accents, œ, elisions, plurals and the forms of a verb fold to one term.

The rules are data (`francais.json`), read here for the index and by `pages/scripts/francais.js` for what
readers type: a test holds that both give the same term of every word of the site.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RULES = Path(__file__).with_name("francais.json")
_WORD = re.compile(r"([^\W_]+)(['’ʼ]?)")
_SIGNS = re.compile("[\u0300-\u036f]")
_DIGIT = re.compile(r"\d")


class FoldedWord(NamedTuple):
    """A word of a text: the term that the index knows it by, as it is written, and whether it is void.

    A void word (« de », « pour ») stands nearly everywhere: it counts in a title alone.
    """

    term: str
    written: str
    void: bool


class Ending(NamedTuple):
    """A rule of stemming: what an ending becomes, if at least so many letters come before it."""

    becomes: str
    least: int


class Rules(NamedTuple):
    """The rules of `francais.json`, indexed for look-up."""

    elided: frozenset[str]
    void: frozenset[str]
    exceptions: Mapping[str, str]
    endings: Mapping[str, Ending]
    longest: int


@cache  # data of the program
def rules() -> Rules:
    """The rules of the program."""
    told = json.loads(RULES.read_bytes())
    endings = {
        ending: Ending(rule["devient"], rule["reste"])
        for rule in told["fins"]
        for ending in rule["fins"].split()
    }
    exceptions = {word: term for term, words in told["exceptions"].items() for word in words.split()}
    return Rules(
        elided=frozenset(told["elisions"].split()),
        void=frozenset(told["vides"].split()),
        exceptions=exceptions,
        endings=endings,
        longest=max(map(len, endings)),
    )


def plain(text: str) -> str:
    """`text` in small letters, without accents, `œ` and `æ` in two letters."""
    if text.isascii():
        return text.lower()
    small = text.lower().replace("œ", "oe").replace("æ", "ae")
    return _SIGNS.sub("", unicodedata.normalize("NFKD", small))


def stem(word: str) -> str:
    """The term of a plain word."""
    known = rules()
    if word in known.exceptions:
        return known.exceptions[word]
    if _DIGIT.search(word):
        return word
    for length in range(min(known.longest, len(word) - 2), 0, -1):
        found = known.endings.get(word[-length:])
        if found and len(word) - length >= found.least:
            return _single(word[:-length] + found.becomes)
    return _single(word)


def words(text: str) -> Iterator[FoldedWord]:
    """The words of a text in order; an elided article (`l'`) is not a word."""
    for found in _WORD.finditer(text):
        written, apostrophe = found.groups()
        word = _folded(written)
        if not (apostrophe and word.term in rules().elided):
            yield word


@cache  # keyed on text: a site has few different words
def _folded(written: str) -> FoldedWord:
    """A word with its term, as the index and a query know it."""
    folded = plain(written)
    void = folded in rules().void
    return FoldedWord(folded if void else stem(folded), written, void)


def _single(word: str) -> str:
    """Remove one of two equal letters at the end: `appell` is `appel`."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word  # noqa: PLR2004 — `zoo`
