"""Find in a text the e-mail addresses and telephone numbers by which a person could be reached: `seek(text)`.

The form reads the same `PATTERN`: it is written in what the regular expressions of Python and of browsers
have in common. Every repetition is bounded, or ends what is sought: time grows like the text, whatever it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics.phrases import say
from generator.diagnostics.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = r"(?:[ \t\u00a0\u2000-\u200a\u202f]|&nbsp;|&#160;)"
_WORD = "A-Za-z0-9À-ÖØ-öø-ÿ"
_LETTER = f"{_WORD}_"  # beside a datum an underscore is a mark of emphasis, within an address a letter

# What is left as it is. The address of a page is somebody else's publication, figures and @ included; a DOI
# and an ISBN of ten figures look like numbers to call; `git@host:path` is an account that is nobody's.
_SIGNS_OF_URLS = r"""[^\x00-\x20\u00a0\u2000-\u200a\u202f<>()\[\]"'`«»|]"""
_PASSED = "|".join(
    (
        rf"(?:https?:\/\/|(?<![{_LETTER}@.])www\.){_SIGNS_OF_URLS}+",
        rf"(?<!\d)10\.\d{{4,9}}\/{_SIGNS_OF_URLS}+",
        r"ISBN(?:-1[03])?[ \t\u00a0\u202f:]{0,3}\d[\dX -]{8,16}",
        r"git@[a-z0-9.-]{1,253}:",
    )
)

# Lengths are those of the standard, with the spellings meant to escape robots and not readers.
_AT = (
    r"(?:\\{0,2}@|&#0?64;|&#x40;|&commat;|%40"
    rf"|{_BLANK}{{0,2}}[\[({{]{_BLANK}?(?:at|arobase|@){_BLANK}?[\])}}]{_BLANK}{{0,2}}"
    rf"|{_BLANK}arobase{_BLANK})"
)
_DOT = (
    rf"(?:\.|{_BLANK}?[\[({{]{_BLANK}?(?:dot|point|\.){_BLANK}?[\])}}]{_BLANK}?"
    rf"|{_BLANK}(?:dot|point){_BLANK})"
)
# Names that the standards keep for examples reach nobody; `logo@2x.png` is a drawing.
_NOBODY = r"(?!(?:[a-z0-9-]{1,63}\.){0,4}example\.(?:org|com|net)(?![a-z0-9-]))(?!\dx\.)"
_MAIL = (
    rf"(?<![{_WORD}.+@-])[{_WORD}][{_LETTER}.+-]{{0,63}}{_AT}{_NOBODY}"
    rf"(?:[{_LETTER}-]{{1,63}}{_DOT}){{1,5}}(?!(?:example|invalid|test)(?![{_LETTER}-]))[a-z]{{2,24}}"
    rf"(?![{_WORD}-]|\.[{_WORD}])"
)

# By pairs, with the same sign between all of them: dates and hours have other lengths or mix their signs.
# A line may end inside a number, once. 08 is left out: services, never a person.
_LINE = r"[ \t]?\n[ \t>]{0,8}"
_SPACED = rf"{_BLANK}{{1,2}}"
_PAIRS = "|".join(
    "".join(rf"{_LINE if rank == broken else _SPACED}\d\d" for rank in range(4)) for broken in range(5)
)
_NATIONAL = (
    rf"0[1-79](?:\d{{8}}|{_PAIRS}"
    rf"|(?:{_BLANK}?\.{_BLANK}?\d\d){{4}}|(?:{_BLANK}?[\u2010-\u2013-]{_BLANK}?\d\d){{4}}"
    rf"|(?:{_BLANK}?\/{_BLANK}?\d\d){{4}}|(?:_\d\d){{4}})"
)
# After a +, ten figures at least, however they are grouped, but for thousands; after 00, the countries from
# which people write here.
_BETWEEN = rf"(?:{_BLANK}|[.\/()\u2010-\u2013-]){{0,3}}"
_THOUSANDS = rf"(?!\d(?:{_BLANK}\d{{3}}){{3}}(?!{_BLANK}?\d))"
_COUNTRIES = "33|32|41|352|377|262|590|594|596|508|687|689|212|213|216"
_ABROAD = (
    rf"(?:\+{_THOUSANDS}[1-9](?:{_BETWEEN}\d){{9,14}}"
    rf"|00{_BLANK}?(?:{_COUNTRIES})(?:{_BETWEEN}\d){{8,11}})"
)
_PHONE = rf"(?<![{_WORD}])(?<!\d[.,\/-])(?:{_NATIONAL}|{_ABROAD})(?![{_WORD}]|[.,\/-]\d)"

PATTERN = f"{_PASSED}|({_MAIL})|({_PHONE})"
"""Ignoring case: the first group holds an e-mail address, the second a telephone number; neither, nothing."""

_PATTERN = re.compile(PATTERN, re.IGNORECASE | re.ASCII)  # `\d` is a figure of ours, as in browsers
# Most texts hold neither: these are found missing ten times as fast.
_SIGNS = ("@", "%40", "&#", "&commat;", "robase", "ROBASE")
_LIKELY = (
    re.compile(_NATIONAL, re.ASCII),
    re.compile(r"\+[1-9]"),
    re.compile(rf"00{_BLANK}?(?:{_COUNTRIES})"),
    re.compile(rf"[\[({{<]{_BLANK}?[Aa][Tt]{_BLANK}?[\])}}]"),
)


class Datum(NamedTuple):
    """A datum found at `start` to `end` of a text. `message` shows it masked."""

    start: int
    end: int
    message: str


def seek(text: str) -> Iterator[Datum]:
    """Every address and number of a text, in its order."""
    if not _is_likely(text):
        return
    for found in _PATTERN.finditer(text):
        if found[1] or found[2]:
            phrase = "courriel-publie" if found[1] else "telephone-publie"
            yield Datum(*found.span(), say(phrase, valeur=quoted(_masked(found[1], found[2]))))


def veiled(text: str) -> str:
    """The same text, its lines as long, less what a public log must not repeat."""
    return _PATTERN.sub(_veil, text) if _is_likely(text) else text


def _veil(found: re.Match[str]) -> str:
    hidden = found[1] or found[2]
    return hidden[0] + re.sub(r"[^\n]", "·", hidden[1:]) if hidden else found[0]


def _is_likely(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) or any(pattern.search(text) for pattern in _LIKELY)


def _masked(mail: str | None, phone: str | None) -> str:
    """`m…@exemple.fr`, `06…78`: enough to find it again in one's own file."""
    if mail:
        at = mail.rfind("@")
        return f"{mail[0]}…{mail[at:] if at > 0 else ''}"
    figures = phone or ""
    return f"{figures[: 3 if figures[0] == '+' else 2]}…{figures[-2:]}"
