"""The day on which a commons is read: an input, never the clock; and the dates that no one can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, quoted, say
from generator.model import day_in_words
from generator.protocol import first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from generator.graph import Whole
    from generator.model import Ref
    from generator.schema import Schemas

_FAR = 10
# What has happened when it is dated; a beginning, an end or a last day to answer may be to come.
_PAST = frozenset({"date", "publie_le", "modifie_le", "consulte_le"})
_FEW = 3


def newest(schemas: Schemas, data: Mapping[Ref, Mapping[str, Any]]) -> str:
    """The newest day on which some record says that something happened, `AAAA-MM-JJ`; empty where none does.

    Without a clock, it is the best guess of today. A lone record that is more than ten years ahead of all
    others is a slip of the pen, unless there are too few to tell.
    """
    told = (max(_past(schemas, ref, fields), default="") for ref, fields in data.items())
    found = sorted(filter(None, told), reverse=True)
    while len(found) > _FEW and found[0] > _years_after(found[1], _FAR):
        del found[0]
    return found[0] if found else ""


def too_far(schemas: Schemas, whole: Whole, day: str) -> Iterator[Diagnostic]:
    """Dates more than ten years after `day`."""
    last = _years_after(day, _FAR) if day else "9999"
    # The facts of the site may set a date as far as its publisher wants: a change of it is told on its own.
    for ref, fields in ((ref, fields) for ref, fields in whole.data.items() if ref.kind != "site"):
        for path, date in schemas.dates(ref.kind, fields):
            if first_day(date) > last:
                yield Diagnostic(
                    whole.documents[ref].positions.value(path),
                    "date-trop-lointaine",
                    message=say("date-trop-lointaine", valeur=quoted(date), jour=day_in_words(day)),
                    help=say("date-trop-lointaine-aide"),
                )


def _past(schemas: Schemas, ref: Ref, fields: Mapping[str, Any]) -> Iterable[str]:
    return (first_day(date) for path, date in schemas.dates(ref.kind, fields) if path[-1] in _PAST)


def _years_after(day: str, years: int) -> str:
    year, rest = day[: len("2025")], day[len("2025") :]
    return f"{int(year) + years:04}{rest}"
