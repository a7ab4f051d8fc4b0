"""Take from evaluations what others can use: lessons, what did not work, and where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, lessons_address
from generator.frozen import Frozen, replace
from generator.model import Ref
from generator.pages.frame import cards
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Evaluation, Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Badge, EnjeuDot

_CAUSE = "na_pas_marche.cause"


class ConstatView(Frozen):
    """A lesson, or something that did not work: then `cause` leads to the page of its cause.

    `adresse` is its place in the evaluation; `code` is the cause as files write it, empty for a lesson.
    """

    texte: str
    code: str
    cause: Value | None
    adresse: str
    date: str
    experimentation: Value
    lieu: str
    phase: Badge
    enjeux: tuple[EnjeuDot, ...]
    invente: bool


class Findings(Frozen):
    """What a set of evaluations teaches, real experiments before invented ones, each from the newest."""

    enseignements: tuple[ConstatView, ...]
    echecs: tuple[ConstatView, ...]

    def __bool__(self) -> bool:
        return bool(self.enseignements or self.echecs)


def findings_of(atlas: Atlas, items: Iterable[Experimentation]) -> Findings:
    """The lessons and failures of these experiments' evaluations."""
    found = [(item, one) for item in items if (one := atlas.commons.evaluation(item.id))]
    found.sort(key=lambda pair: pair[0].id)
    found.sort(key=lambda pair: pair[1].date, reverse=True)
    found.sort(key=lambda pair: pair[0].inventee)
    return Findings(
        tuple(one for item, evaluation in found for one in _lessons(atlas, item, evaluation)),
        tuple(one for item, evaluation in found for one in _failures(atlas, item, evaluation)),
    )


def cause(atlas: Atlas, code: str) -> Value:
    """A cause in words, linked to its page."""
    return Value(atlas.label("evaluation", _CAUSE, code), lessons_address(code))


def real_count(found: Iterable[ConstatView]) -> int:
    """The number of findings of real experiments."""
    return sum(not one.invente for one in found)


def with_invented_apart(found: tuple[ConstatView, ...], singular: str) -> str:
    """A count with invented ones apart: `3 constats`, `3 constats, et 2 inventés`, `2 constats inventés`."""
    real = real_count(found)
    invented = len(found) - real
    if real and invented:
        return f"{_plural(real, singular)}, et {_plural(invented, 'inventé')}"
    return _plural(real, singular) if real or not invented else _plural(invented, singular, "inventé")


def _plural(count: int, *words: str) -> str:
    return " ".join((str(count), *(f"{word}{'s' * (count > 1)}" for word in words)))


def _lessons(atlas: Atlas, item: Experimentation, evaluation: Evaluation) -> Iterator[ConstatView]:
    for rank, words in enumerate(evaluation.enseignements, 1):
        yield _constat(atlas, item, evaluation, words=words, anchor=f"Enseignement-{rank}")


def _failures(atlas: Atlas, item: Experimentation, evaluation: Evaluation) -> Iterator[ConstatView]:
    for rank, one in enumerate(evaluation.na_pas_marche, 1):
        lesson = _constat(atlas, item, evaluation, words=one.constat, anchor=f"Echec-{rank}")
        yield replace(lesson, code=one.cause, cause=cause(atlas, one.cause))


def _constat(
    atlas: Atlas, item: Experimentation, evaluation: Evaluation, *, words: str, anchor: str
) -> ConstatView:
    return ConstatView(
        texte=words,
        code="",
        cause=None,
        adresse=f"{address(Ref('evaluation', evaluation.id))}#{anchor}",
        date=day_in_words(evaluation.date),
        experimentation=Value(item.titre, address(Ref("experimentation", item.id))),
        lieu=cards.places_in_words(atlas, item),
        phase=cards.phase(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        invente=item.inventee,
    )
