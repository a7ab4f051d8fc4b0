"""Say what is wrong with an address that may not be published, and what to write: `forbidden(href)`."""

from __future__ import annotations

import re

from generator import web
from generator.diagnostics import quoted, say


def forbidden(href: str) -> tuple[str, str]:
    """The message and its remedy, for an address whose destination is forbidden."""
    valeur = quoted(href)
    if web.on_a_computer(href):
        return say("lien-vers-l-ordinateur", valeur=valeur), say("adresse-ordinateur-aide")
    why = _reason(href.strip())
    if why:
        return say("lien-nulle-part", valeur=valeur), say(f"adresse-{why}-aide")
    name = next(name for name, shape in WRONG.items() if shape.search(href.strip()))
    return say(name, valeur=valeur), say(f"{name}-aide", propose=quoted("https:" + href.strip()))


def _reason(href: str) -> web.Why | None:
    """Why browsers would not follow an address that looks like a web address."""
    if not re.match(r"https?:", href, re.IGNORECASE) or re.search(r"[\s\\\x00-\x1f\x7f-\x9f]", href):
        return None
    why = web.parse(href)
    named = href.partition("//")[2].strip("/")
    return why if named and isinstance(why, str) and why != "debut" else None


WRONG = {
    name: re.compile(shape, re.IGNORECASE)
    for name, shape in {
        "lien-sans-protocole": "^//",
        "lien-a-barre-inverse": r"^https?:.*\\",
        "chemin-a-barre-inverse": r"^(?:[a-z]:|(?![a-z][a-z0-9+.-]*:)).*\\",
        "lien-a-signe-cache": r"[\x00-\x1f\x7f-\x9f]",
        "lien-a-espace": r"^https?://\s",
        "lien-incomplet": "^https?:",
        "courriel-incomplet": "^mailto:",
        "lien-interdit": "",
    }.items()
}
"""What is wrong with an address that may not be published, by its phrase: the first that fits."""
