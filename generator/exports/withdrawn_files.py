"""Write a file of the same format in place of a withdrawn feed, calendar or data file, to say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.addresses import is_for_machines
from generator.exports.atom import withdrawn_feed
from generator.exports.icalendar import withdrawn_calendar
from generator.exports.redirects import moves
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.model import Commons, Retrait, Site


def withdrawn_files(commons: Commons, alive: Collection[str]) -> Iterator[OutputFile]:
    """A file, in UTF-8, for each withdrawn address of a file for machines, unless it is `alive` again."""
    taken = {*alive, *moves(commons, alive)}
    for item in commons.retraits:
        for where in item.adresses:
            if is_for_machines(where) and where not in taken:
                yield OutputFile(where.lstrip("/"), _content(where, item, commons.site).encode())


def _content(where: str, item: Retrait, site: Site) -> str:
    if where.endswith(".ics"):
        return withdrawn_calendar(where, item, site)
    if where.endswith(".xml"):
        return withdrawn_feed(where, item, site)
    told = {"retire": True, "titre": item.titre, "date": item.date, "motif": item.motif, "vers": item.vers}
    return f"{json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n"
