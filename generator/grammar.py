"""French grammar for what a commons names and counts: « de la Fabrique », « cinq enjeux »."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LAB = "le laboratoire"
"""Whoever leads the experiments, where the facts of the site give no name."""
# A name stands in sentences of ours, on pages and in reports: nothing in it means anything to Markdown.
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ0-9"
_NAME = re.compile(rf"(?:le |la |les |l['’])?[{_LETTER}](?:[{_LETTER} .,'’()«»\u00a0\u202f-]{{0,79}})")
_ARTICLE = re.compile(r"(le |la |les |l['’])?(.+)", re.DOTALL)
# The article of a name → what « de » and « à » become with it.
_CONTRACTED = MappingProxyType(
    {
        "le ": ("du ", "au "),
        "les ": ("des ", "aux "),
        "la ": ("de la ", "à la "),
        "l'": ("de l'", "à l'"),
        "l’": ("de l’", "à l’"),
    }
)
_INVENTED = "(exemple inventé)"
# An article before a word, once every mark is a blank: « l'étang » reads « l etang ».
_FIRST_ARTICLE = re.compile(r"(?:le|la|les|l|un|une|des|du) (?=\w)")
_MARKS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"([0-9]+)")
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæ")
_NUMBERS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt"),
)


def told_invented(words: str) -> str:
    """A title or a summary that says, wherever it is read alone, that what it tells of is invented."""
    return words if words.endswith(_INVENTED) else f"{words} {_INVENTED}"


def alphabetical(title: str) -> tuple[str | int, ...]:
    """Where a title stands in a French list: its article apart, accents and marks aside, numbers by value.

    « L'Étang » stands among the E, « 9 idées » before « 10 idées ». Texts and numbers take turns: two of
    these always compare.
    """
    plain = unicodedata.normalize("NFKD", title.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = _FIRST_ARTICLE.sub("", " ".join(_MARKS.sub(" ", words).split()))
    return tuple(int(part) if rank % 2 else part for rank, part in enumerate(_DIGITS.split(words)))


def in_letters(count: int, *, feminine: bool = False) -> str:
    """A number as a sentence writes it: in letters up to twenty, in figures above."""
    if count == 1 and feminine:
        return "une"
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def of(name: str) -> str:
    """A name after « de »: « le Pôle » gives « du Pôle », « Rennes » « de Rennes », « Ici » « d'Ici »."""
    article, rest = _parts(name)
    if article:
        return _CONTRACTED[article][0] + rest
    return f"d'{rest}" if rest[:1].lower() in _VOWELS else f"de {rest}"


def to(name: str) -> str:
    """A name after « à »: « le Pôle » gives « au Pôle »."""
    article, rest = _parts(name)
    return f"{_CONTRACTED[article][1] if article else 'à '}{rest}"


def lab_of(facts: Mapping[str, Any]) -> str:
    """What leads the experiments, with its article, as the facts of the site name it; ours where they don't.

    The facts may be at fault: a name that could not stand in a sentence is no name.
    """
    words = facts.get("vocabulaire")
    name = words.get("labo") if isinstance(words, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else LAB


MARKS = ("{le labo}", "{du labo}", "{au labo}")


def spoken(name: str) -> dict[str, str]:
    """What stands for each mark of the schemas."""
    return dict(zip(MARKS, (name, of(name), to(name)), strict=True))


def _parts(name: str) -> tuple[str, str]:
    found = _ARTICLE.fullmatch(name)
    return (found[1] or "", found[2]) if found else ("", name)
