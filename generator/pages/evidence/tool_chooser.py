"""Let readers choose a tool by their situation: what they may ask for, and what each tool answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.catalogue import SIZES, UNTOLD, facets_in_use
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.views import NON_DOCUMENTE
from generator.protocol import EVIDENCE_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Commons, Outil
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Card

_TEMPS = ("une-heure", "demi-journee", "journee", "plusieurs-jours", "long-terme")
_BUDGETS = ("faible", "moyen", "eleve")
_PRESENCES = ("sur-place", "en-ligne")
_UNKNOWN = "inconnu"
_UNTOLD = {
    "enjeu": "enjeu non documenté",
    "taille": "taille du groupe non documentée",
    "temps": "temps non documenté",
    "budget": "coût non documenté",
    "presence": "sur place ou en ligne : non documenté",
    "preuve": "preuve non documentée",
}


class Answer(Frozen):
    """One answer, and how many tools have it."""

    valeur: str
    libelle: str
    nombre: int


class Critere(Frozen):
    """One question; `nom` is its name in the page's address, `inconnu` says that a tool gives no answer."""

    nom: str
    question: str
    inconnu: str
    choix: tuple[Answer, ...]


class ToolChoice(Frozen):
    """A tool's card; `reponses` pairs each criterion's name with the tool's answers, spaces between them."""

    carte: Card
    reponses: tuple[tuple[str, str], ...]


def criteria(atlas: Atlas) -> tuple[Critere, ...]:
    """The questions, each with its answers: those of the vocabulary, then tools that say nothing."""
    given = [dict(answers(atlas, item)) for item in atlas.commons.outils]
    groups = facets_in_use((), atlas.commons, atlas.schemas)
    every = (one for group in groups if group.nom == "taille" for one in group.choix)
    sizes = [(one.valeur, one.libelle) for one in every if one.valeur != UNTOLD]
    enjeux = ((str(one.numero), f"{one.numero}. {one.titre}") for one in atlas.commons.enjeux)

    def question(name: str, words: str, choices: Iterable[tuple[str, str]]) -> Critere:
        counts = Counter(code for one in given for code in one[name])
        told = [Answer(code, label, counts[code]) for code, label in choices]
        unknown = Answer(_UNKNOWN, NON_DOCUMENTE.capitalize(), counts[_UNKNOWN])
        return Critere(
            nom=name,
            question=words,
            inconnu=_UNTOLD[name],
            choix=(*told, unknown) if unknown.nombre else tuple(told),
        )

    def labels(name: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, atlas.label("outil", name, code)) for code in codes)

    return (
        question("enjeu", "Pour quel enjeu ?", enjeux),
        question("taille", "Avec combien de personnes ?", sizes),
        question("temps", "Avec combien de temps ?", labels("temps", _TEMPS)),
        question("budget", "Avec quel budget ?", labels("budget", _BUDGETS)),
        question("presence", "Sur place ou en ligne ?", labels("presence", _PRESENCES)),
        question("preuve", "Avec quelle preuve ?", ((one.code, one.nom) for one in EVIDENCE_LEVELS)),
    )


def choosable(atlas: Atlas, item: Outil) -> ToolChoice:
    """A tool as the list of tools shows it."""
    told = tuple((name, " ".join(codes)) for name, codes in answers(atlas, item))
    return ToolChoice(cards.tool_card(atlas, item), told)


def style_sheet(commons: Commons) -> str:
    """The style sheet that hides the tools that do not fit, and puts last those of which nobody knows.

    The choice itself needs no script.
    """
    every = (
        ("enjeu", tuple(str(one.numero) for one in commons.enjeux)),
        ("taille", tuple(code for code, _, _ in SIZES)),
        ("temps", _TEMPS),
        ("budget", _BUDGETS),
        ("presence", _PRESENCES),
        ("preuve", tuple(one.code for one in EVIDENCE_LEVELS)),
    )
    hidden = ",\n".join(
        f'.espace:has(#Choisir-{name} [value="{code}"]:checked) .cartes > li{_neither(name, code)}'
        for name, codes in every
        for code in (*codes, _UNKNOWN)
    )
    maybe = [
        f'.espace:has(#Choisir-{name} option:not([value=""], [value="{_UNKNOWN}"]):checked) .cartes > '
        f'li[data-{name}~="{_UNKNOWN}"]'
        for name, _ in every
    ]
    last, marks = ",\n".join(maybe), ",\n".join(f"{one}::before" for one in maybe)
    return (
        f"/* Fait par le générateur. */\n{hidden} {{\n  display: none;\n}}\n"
        f"{last} {{\n  order: 1;\n}}\n{marks} {{\n  display: block;\n}}\n"
    )


def _neither(name: str, code: str) -> str:
    """The part of a CSS selector that matches tools whose answer is known and differs from this one."""
    return "".join(f':not([data-{name}~="{one}"])' for one in dict.fromkeys((code, _UNKNOWN)))


def answers(atlas: Atlas, item: Outil) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The answers of a tool, by the name of the question."""
    found = atlas.entries.get(Ref("outil", item.id))
    online = {"les-deux": _PRESENCES}.get(item.presence or "", (item.presence,) if item.presence else ())
    yield "enjeu", tuple(str(one.numero) for one in cards.pastilles(atlas, item.enjeux)) or (_UNKNOWN,)
    yield "taille", (found.facets.taille if found else ()) or (_UNKNOWN,)
    yield "temps", item.temps or (_UNKNOWN,)
    yield "budget", (item.budget or _UNKNOWN,)
    yield "presence", online or (_UNKNOWN,)
    yield "preuve", (atlas.solidites[item.id].niveau.code,)
