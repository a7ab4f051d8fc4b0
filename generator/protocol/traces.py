"""Find the date of the last thing that the records of an experiment say happened, up to a given day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import en_cours
from generator.protocol.partial_dates import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Commons, Experimentation
    from generator.model.parts import Attestable

_QUIET_YEARS = 2


def last_trace(commons: Commons, item: Experimentation, day: str) -> str | None:
    """The newest date, as it is written, of what happened to an experiment no later than `day`.

    None where nothing is dated. What is planned is no trace: an end or an event to come.
    """
    told = (date for date in _dated(commons, item) if not day or first_day(date) <= day)
    return max(told, key=lambda date: (last_day(date), len(date)), default=None)


def without_news(commons: Commons, item: Experimentation, day: str) -> bool:
    """Whether an experiment is marked as under way, but no record of it is dated in the last 24 months."""
    if not day or not en_cours(commons, item):
        return False
    trace = last_trace(commons, item, day)
    return trace is None or last_day(trace) < _before(day)


def _before(day: str) -> str:
    return f"{int(day[:4]) - _QUIET_YEARS:04}{day[4:]}"


def _dated(commons: Commons, item: Experimentation) -> Iterator[str]:
    yield from filter(None, (item.debut, item.fin))
    yield from (call.ouvert_le for call in item.appels)
    for step in (item.rencontre_amont, *item.accord, *item.convention):
        if step:
            yield step.date
    claims: tuple[Attestable, ...] = (*item.suites, *item.constats, *item.couts)
    yield from (one.date for one in claims if one.date)
    for revision in commons.publiees(item.id):
        yield revision.date
        yield from (one.date for one in revision.errata)
    yield from (note.date for note in commons.journal(item.id))
    yield from (event.debut for event in commons.rendez_vous(item.id))
    evaluation = commons.evaluation(item.id)
    if evaluation:
        yield evaluation.date
