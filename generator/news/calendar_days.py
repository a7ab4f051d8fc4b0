"""List the days that a calendar can hold: events whose days are known, last days to answer a call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.news.lasting_names import first_address
from generator.news.one_line import on_one_line
from generator.news.public_calls import calls_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.model import Commons, Evenement, Experimentation
    from generator.news.public_calls import PublicCall
    from generator.schema import Schemas

_WHOLE = len("2025-01-01")


class CalendarEntry(Frozen):
    """Whole days to write in a calendar, from `debut` to `fin`, both included.

    `nom` names it for ever, from the site's root; `adresse` is its page today. `ecrit_le` is when its record
    was last written, as far as the record tells, else the day itself. Texts are on one line.
    """

    nom: str
    adresse: str
    nature: str
    titre: str
    resume: str
    lieu: str
    debut: date
    fin: date
    ecrit_le: date
    invente: bool


def rendez_vous(
    commons: Commons, schemas: Schemas, invented: Collection[Ref]
) -> tuple[tuple[str, str, CalendarEntry], ...]:
    """Every day to put in a calendar, by date, as (event id or "", experiment id or "", day).

    What happened in a month or a year of which no day is told is left out: a calendar would have to make
    one up.
    """
    found = [*_events(commons, schemas, invented), *_closings(commons, schemas)]
    return tuple(sorted(found, key=lambda one: (one[2].debut, one[2].fin, one[2].nom)))


def exact_day(texte: str | None) -> date | None:
    """A full date as a day; None for a month, a year or nothing."""
    try:
        return date.fromisoformat(texte) if texte and len(texte) == _WHOLE else None
    except ValueError:
        return None


def _events(
    commons: Commons, schemas: Schemas, invented: Collection[Ref]
) -> Iterator[tuple[str, str, CalendarEntry]]:
    for item in commons.evenements:
        first, last = exact_day(item.debut), exact_day(item.fin or item.debut)
        if first is None or last is None or last < first:
            continue
        ref = Ref("evenement", item.id)
        yield (
            item.id,
            item.experimentation or "",
            CalendarEntry(
                nom=first_address(commons, ref),
                adresse=address(ref),
                nature=schemas.label("evenement", "type", item.type),
                titre=on_one_line(item.titre),
                resume=on_one_line(item.resume),
                lieu=_where(commons, item),
                debut=first,
                fin=last,
                ecrit_le=exact_day(item.modifie_le) or exact_day(item.publie_le) or first,
                invente=ref in invented,
            ),
        )


def _where(commons: Commons, item: Evenement) -> str:
    lieu = commons.gazetteer.get(item.territoire) if item.territoire else None
    room, place = on_one_line(item.lieu), on_one_line(lieu.libelle) if lieu else ""
    return ", ".join(filter(None, (room, place if place not in room else "")))


def _closings(commons: Commons, schemas: Schemas) -> Iterator[tuple[str, str, CalendarEntry]]:
    for item in commons.experimentations:
        for call in calls_of(commons, item):
            last = exact_day(call.appel.clos_le)
            if last is not None:
                yield "", item.id, _closing(commons, schemas, item, call=call, last=last)


def _closing(
    commons: Commons, schemas: Schemas, item: Experimentation, *, call: PublicCall, last: date
) -> CalendarEntry:
    ref = Ref("experimentation", item.id)
    words = schemas.label("experimentation", "appels.type", call.appel.type)
    opened = exact_day(call.appel.ouvert_le)
    return CalendarEntry(
        nom=f"{first_address(commons, ref)}#{call.nom}",
        adresse=call.adresse,
        nature=words,
        titre=f"Dernier jour : {words[:1].lower()}{words[1:]}, {on_one_line(item.titre)}",
        resume=on_one_line(item.resume),
        lieu="",
        debut=last,
        fin=last,
        ecrit_le=exact_day(item.modifie_le) or exact_day(item.publie_le) or opened or last,
        invente=item.inventee,
    )
