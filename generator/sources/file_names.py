"""Refuse file names that other systems do not read alike, and propose a name instead."""

from __future__ import annotations

import re
import unicodedata

from generator.diagnostics import quoted, say
from generator.sources import limits

# A rule, a message and its remedy, still without a place.
Refusal = tuple[str, str, str]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def check(stem: str, extension: str = "") -> Refusal | None:
    """What is wrong with the name of a file or a folder, its extension apart (`.md`), or None."""
    name = stem + extension
    if stem in _RESERVED:
        return (
            "nom-reserve",
            say("nom-reserve", nom=quoted(name)),
            say("nom-reserve-aide", propose=quoted(f"{stem}-1{extension}")),
        )
    if len(stem) > limits.NAME_LENGTH:
        return (
            "nom-refuse",
            say("nom-trop-long", nom=quoted(name), compte=len(stem), limite=limits.NAME_LENGTH),
            say("nom-trop-long-aide", propose=quoted(slug(stem[:48]) + extension)),
        )
    if _SLUG.fullmatch(stem):
        return None
    proposal = slug(stem)
    remedy = (
        say("nom-refuse-aide", propose=quoted(proposal + extension.lower()))
        if proposal
        else say("nom-vide-aide")
    )
    return (
        "nom-refuse",
        say("nom-refuse", nom=quoted(name)),
        remedy,
    )


def slug(text: str) -> str:
    """The nearest fit name: no accent, no capital, hyphens between words. Empty where no letter is left."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[: limits.NAME_LENGTH].strip("-")
    return f"{name}-1" if name in _RESERVED else name


def shown(name: str) -> str:
    """A name that is safe to print: invisible characters and bytes that are no text are escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(_shown(c) for c in text)


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"}
    return f"\\u{{{ord(character):X}}}" if hidden else character
