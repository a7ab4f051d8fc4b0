"""Say which calendars are published: one of all, one for each experiment, event and call."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.addresses import calendar_address, call_calendar_address
from generator.model import Ref
from generator.news.calendar_days import CalendarEntry, rendez_vous

if TYPE_CHECKING:
    from generator.model import Commons
    from generator.schema import Schemas


class Calendar(NamedTuple):
    """A calendar to publish at `adresse`, never empty, in the order of dates."""

    adresse: str
    titre: str
    jours: tuple[CalendarEntry, ...]


def every_calendar(commons: Commons, schemas: Schemas, invented: frozenset[Ref]) -> tuple[Calendar, ...]:
    """Every calendar that has something to hold, the whole one first, the others by address.

    The calendar of everything leaves out invented examples: in a reader's calendar they would look real.
    """
    found = rendez_vous(commons, schemas, invented)
    groups: defaultdict[Ref, list[CalendarEntry]] = defaultdict(list)
    calls = [day for event, _, day in found if not event]
    for event, experiment, day in found:
        if event:
            groups[Ref("evenement", event)].append(day)
        if experiment and commons.get(Ref("experimentation", experiment)):
            groups[Ref("experimentation", experiment)].append(day)
    real = tuple(day for _, _, day in found if not day.invente)
    own = sorted(
        [
            *((calendar_address(ref), commons.titre(ref), tuple(days)) for ref, days in groups.items()),
            *((call_calendar_address(day.adresse), day.titre, (day,)) for day in calls),
        ]
    )
    whole = [Calendar(calendar_address(), f"Agenda, {commons.site.nom}", real)] if real else []
    return (*whole, *(Calendar(*one) for one in own))
