"""Let readers choose a tool by their situation: what they may ask for, and what each tool answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.catalogue import TAILLES, groupes
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.views import NON_DOCUMENTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Commons, Outil
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Card

_TEMPS = ("une-heure", "demi-journee", "journee", "plusieurs-jours", "long-terme")
_BUDGETS = ("faible", "moyen", "eleve")
_PRESENCES = ("sur-place", "en-ligne")
_UNKNOWN = "inconnu"


class Answer(Frozen):
    """One answer, and how many tools have it."""

    valeur: str
    libelle: str
    nombre: int


class Critere(Frozen):
    """One question; `nom` is its name in the page's address."""

    nom: str
    question: str
    choix: tuple[Answer, ...]


class OutilAChoisir(Frozen):
    """A tool's card; `reponses` pairs each criterion's name with the tool's answers, spaces between them."""

    carte: Card
    reponses: tuple[tuple[str, str], ...]


def criteria(atlas: Atlas) -> tuple[Critere, ...]:
    """The questions, each with its answers: those of the vocabulary, then tools that say nothing."""
    answers = [dict(_answers(atlas, item)) for item in atlas.commons.outils]
    groups = groupes((), atlas.commons, atlas.schemas)
    sizes = [(one.valeur, one.libelle) for group in groups if group.nom == "taille" for one in group.choix]
    enjeux = ((str(one.numero), f"{one.numero}. {one.titre}") for one in atlas.commons.enjeux)

    def question(name: str, words: str, choices: Iterable[tuple[str, str]]) -> Critere:
        counts = Counter(code for one in answers for code in one[name])
        told = [Answer(code, label, counts[code]) for code, label in choices]
        unknown = Answer(_UNKNOWN, NON_DOCUMENTE.capitalize(), counts[_UNKNOWN])
        return Critere(name, words, (*told, unknown) if unknown.nombre else tuple(told))

    def labels(name: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
        return ((code, atlas.label("outil", name, code)) for code in codes)

    return (
        question("enjeu", "Pour quel enjeu ?", enjeux),
        question("taille", "Avec combien de personnes ?", sizes),
        question("temps", "Avec combien de temps ?", labels("temps", _TEMPS)),
        question("budget", "Avec quel budget ?", labels("budget", _BUDGETS)),
        question("presence", "Sur place ou en ligne ?", labels("presence", _PRESENCES)),
    )


def choosable(atlas: Atlas, item: Outil) -> OutilAChoisir:
    """A tool as the list of tools shows it."""
    answers = tuple((name, " ".join(codes)) for name, codes in _answers(atlas, item))
    return OutilAChoisir(cards.tool_card(atlas, item), answers)


def style_sheet(commons: Commons) -> str:
    """The style sheet that hides the tools that do not fit: the choice itself needs no script."""
    every = (
        ("enjeu", tuple(str(one.numero) for one in commons.enjeux)),
        ("taille", tuple(code for code, _, _ in TAILLES)),
        ("temps", _TEMPS),
        ("budget", _BUDGETS),
        ("presence", _PRESENCES),
    )
    hidden = ",\n".join(
        f'.espace:has(#Choisir-{name} [value="{code}"]:checked) .cartes > li:not([data-{name}~="{code}"])'
        for name, codes in every
        for code in (*codes, _UNKNOWN)
    )
    return f"/* Fait par le générateur. */\n{hidden} {{\n  display: none;\n}}\n"


def _answers(atlas: Atlas, item: Outil) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = atlas.fiches.get(Ref("outil", item.id))
    online = {"les-deux": _PRESENCES}.get(item.presence or "", (item.presence,) if item.presence else ())
    yield "enjeu", tuple(str(one.numero) for one in cards.pastilles(atlas, item.enjeux)) or (_UNKNOWN,)
    yield "taille", (found.facettes.taille if found else ()) or (_UNKNOWN,)
    yield "temps", item.temps or (_UNKNOWN,)
    yield "budget", (item.budget or _UNKNOWN,)
    yield "presence", online or (_UNKNOWN,)
