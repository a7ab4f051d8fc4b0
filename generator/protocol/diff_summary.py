"""Say in one French sentence what differs between two revisions: how many, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import some_of
from generator.grammar import in_letters
from generator.protocol.revision_diff import PROPRES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.protocol.revision_diff import Difference, Genre

_NOUNS = {"hypothese": "hypothèse", "dispositif": "dispositif", "etape": "étape"}
_FEMININE = frozenset({"hypothese", "etape"})
_PARTICIPLES = {"ajoute": "ajouté", "retire": "retiré", "reformule": "reformulé", "deplace": "déplacé"}
# In the order of the sentence.
_CHANGES = (("ajoute",), ("retire",), ("reformule",), ("deplace",), ("reformule", "deplace"))
# The revision's own fields, as the sentence names them: singular, or plural.
_FIELDS = {
    "titre": "le titre",
    "resume": "le résumé",
    "licence": "la licence",
    "auteurs": "les auteurs",
    "sources": "les sources",
    "anciens_ids": "les anciens identifiants",
    "anciennes_adresses": "les anciennes adresses",
}


def in_one_sentence(difference: Difference) -> str:
    """The sentence: « De la révision 1 à la révision 2 : une hypothèse ajoutée (H4) ; le texte change. »."""
    first, last = difference.de, difference.vers
    told = [_counted(difference, "hypothese"), _counted(difference, "dispositif"), _rest(difference)]
    said = " ; ".join(part for part in told if part)
    if not said:
        return f"Rien ne change entre la révision {first} et la révision {last}."
    return f"De la révision {first} à la révision {last} : {said}."


def name(genre: Genre) -> str:
    """The French noun for an element: « hypothèse », « dispositif » or « étape »."""
    return _NOUNS[genre]


def participles(genre: Genre, changes: Iterable[str], *, many: bool = False) -> str:
    """The French participles for some changes, agreed in gender and number: « reformulée et déplacée »."""
    ending = "e" * (genre in _FEMININE) + "s" * many
    return " et ".join(_PARTICIPLES[change] + ending for change in changes)


def _counted(difference: Difference, genre: Genre) -> str:
    """Count changed elements: « une hypothèse ajoutée (H4), deux retirées (H2 et H3) »; empty without any."""
    parts: list[str] = []
    for changes in _CHANGES:
        ids = [item.id for item in difference.elements if (item.genre, item.changements) == (genre, changes)]
        if ids:
            many = len(ids) > 1
            noun = [] if parts else [name(genre) + "s" * many]
            both = ["à la fois"] if len(changes) > 1 else []
            agreed = participles(genre, changes, many=many)
            number = in_letters(len(ids), feminine=genre in _FEMININE)
            told = (number, *noun, *both, agreed, f"({some_of(ids, link='et')})")
            parts.append(" ".join(told))
    return some_of(parts, link="et")


def _rest(difference: Difference) -> str:
    """Name what else changes: « le titre et le texte changent »; empty where nothing does."""
    named = list(_others(difference))
    many = len(named) > 1 or any(name.startswith("les ") for name in named)
    return f"{some_of(named, link='et')} {'changent' if many else 'change'}" if named else ""


def _others(difference: Difference) -> Iterator[str]:
    fields = {field.champ for field in difference.champs}
    yield from (name for field, name in _FIELDS.items() if field in fields and field not in PROPRES)
    if difference.texte:
        yield "le texte"
