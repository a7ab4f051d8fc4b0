"""Give the form what it judges with: the words of faults, what finds them, the facts that rules turn on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import BESIDE, PATTERNS, RULES, WORDS
from generator.grammar import of
from generator.output import OutputFile
from generator.prose import DIALECTS, LIMITS, SHAPES, WRONG
from generator.protocol import COMMON_WORDS, PIECES
from generator.site_pages import ADDRESSES
from generator.sources import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons

_WORDS = "assets/formulaire/phrases.json"
_STEPS = re.compile(r"\\u\{[0-9a-f]+\}|\\.|.", re.DOTALL)
_LETTER, _NO_LETTER = r"\p{L}\p{N}_", r"\P{L}"
_NEEDLESS = frozenset(f"\\{sign}" for sign in "\"'%!#=&~:,<>@` ")


def form_words(commons: Commons) -> OutputFile:
    """`phrases.json`, as the form's scripts read it."""
    site, kinds = commons.site, commons.kinds
    named = {kind.name: (kind.none_of_them, kind.in_a_sentence) for kind in kinds.nameable}
    public = [one.lower() for one in (*site.adresses_publiques, site.contact) if one]
    unseen = [(_for_browsers(one.pattern), one.rule, one.phrase, one.help) for one in SORTS]
    told = {**WORDS, "natures": named, "personnel": PATTERNS, "publiques": public, "caches": unseen}
    told |= {"site": _site(commons), "vie": _life(commons), "marques": _marks()}
    told |= {"fichiers": {kind.name: kind.files for kind in kinds}, "pages": _pages(commons)}
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
        "anciens": [
            (ref.kind, f"{ref.id.rpartition('/')[0]}/{old}".lstrip("/"), record.chemin)
            for ref, record in commons.records()
            for old in getattr(record, "anciens_ids", ())
        ],
        "mots_communs": sorted(COMMON_WORDS),
    }


def _pages(commons: Commons) -> list[str]:
    """The addresses that no record gives, which a text may name."""
    return sorted(ADDRESSES | {kind.listed_at for kind in commons.kinds.added})


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


def _marks() -> dict[str, Any]:
    """What the texts of records are searched for."""
    return {
        "limites": LIMITS,
        "dialectes": [(_in_javascript(one.pattern), one.help) for one in DIALECTS],
        "formes": {name: _in_javascript(pattern) for name, pattern in SHAPES.items()},
        "interdits": [(name, _in_javascript(pattern)) for name, pattern in WRONG.items()],
    }


def _in_javascript(pattern: re.Pattern[str]) -> str:
    """A regular expression of Python as browsers read it: words are made of letters of any alphabet."""
    written = pattern.pattern.replace(r"[^\W_]", r"[\p{L}\p{N}]")
    return "".join(_converted(_for_browsers(written)))


def _converted(pattern: str) -> Iterator[str]:
    inside = False  # of square brackets
    for found in _STEPS.finditer(pattern):
        step = found[0]
        if step in {"[", "]"} and inside == (step == "]"):
            inside = not inside
        if step == "\\w":
            step = _LETTER if inside else f"[{_LETTER}]"
        elif step == "\\W" and inside:
            step = _NO_LETTER
        yield step[1:] if step in _NEEDLESS else step


def _for_browsers(pattern: str) -> str:
    """The regular expression in ASCII only: UTF-8 cannot encode lone surrogates."""
    return "".join(one if one.isascii() else f"\\u{{{ord(one):x}}}" for one in pattern)
