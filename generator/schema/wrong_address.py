"""Explain why a text is not a web address, and give the address that was meant if it is certain."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from generator.diagnostics import say
from generator.web import on_a_computer

# The signs that an address holds as their codes: all that is not plain, some that are, a second « # ».
_CODED = re.compile(r"[^\x21-\x7e]|[\"<>\[\]^`{|}]|%(?![0-9a-f]{2})|(?<=#)(?:[^#]*)(#)", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^/?#]")
_HOST = re.compile(r"https?://[^/?#]+")


class Wrong(NamedTuple):
    """The name of a phrase, its remedy (empty: the field's own), and the right address (empty: in doubt)."""

    phrase: str
    remedy: str = ""
    right: str = ""
    sign: str = ""


def wrong_address(text: str, pattern: str) -> Wrong:
    """What is wrong with a text that is no web address of this `pattern`; the form says the same."""
    start = text[: len("https:")].lower()
    is_web = start.startswith(("http:", "https:"))
    phrase = next(
        phrase
        for phrase, is_wrong in (
            ("adresse-ordinateur", on_a_computer(text)),
            ("adresse-espace", re.search(r"\s", text)),
            ("adresse-barre", "\\" in text),
            ("adresse-invalide", not is_web and _OTHER_SCHEME.match(text)),
            ("adresse-sans-debut", not is_web),
            ("adresse-incomplete", not _WHOLE.match(text.lower())),
            ("adresse-capitales", not text.startswith(("http:", "https:"))),
            ("adresse-http", start.startswith("http:") and pattern.startswith("^https:")),
            ("adresse-signe", _CODED.search(text)),
            ("adresse-invalide", True),
        )
        if is_wrong
    )
    if phrase == "adresse-signe":
        return _with_codes(text)
    scheme, _, rest = text.partition(":")
    right = f"{scheme.lower()}:{rest}" if phrase == "adresse-capitales" else ""
    has_own = phrase not in {"adresse-invalide", "adresse-sans-debut"}
    return Wrong(phrase, say(f"{phrase}-aide") if has_own else "", right)


def _with_codes(text: str) -> Wrong:
    found = _CODED.search(text)
    sign = (found[1] or found[0]) if found else ""
    host = _HOST.match(text)
    in_host = host is not None and sign in host[0]
    before, hash_sign, fragment = text.partition("#")
    right = _coded(before) + hash_sign + _coded(fragment).replace("#", "%23")
    remedy = "" if in_host else say("adresse-signe-aide", code=quote(sign, safe=""))
    return Wrong(phrase="adresse-signe", remedy=remedy, right="" if in_host else right, sign=sign)


def _coded(text: str) -> str:
    return _CODED.sub(lambda found: quote(found[0], safe="#"), text)
