"""Publish the calendars, in iCalendar (RFC 5545): whole days, which any calendar takes in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.actualite import calendriers
from generator.exports.redirects import moves
from generator.output import OutputFile
from generator.typography import typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.actualite import Calendrier, RendezVous
    from generator.model import Commons, Ref
    from generator.schema import Schemas

_LINE = 75
_PARAGRAPHS = "\n\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def agendas(commons: Commons, schemas: Schemas, invented: frozenset[Ref]) -> Iterator[OutputFile]:
    """Every calendar, under its former addresses too: who subscribed is never told that it moved. UTF-8."""
    found = calendriers(commons, schemas, invented)
    root = commons.site.url.rstrip("/")
    written: dict[RendezVous, str] = {}
    by_address = {}
    for one in found:
        for day in one.jours:
            if day not in written:
                written[day] = _event(day, root)
        by_address[one.adresse] = _calendar(one, root, [written[day] for day in one.jours])
    for old, new in moves(commons, by_address).items():
        by_address[old] = by_address[new]
    for where, text in by_address.items():
        yield OutputFile(where.lstrip("/"), text.encode())


def _calendar(one: Calendrier, root: str, events: list[str]) -> str:
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Espace ressources//Agenda//FR",
        "CALSCALE:GREGORIAN",
        f"NAME:{_set(one.titre)}",
        f"X-WR-CALNAME:{_set(one.titre)}",  # what most calendars read in its place
        f"SOURCE;VALUE=URI:{root}{one.adresse}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )
    return f"{_lines(*head)}{''.join(events)}{_lines('END:VCALENDAR')}"


def _event(day: RendezVous, root: str) -> str:
    # The end of whole days is written as the day after; the last day of all calendars has none.
    end = day.fin + timedelta(days=1) if day.fin < date.max else None
    about = [part for part in (typeset_text(day.resume or ""), root + day.adresse) if part]
    title = f"Exemple inventé : {day.titre}" if day.invente else day.titre
    return _lines(
        "BEGIN:VEVENT",
        f"UID:{_text(root + day.nom)}",
        # When the record was last written: a clock would change every calendar at every build.
        f"DTSTAMP:{_day(day.ecrit_le)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(day.debut)}",
        *([f"DTEND;VALUE=DATE:{_day(end)}"] if end else ()),
        f"SUMMARY:{_set(title)}",
        f"DESCRIPTION:{_text(_PARAGRAPHS.join(about))}",
        *([f"LOCATION:{_set(day.lieu)}"] if day.lieu else ()),
        f"CATEGORIES:{_text(day.nature)}",
        f"URL:{root}{day.adresse}",
        "TRANSP:TRANSPARENT",  # a public meeting does not make its reader busy
        "END:VEVENT",
    )


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _set(words: str) -> str:
    return _text(typeset_text(words))


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _lines(*lines: str) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """A line cut so that no piece is longer than 75 bytes, never inside a character."""
    if len(line.encode()) <= _LINE:
        return line
    pieces, start, size = [], 0, 0
    for index, character in enumerate(line):
        width = len(character.encode())
        if size + width > _LINE:
            pieces.append(line[start:index])
            start, size = index, 1  # the blank that starts what follows
        size += width
    return "\r\n ".join([*pieces, line[start:]])
