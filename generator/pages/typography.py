"""Set French text as a printer would: spaces that do not break, real apostrophes, ordinals set high."""

from __future__ import annotations

import re
from typing import NamedTuple

_THIN = "\u202f"
_NO_BREAK = "\u00a0"

# What is shown as written: code, and the inside of every tag (quoted values may hold a `>`).
# Our HTML is well formed and its tags are in lower case.
_AS_WRITTEN = re.compile(
    r"""(<(pre|code|script|style|textarea)\b.*?</\2>|<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""",
    re.DOTALL | re.IGNORECASE,
)
# Stands for a tag between two texts, so that all of a page is set at once. No text holds it.
_CUT = "\0"
_SPACE = rf"(?:[ {_NO_BREAK}{_THIN}]|&nbsp;)"
_APOSTROPHE = "(?:'|&#39;|&#x27;)"


class _Mark(NamedTuple):
    """What is looked for, and what it becomes: the words found are `{}`."""

    name: str
    looked_for: str
    becomes: str


_MARKS = (
    _Mark("thin", rf"{_SPACE}+(?=[;!?](?!\w))", _THIN),
    _Mark("colon", rf"{_SPACE}+(?=:(?:\s|$|{_CUT}))", _NO_BREAK),
    _Mark("opened", rf"«{_SPACE}*", f"«{_NO_BREAK}"),
    _Mark("closed", rf"{_SPACE}*»", f"{_NO_BREAK}»"),
    _Mark("apostrophe", rf"(?<=\w){_APOSTROPHE}(?=[\w«{_CUT}])", "’"),
    _Mark("ellipsis", r"(?<!\.)\.\.\.(?!\.)", "…"),
    # 1 150, 12 000 000: groups of three, and a year before a number is none.
    _Mark("thousands", r"(?<=(?<![\w.,\u202f])\d) (?=\d{3}(?!\d))", _THIN),
    _Mark("tens", r"(?<=(?<![\w.,\u202f])\d\d) (?=\d{3}(?!\d))", _THIN),
    _Mark("hundreds", r"(?<=(?<![\w.,])\d\d\d) (?=\d{3}(?!\d))", _THIN),
    _Mark("unit", r"(?<=\d) (?=[%€°]|(?:km|kg|ha|h|min|m²|m³)\b)", _NO_BREAK),
    _Mark("number", r"(?<=\bn°) (?=\d)", _NO_BREAK),
)
_ORDINAL = _Mark(
    "ordinal",
    r"(?<=(?<![\w/.-])1)(?:er|re)\b(?!-)|(?<=(?<![\w/.-])\d)e\b(?!-)|(?<=(?<![\w/.-])\d\d)e\b(?!-)",
    "",
)
_ANY = "|".join(f"(?P<{mark.name}>{mark.looked_for})" for mark in _MARKS)
# A look at one sign first: most begin nothing, and a page is long.
_BEGINS = r"(?=[ \u00a0\u202f&«»'.]|(?<=\d)[er])"
_TO_SET = re.compile(f"{_BEGINS}(?:{_ANY})")
_TO_SET_HIGH = re.compile(f"{_BEGINS}(?:{_ANY}|(?P<{_ORDINAL.name}>{_ORDINAL.looked_for}))")
_BECOMES = {mark.name: mark.becomes for mark in _MARKS}


def typeset(html: str) -> str:
    """HTML with its spaces, its apostrophes and its ordinals set; what tags and code hold is left as it is.

    Thin spaces before `; ! ?`, full ones before `:` and inside « ». A space is made no-break where the author
    put one; only guillemets get one that was not there. Setting twice changes nothing more.
    """
    parts = _AS_WRITTEN.split(html)
    # Three parts a turn: text, what was matched, the name of an element shown as written (or None).
    parts[::3] = _TO_SET_HIGH.sub(_set, _CUT.join(parts[::3])).split(_CUT)
    del parts[2::3]
    return "".join(parts)


def typeset_text(text: str) -> str:
    """Plain text with its spaces and its apostrophes set; nothing can be set high in it."""
    return _TO_SET.sub(_set, text)


def _set(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    return f"<sup>{found[0]}</sup>" if name == _ORDINAL.name else _BECOMES[name]
