"""Hold the dates of an experiment to the order in which things happen: only what is certain is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Related, say
from generator.model import Ref, day_in_words
from generator.protocol.partial_dates import first_day, surely_before
from generator.protocol.phases import opposable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Commons, Experimentation
    from generator.protocol.pieces import FieldPath
    from generator.sources import Document

RULE = "ordre-des-dates"


class _Mark(NamedTuple):
    """A date and where it is written; `words` say what happened then."""

    words: str
    date: str
    ref: Ref
    field: FieldPath


def disordered(commons: Commons, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """The faults of dates in the wrong order: what is dated before what it must follow, in every record."""
    for event in commons.evenements:
        ref = Ref("evenement", event.id)
        if event.fin:
            start = _Mark(words=say("moment-debut"), date=event.debut, ref=ref, field=("debut",))
            yield from _hold(
                start, _Mark(words=say("moment-fin"), date=event.fin, ref=ref, field=("fin",)), documents
            )
    for item in commons.experimentations:
        for before, after in _order(commons, item):
            yield from _hold(before, after, documents)


def _order(commons: Commons, item: Experimentation) -> Iterator[tuple[_Mark, _Mark]]:
    """Pairs of dates in which the second cannot come before the first."""
    ref = Ref("experimentation", item.id)
    start = _Mark(words=say("moment-debut"), date=item.debut or "", ref=ref, field=("debut",))
    if item.debut and item.fin:
        yield start, _Mark(words=say("moment-fin"), date=item.fin, ref=ref, field=("fin",))
    for rank, call in enumerate(item.appels):
        if call.clos_le:
            opened = _Mark(
                words=say("moment-ouverture"),
                date=call.ouvert_le,
                ref=ref,
                field=("appels", rank, "ouvert_le"),
            )
            yield (
                opened,
                _Mark(
                    words=say("moment-cloture"),
                    date=call.clos_le,
                    ref=ref,
                    field=("appels", rank, "clos_le"),
                ),
            )
    if opposable(commons.site, item):
        yield from _by_the_rules(item, ref, start)
    ends = list(_ends(commons, item))
    if item.debut:
        yield from ((start, end) for end in ends)
    noted = [
        _Mark(
            words=say("moment-terrain"),
            date=note.date,
            ref=Ref("journal", note.id),
            field=("date",),
        )
        for note in commons.journal(item.id)
        if note.citoyens
    ]
    # Results may be shared earlier; an evaluation comes after the last day.
    yield from ((noted[-1 if end.ref.kind == "evaluation" else 0], end) for end in ends if noted)


def _by_the_rules(item: Experimentation, ref: Ref, start: _Mark) -> Iterator[tuple[_Mark, _Mark]]:
    """The pairs that the rules require: call, meeting, agreement, convention, then the beginning."""
    agreed = [
        _Mark(words=say("moment-accord"), date=one.date, ref=ref, field=("accord", rank, "date"))
        for rank, one in enumerate(item.accord)
    ]
    calls = [
        _Mark(words=say("moment-appel"), date=call.ouvert_le, ref=ref, field=("appels", rank, "ouvert_le"))
        for rank, call in enumerate(item.appels)
        if call.a_collectivites
    ]
    meeting = item.rencontre_amont
    before = [min(calls, key=lambda mark: first_day(mark.date))] if calls else []
    if meeting:
        before.append(
            _Mark(
                words=say("moment-rencontre"), date=meeting.date, ref=ref, field=("rencontre_amont", "date")
            )
        )
    yield from ((mark, one) for mark in before for one in agreed)
    if item.debut:
        for rank, one in enumerate(item.convention):
            yield (
                _Mark(
                    words=say("moment-convention"), date=one.date, ref=ref, field=("convention", rank, "date")
                ),
                start,
            )


def _ends(commons: Commons, item: Experimentation) -> Iterator[_Mark]:
    """The pairs about the end of an experiment: its evaluation, and the events that share its results."""
    evaluation = commons.evaluation(item.id)
    if evaluation:
        yield _Mark(
            words=say("moment-evaluation"),
            date=evaluation.date,
            ref=Ref("evaluation", item.id),
            field=("date",),
        )
    for event in commons.rendez_vous(item.id):
        if event.bilan:
            yield _Mark(
                words=say("moment-bilan"),
                date=event.fin or event.debut,
                ref=Ref("evenement", event.id),
                field=("debut",),
            )


def _hold(before: _Mark, after: _Mark, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    if surely_before(after.date, before.date):
        then, first = day_in_words(after.date), day_in_words(before.date)
        yield Diagnostic(
            place=documents[after.ref].positions.value(after.field),
            rule=RULE,
            message=say("ordre-des-dates", apres=after.words, jour=then, avant=before.words, premier=first),
            help=say("ordre-des-dates-aide"),
            related=(Related(documents[before.ref].positions.value(before.field), f"{before.words} : ici"),),
        )
