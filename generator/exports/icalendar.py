"""Write the calendars in iCalendar (RFC 5545), as events that last whole days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.addresses import address, tracking_calendar_address
from generator.exports.redirects import under_former_addresses
from generator.grammar import told_invented
from generator.model import Ref
from generator.news import Calendar, deadlines, lasting_name, on_one_line
from generator.output import OutputFile
from generator.site_pages import SITE_PAGES
from generator.typography import typeset_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index
    from generator.model import Retrait, Site
    from generator.news import CalendarEntry

_LINE = 75
# A character, or an escape sequence, which must not be cut.
_UNCUT = re.compile(r"\\.|.", re.DOTALL)
_PARAGRAPHS = "\n\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def agendas(index: Index) -> Iterator[OutputFile]:
    """Every calendar, in UTF-8, also at its former addresses: subscribers need not change anything."""
    commons = index.commons
    root = commons.site.url.rstrip("/")
    written: dict[CalendarEntry, str] = {}
    by_address = {}
    for one in index.calendars:
        for day in one.jours:
            if day not in written:
                written[day] = _event(day, commons.site)
        by_address[one.adresse] = _calendar(one, root, [written[day] for day in one.jours])
    for where, text in under_former_addresses(commons, by_address).items():
        yield OutputFile(where.lstrip("/"), text.encode())


def deadlines_calendar(index: Index) -> str:
    """The calendar of what falls due in the experiments under way.

    It is there even when nothing falls due: an entry that marks no time as busy says so.
    """
    commons = index.commons
    root = commons.site.url.rstrip("/")
    where = tracking_calendar_address()
    days = deadlines(commons, index.suivis)
    events = [_event(day, commons.site) for day in days] or [
        _lines(
            "BEGIN:VJOURNAL",
            f"UID:{_text(lasting_name(commons.site, f'{where}#vide'))}",
            f"DTSTAMP:{_first_day(index.jour)}T000000Z",
            f"SUMMARY:{_set('Aucune échéance connue')}",
            f"URL:{root}{SITE_PAGES['suivi'].address}",
            "END:VJOURNAL",
        )
    ]
    return _calendar(Calendar(where, f"Échéances, {commons.site.nom}", days), root, events)


def _first_day(jour: str) -> str:
    return (jour or "2025-01-01").replace("-", "")


def withdrawn_calendar(where: str, item: Retrait, site: Site) -> str:
    """A calendar that says that the one at `where` was withdrawn, in an entry that marks no time as busy."""
    root = site.url.rstrip("/")
    return _lines(
        *_head(item.titre, root + where),
        "BEGIN:VJOURNAL",
        f"UID:{_text(lasting_name(site, f'{where}#retrait'))}",
        f"DTSTAMP:{item.date.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{item.date.replace('-', '')}",
        f"SUMMARY:{_set(f'Agenda retiré : {item.titre}')}",
        f"DESCRIPTION:{_set(on_one_line(item.motif))}",
        f"URL:{root}{item.vers or address(Ref('retrait', item.id))}",
        "END:VJOURNAL",
        "END:VCALENDAR",
    )


def _calendar(one: Calendar, root: str, events: list[str]) -> str:
    head = _lines(*_head(one.titre, root + one.adresse))
    return f"{head}{''.join(events)}{_lines('END:VCALENDAR')}"


def _head(title: str, url: str) -> tuple[str, ...]:
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Espace ressources//Agenda//FR",
        "CALSCALE:GREGORIAN",
        f"NAME:{_set(title)}",
        f"X-WR-CALNAME:{_set(title)}",  # what most calendars read in its place
        f"SOURCE;VALUE=URI:{url}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )


def _event(day: CalendarEntry, site: Site) -> str:
    root = site.url.rstrip("/")
    # The end of whole days is written as the day after; the last day of all calendars has none.
    end = day.fin + timedelta(days=1) if day.fin < date.max else None
    about = [part for part in (typeset_text(day.resume or ""), root + day.adresse) if part]
    title = told_invented(day.titre) if day.invente else day.titre
    return _lines(
        "BEGIN:VEVENT",
        f"UID:{_text(lasting_name(site, day.nom))}",
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
    """A line cut so that no piece is longer than 75 bytes, never inside a character nor an escape.

    The standard allows cutting an escape, but some calendars would then show its two halves.
    """
    if len(line.encode()) <= _LINE:
        return line
    pieces, size = [""], 0
    for whole in _UNCUT.findall(line):
        width = len(whole.encode())
        if size + width > _LINE:
            pieces.append("")
            size = 1  # the blank that starts what follows
        pieces[-1] += whole
        size += width
    return "\r\n ".join(pieces)
