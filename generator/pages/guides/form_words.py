"""Give the form what it judges with: the words of faults, what finds them, the facts that rules turn on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.diagnostics import BESIDE, PATTERNS, RULES, WORDS
from generator.grammar import of
from generator.output import OutputFile
from generator.protocol import COMMON_WORDS, PIECES
from generator.sources import SORTS

if TYPE_CHECKING:
    from generator.model import Commons

_WORDS = "assets/formulaire/phrases.json"


def form_words(commons: Commons) -> OutputFile:
    """`phrases.json`, as the form's scripts read it."""
    site, kinds = commons.site, commons.kinds
    named = {kind.name: (kind.none_of_them, kind.in_a_sentence) for kind in kinds.nameable}
    public = [one.lower() for one in (*site.adresses_publiques, site.contact) if one]
    unseen = [(_for_browsers(one.pattern), one.rule, one.phrase, one.help) for one in SORTS]
    told = {**WORDS, "natures": named, "personnel": PATTERNS, "publiques": public, "caches": unseen}
    told |= {"site": _site(commons), "vie": _life(commons)}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(_WORDS, text.encode())


def _site(commons: Commons) -> dict[str, Any]:
    site = commons.site
    return {
        "url": site.url,
        "editeur": site.editeur or "",
        "contact": bool(site.contact),
        "regles_depuis": site.regles_depuis or "",
        "du_labo": of(site.labo),
        "reseau": [one.id for one in commons.acteurs if one.reseau],
        "mots_communs": sorted(COMMON_WORDS),
    }


def _life(commons: Commons) -> dict[str, Any]:
    """The phases of a life and what each asks; `a_cote` are the faults that let its records be read."""
    warnings = {rule.name for rule in RULES.values() if rule.severity == "warning"}
    return {
        "phases": list(commons.phases),
        "arrets": list(commons.arrets),
        "a_cote": sorted(BESIDE | warnings),
        "pieces": [
            {
                "nom": piece.nom,
                "phase": piece.phase,
                "pourquoi": piece.pourquoi,
                "aide": piece.aide,
                "sinon": piece.sinon,
                "kinds": piece.kinds,
            }
            for piece in PIECES
        ],
    }


def _for_browsers(pattern: str) -> str:
    """The regular expression in ASCII only: UTF-8 cannot encode lone surrogates."""
    return "".join(one if one.isascii() else f"\\u{{{ord(one):x}}}" for one in pattern)
