"""Find in a text what lets someone reach or recognise a person: `seek(text)`.

A text is judged as it is seen (`seen.py`), on its figures and on its addresses; the form does the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics.figure_patterns import BLANK, FIGURES
from generator.diagnostics.figures import figures
from generator.diagnostics.mails import MAILS, mails
from generator.diagnostics.phrases import say
from generator.diagnostics.quoting import quoted
from generator.diagnostics.seen import SIGNS, readings

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESSES = (
    rf"{MAILS['adresse']}|(?<![0-9])10\.[0-9]{{4,9}}\/[^\x00-\x20\u00a0\u202f<>\x22'`«»|]+"
    r"|ISBN(?:-1[03])?[ \t\u00a0\u202f:]{0,3}[0-9][0-9X -]{8,16}|arXiv:[0-9.]{4,20}"
)
PATTERNS = {
    "signes": SIGNS,
    "chiffres": FIGURES,
    "courriels": MAILS,
    "blanc": BLANK,
    "adresses": _ADDRESSES,
}
"""What the form is given, to judge as this does."""

_PASSED = re.compile(_ADDRESSES, re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_FEWEST_FIGURES = 9
_NINE = re.compile(r"[0-9](?:[^0-9]{0,10}[0-9]){8}")
_SPELT = re.compile(r"[\W_](?:at|chez|a|à)[\W_]{1,3}[\w-]{1,63}[\W_]{0,9}(?:\.|point|dot)", re.IGNORECASE)
_WIDE = re.compile("[\uff10-\uff20]")
_PHRASES = {
    "courriel": "courriel-publie",
    "telephone": "telephone-publie",
    "appel": "telephone-publie",
    "compte": "compte-publie",
    "secu": "secu-publiee",
}


class Datum(NamedTuple):
    """Personal data at `start` to `end` of a text. `text` is as a reader sees it; `message` masks it."""

    start: int
    end: int
    text: str
    message: str


def seek(text: str) -> Iterator[Datum]:
    """Every e-mail address and number found in a text, once each, in order; none spans an empty line."""
    return iter(_sought(text))


@lru_cache(maxsize=2048)  # a record is read again each time that another changes: a few texts for each
def _sought(text: str) -> tuple[Datum, ...]:
    return tuple(_in_blocks(text))


def _in_blocks(text: str) -> Iterator[Datum]:
    start = 0
    for empty in _EMPTY_LINE.finditer(text):
        yield from _in_block(text[start : empty.end()], start)
        start = empty.end()
    yield from _in_block(text[start:], start)


def _in_block(text: str, shift: int) -> Iterator[Datum]:
    if not _is_likely(text):
        return
    told: list[Datum] = []
    taken = bytearray(len(text))
    for reading in readings(text):
        for start, end, sort in _found(reading.text):
            first, last = reading.source(start, end)
            if not _is_taken(taken, first, last):
                seen = reading.text[start:end]
                message = say(_PHRASES[sort], valeur=quoted(_masked(seen, sort)))
                told.append(Datum(start=first + shift, end=last + shift, text=seen, message=message))
    yield from sorted(told)


def _is_likely(text: str) -> bool:
    """Whether a text may hold a datum: a quick look that spares most texts the full search."""
    many = sum(map(text.count, "0123456789")) >= _FEWEST_FIGURES
    return many or _is_spelt(text) or (not text.isascii() and _WIDE.search(text) is not None)


def _is_spelt(text: str) -> bool:
    return (
        "@" in text  # one by one rather than in a loop: this is asked of every paragraph
        or "&#" in text
        or "%40" in text
        or "commat" in text
        or "robas" in text
        or "ROBAS" in text
        or "commercial" in text
        or _SPELT.search(text) is not None
    )


def veiled(text: str) -> str:
    """The text with personal data masked, for public logs; lines keep their length."""
    pieces, done = [], 0
    for one in seek(text):
        pieces += [text[done : one.start + 1], re.sub(r"[^\n]", "·", text[one.start + 1 : one.end])]
        done = one.end
    return "".join([*pieces, text[done:]])


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """The data found in a text, without those inside another one."""
    data = [*(mails(text) if _is_spelt(text) else ()), *(figures(text) if _NINE.search(text) else ())]
    if not data:
        return
    taken, passed = bytearray(len(text)), bytearray(len(text))
    for one in _PASSED.finditer(text):
        _is_taken(passed, *one.span())
    for start, end, sort in data:
        # Figures in the URL of a page are someone else's publication, unless the URL dials a number (`tel:`).
        if (sort in {"courriel", "appel"} or not passed[start]) and not _is_taken(taken, start, end):
            yield start, end, sort


def _is_taken(taken: bytearray, start: int, end: int) -> bool:
    """Whether part of this stretch was taken already; marks the whole as taken."""
    before = taken.find(1, start, end) >= 0
    taken[start:end] = b"\1" * (end - start)
    return before


def _masked(seen: str, sort: str) -> str:
    """`m…@exemple.fr`, `06…78`: enough to find it again in one's own file."""
    if sort == "courriel":
        at = seen.rfind("@")
        return f"{seen[0]}…{seen[at:] if at > 0 else ''}"
    return f"{seen[: 3 if seen[0] == '+' else 2]}…{seen[-2:]}"
