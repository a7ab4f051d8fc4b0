"""Gather what records teach, wherever they tell it: findings, what did not work, what evaluations retain."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Evaluation, Experimentation, Outil, Ref
from generator.model.parts import Mesure  # noqa: TC001 — msgspec reads the types as it runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.model import Commons
    from generator.model.parts import Constat


class Lesson(Frozen):
    """One thing that was learnt: `ref` is the record that tells it, in its field `champ`, at this `rang`.

    `fiche` is the experiment or the tool that teaches it: `ref` itself, but for an evaluation. Ranks start
    at 1. `sens` and `cause` are codes, empty where nothing says them: what an evaluation retains has no
    direction. `enjeux` are its own or those of its record; `outils` those it is about, and no others.
    `lieux` are the ids of the places of its experiment.
    """

    ref: Ref
    fiche: Ref
    champ: str
    rang: int
    texte: str
    sens: str
    cause: str
    enjeux: tuple[str, ...]
    outils: tuple[str, ...]
    lieux: tuple[str, ...]
    source: str
    certitude: str
    mesure: Mesure | None
    date: str
    invente: bool


def lessons(commons: Commons, invented: Collection[Ref]) -> tuple[Lesson, ...]:
    """All that is learnt: real records before the `invented`, the newest first, each in its own order."""
    found = [*_of_experiments(commons, invented), *_of_tools(commons, invented)]
    found.sort(key=lambda one: one.ref.id)
    found.sort(key=lambda one: one.date, reverse=True)
    found.sort(key=lambda one: one.invente)
    return tuple(found)


def in_turn(found: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The lessons reordered to alternate between records; invented ones stay last."""
    spoken: Counter[str] = Counter()
    ranked = []
    for one in found:
        spoken[one.fiche.id] += 1
        ranked.append((one.invente, spoken[one.fiche.id], one))
    ranked.sort(key=lambda rank: rank[:2])
    return tuple(one for _, _, one in ranked)


def from_every_side(found: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The lessons reordered to alternate between directions, so that the first few show every side."""
    sides: defaultdict[str, list[Lesson]] = defaultdict(list)
    for one in found:
        sides[one.sens].append(one)
    turns = zip_longest(*(in_turn(items) for _, items in sorted(sides.items(), key=_last_unsaid)))
    return tuple(one for turn in turns for one in turn if one)


def _last_unsaid(side: tuple[str, list[Lesson]]) -> tuple[bool, int, str]:
    """The sort key of directions: the one with the most lessons first, those without a direction last."""
    sens, items = side
    return not sens, -len(items), sens


def _of_experiments(commons: Commons, invented: Collection[Ref]) -> Iterator[Lesson]:
    for item in commons.experimentations:
        ref = Ref("experimentation", item.id)
        for rank, one in enumerate(item.constats, 1):
            yield _finding(ref, rank, one, record=item, invented=ref in invented)
        evaluation = commons.evaluation(item.id)
        if evaluation:
            yield from _evaluated(item, evaluation, invented=ref in invented)


def _of_tools(commons: Commons, invented: Collection[Ref]) -> Iterator[Lesson]:
    for tool in commons.outils:
        ref = Ref("outil", tool.id)
        for rank, one in enumerate(tool.constats, 1):
            yield _finding(ref, rank, one, record=tool, invented=ref in invented)


def _finding(ref: Ref, rank: int, one: Constat, *, record: Experimentation | Outil, invented: bool) -> Lesson:
    tried = record if isinstance(record, Experimentation) else None
    return Lesson(
        ref=ref,
        fiche=ref,
        champ="constats",
        rang=rank,
        texte=one.texte,
        sens=one.sens,
        cause=one.cause or "",
        enjeux=one.enjeux or record.enjeux,
        outils=one.outils if tried else tuple(dict.fromkeys((record.id, *one.outils))),
        lieux=tried.emplacements if tried else (),
        source=one.source or "",
        certitude=one.certitude,
        mesure=one.mesure,
        date=one.date or ((tried.fin or tried.debut or "") if tried else ""),
        invente=invented,
    )


def _evaluated(item: Experimentation, evaluation: Evaluation, *, invented: bool) -> Iterator[Lesson]:
    """The lessons of an evaluation: it is its own source, and names no tool."""
    failed = [("na_pas_marche", one.constat, "defavorable", one.cause) for one in evaluation.na_pas_marche]
    kept = [("enseignements", words, "", "") for words in evaluation.enseignements]
    ranks: Counter[str] = Counter()
    for field, words, sens, cause in (*failed, *kept):
        ranks[field] += 1
        yield Lesson(
            ref=Ref("evaluation", evaluation.id),
            fiche=Ref("experimentation", item.id),
            champ=field,
            rang=ranks[field],
            texte=words,
            sens=sens,
            cause=cause,
            enjeux=item.enjeux,
            outils=(),
            lieux=item.emplacements,
            source="",
            certitude="atteste",
            mesure=None,
            date=evaluation.date,
            invente=invented,
        )
