"""Hold the dates of an experiment to the order in which things happen: only what is certain is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Related
from generator.model import Ref, day_in_words
from generator.protocol.partial_dates import first_day, surely_before
from generator.protocol.phases import opposable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Commons, Experimentation
    from generator.protocol.pieces import Champ
    from generator.sources import Document

RULE = "ordre-des-dates"


class _Mark(NamedTuple):
    """A date and where it is written; `words` say what happened then."""

    words: str
    date: str
    ref: Ref
    field: Champ


def disordered(commons: Commons, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """What is dated before what it follows, in every record of `commons`."""
    for event in commons.evenements:
        ref = Ref("evenement", event.id)
        if event.fin:
            start = _Mark("le début", event.debut, ref, ("debut",))
            yield from _hold(start, _Mark("la fin", event.fin, ref, ("fin",)), documents)
    for item in commons.experimentations:
        for before, after in _order(commons, item):
            yield from _hold(before, after, documents)


def _order(commons: Commons, item: Experimentation) -> Iterator[tuple[_Mark, _Mark]]:
    """Pairs of dates of which the second cannot be the earlier one."""
    ref = Ref("experimentation", item.id)
    start = _Mark("le début", item.debut or "", ref, ("debut",))
    if item.debut and item.fin:
        yield start, _Mark("la fin", item.fin, ref, ("fin",))
    for rank, call in enumerate(item.appels):
        if call.clos_le:
            opened = _Mark("son ouverture", call.ouvert_le, ref, ("appels", rank, "ouvert_le"))
            yield opened, _Mark("la clôture de l'appel", call.clos_le, ref, ("appels", rank, "clos_le"))
    if opposable(commons.site, item):
        yield from _by_the_rules(item, ref, start)
    ends = list(_ends(commons, item))
    if item.debut:
        yield from ((start, end) for end in ends)
    noted = [
        _Mark("un jour de terrain avec des citoyens", note.date, Ref("journal", note.id), ("date",))
        for note in commons.journal(item.id)
        if note.citoyens
    ]
    # Results may be shared along the way; what judges the whole comes after the last day.
    yield from ((noted[-1 if end.ref.kind == "evaluation" else 0], end) for end in ends if noted)


def _by_the_rules(item: Experimentation, ref: Ref, start: _Mark) -> Iterator[tuple[_Mark, _Mark]]:
    """A call, a meeting, an agreement, a convention, and only then the beginning."""
    agreed = [
        _Mark("l'accord", one.date, ref, ("accord", rank, "date")) for rank, one in enumerate(item.accord)
    ]
    calls = [
        _Mark("l'appel à collectivités", call.ouvert_le, ref, ("appels", rank, "ouvert_le"))
        for rank, call in enumerate(item.appels)
        if call.a_collectivites
    ]
    meeting = item.rencontre_amont
    before = [min(calls, key=lambda mark: first_day(mark.date))] if calls else []
    if meeting:
        before.append(_Mark("la rencontre en amont", meeting.date, ref, ("rencontre_amont", "date")))
    yield from ((mark, one) for mark in before for one in agreed)
    if item.debut:
        for rank, one in enumerate(item.convention):
            yield _Mark("la convention", one.date, ref, ("convention", rank, "date")), start


def _ends(commons: Commons, item: Experimentation) -> Iterator[_Mark]:
    """What concludes an experiment: its evaluation, and the events that share its results."""
    evaluation = commons.evaluation(item.id)
    if evaluation:
        yield _Mark("l'évaluation", evaluation.date, Ref("evaluation", item.id), ("date",))
    for event in commons.rendez_vous(item.id):
        if event.bilan:
            yield _Mark("le bilan", event.fin or event.debut, Ref("evenement", event.id), ("debut",))


def _hold(before: _Mark, after: _Mark, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    if surely_before(after.date, before.date):
        then, first = day_in_words(after.date), day_in_words(before.date)
        yield Diagnostic(
            documents[after.ref].positions.value(after.field),
            RULE,
            f"{after.words} ({then}) vient avant {before.words} ({first})",
            "corrigez celle des deux dates qui est fausse",
            (Related(documents[before.ref].positions.value(before.field), f"{before.words} : ici"),),
        )
