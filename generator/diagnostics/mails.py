"""Find e-mail addresses, plain or spelt out to escape robots, and not what resembles them: `mails(text)`.

The form has the same in `courriels.js`; both are given the same `MAILS`. Every repetition is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.diagnostics.figure_patterns import BLANK, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = f"{WORD}_"  # beside an address an underscore is a mark of emphasis, within it a letter
_ONE = f"[{BLANK}]"
_KNOWN = (
    "fr|com|org|net|eu|info|io|coop|asso|gouv|bzh|paris|alsace|corsica|re|be|ch|lu|ca|de|es|it|uk|me|tv|pro|lab"
    "|eco|gp|mq|nc|pf|pm|gf|yt|cat|edu|biz"
)
_ENDS = rf"(?=(?:fr|com|org|net|eu)(?![{WORD}.-]))"
_DOT = (
    rf"(?:\.|(?:{_ONE}{{1,2}}\.{_ONE}?|\.{_ONE}|,){_ENDS}|[_-](?:dot|point)[_-]"
    rf"|{_ONE}?[\[({{]{_ONE}?(?:dot|point|\.){_ONE}?[\])}}]{_ONE}?|{_ONE}{{1,2}}(?:dot|point){_ONE}{{1,2}})"
)
# Domains reserved for examples belong to nobody; `logo@2x.png` is a file name.
_NOBODY = (
    r"(?!(?:[a-z0-9-]{1,63}\.){0,4}example\.(?:org|com|net)(?![a-z0-9-]))(?![0-9]x\.)"
    rf"(?!(?:[{_LETTER}-]{{1,63}}\.){{1,4}}(?:png|jpe?g|webp|svg|gif|pdf|js|mjs|css|md|html?|py|json|ya?ml)"
    rf"(?![{_LETTER}-]))"
)
_DOMAIN = (
    rf"{_NOBODY}((?:[{_LETTER}-]{{1,63}}{_DOT}){{1,5}}(?!(?:example|invalid|test)(?![{_LETTER}-]))"
    r"(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59}|[Ͱ-ϿЀ-ӿ]{2,24}))"
    rf"(?![{WORD}-]|\.[{WORD}])"
)
_SPELT = "at|arr?obas?e?|arr?obas|chez"

MAILS = {
    # Plain; spelt out and leaving no doubt; spelt with a sign or a word that means other things too.
    "arobase": r"(?:(@)"
    rf"|({_ONE}{{0,2}}[\[({{<]{_ONE}?(?:{_SPELT}|@){_ONE}?[\])}}>]{_ONE}{{0,2}}"
    rf"|{_ONE}(?:arr?obas?e?|a commercial){_ONE}|[_-]arr?obas?e?[_-])"
    rf"|({_ONE}{{1,2}}@{_ONE}{{0,2}}|@{_ONE}{{1,2}}|{_ONE}{{0,2}}[\[({{<][aà][\])}}>]{_ONE}{{0,2}}"
    rf"|{_ONE}(?:at|chez|à|a){_ONE}|{_ONE}?([_#*+~\/|\x22\x27-])(?:at|chez)\4{_ONE}?)){_DOMAIN}",
    "nom": rf'(?:"[^"\n@]{{1,60}}"|(?<![{WORD}.+@-])[{WORD}]'
    rf"(?:[{_LETTER}.+\x27’-]|{_ONE}(?:point|dot|tiret){_ONE}){{0,63}})$",
    "compose": rf"[a-zà-ÿ0-9](?:[._]|{_ONE}(?:point|dot){_ONE})[a-zà-ÿ]{{2}}|[a-z]{{3}}[0-9]{{1,6}}$",
    "connu": rf"(?:\.|{_ONE}(?:point|dot){_ONE}|[\])}}]){_ONE}?(?:{_KNOWN})$",
    "boite": r"^(?:gmail|orange|wanadoo|free|laposte|sfr|yahoo|hotmail|outlook|live|icloud|proton|protonmail"
    r"|mailo|posteo|riseup|bbox)(?![a-z0-9])",
    # The address of a page, and accounts that belong to no person.
    "adresse": rf"(?:https?:\/\/|(?<![{_LETTER}@.])www\.)"
    r"[^\x00-\x20\u00a0\u2000-\u200a\u202f<>()\[\]\x22'`«»|]+",
    "rien": r"^git@",
    # Words before an address that ask the reader to write to it.
    "ecrire": r"(?:mail|courriel|m[eé]l|[eé]cri(?:re|vez|s|t)|contact|adress|joindre|inscri)[^\n]{0,20}$",
    "epele": rf"{_ONE}(?:point|dot){_ONE}|[\[({{]",
}
"""What tells an address."""

_RE = {name: re.compile(one, re.IGNORECASE) for name, one in MAILS.items()}
_LONGEST_NAME = 70
_LONGEST_QUERY = 2000


def mails(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, `courriel`) for each address found."""
    pages = [found.span() for found in _RE["adresse"].finditer(text)] if "/" in text or "www." in text else []
    for found in _RE["arobase"].finditer(text):
        at = found.start()
        before = text[max(0, at - _LONGEST_NAME) : at]
        name = _RE["nom"].search(before)
        if (
            name is None
            or _RE["rien"].match(name[0] + found[0])
            or not _reaches(name[0], found, before[: name.start()])
        ):
            continue
        start = at - len(name[0])
        rank = bisect_right(pages, (start, len(text))) - 1
        if rank >= 0 and start < pages[rank][1] and not _is_given(text, pages[rank][0], start, found=found):
            continue
        yield start, found.end(), "courriel"


def _reaches(name: str, found: re.Match[str], before: str) -> bool:
    plain, _, weak, _, domain = found.groups()
    if plain or not weak:
        return True
    if not _RE["connu"].search(domain) or _RE["connu"].search(name):
        return False
    sign, mailbox = weak.strip(), _RE["boite"].match(domain) is not None
    if _RE["compose"].search(name) or _RE["epele"].search(domain):
        return True
    if sign == "@" or sign[:1] in {"(", "[", "{", "<"}:
        tight = sign == weak and sign != "@"
        return tight or mailbox or (len(name) >= len("moi") and _RE["ecrire"].search(before) is not None)
    asked = mailbox or _RE["ecrire"].search(before) is not None
    return sign == "AT" or (sign == "at" and asked)


def _is_given(text: str, page: int, start: int, *, found: re.Match[str]) -> bool:
    """Whether the URL of a page contains a person's address, and not a login or a file name."""
    if text.endswith("://", page, start):
        return False
    asked = any(text.rfind(sign, max(page, start - _LONGEST_QUERY), start) >= 0 for sign in "?#")
    return asked or _RE["connu"].search(found[5]) is not None
