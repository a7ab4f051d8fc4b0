"""Publish what each publication changed: `/donnees/changements.json`, and a feed with an entry for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.addresses import CHANGES, whole_feed_address
from generator.exports.atom import entry_of_the_site, feed_of_the_site
from generator.frozen import replace
from generator.model import names_of
from generator.news import exact_day, lasting_name
from generator.output import OutputFile
from generator.publications import (
    CAME,
    CHANGED,
    WENT,
    HeldRecord,
    counted,
    in_words,
    went_on,
    written_history,
)
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.exports.record_files import RecordData
    from generator.index import Index
    from generator.publications import EarlierPublication, ToldDifference, ToldPublication

FEED = whole_feed_address("changements").lstrip("/")
HISTORY = CHANGES.lstrip("/")
_PAGE = SITE_PAGES["changements"]
_MOST_NAMED = 20
_GENRES = {CAME: "fiche ajoutée", WENT: "fiche retirée", CHANGED: "fiche modifiée"}


def with_changes(index: Index, records: Sequence[RecordData], earlier: EarlierPublication | None) -> Index:
    """The index with what it changes to the last publication, if that is known; `records` are all it has."""
    if earlier is None:
        return index
    today = [HeldRecord(one.ref, one.fields, text=one.record.corps, digest=one.digest) for one in records]
    names = names_of({ref: record.anciens_ids for ref, record in index.commons.records()})
    return replace(
        index, changements=went_on(earlier, today, index.schemas.trees, names=names, day=index.jour)
    )


def changes_files(index: Index) -> Iterator[OutputFile]:
    """The history in JSON, which the next publication goes on from, then its feed."""
    yield OutputFile(HISTORY, history_bytes(index))
    yield _feed(index)


def history_bytes(index: Index) -> bytes:
    """The history in JSON."""
    told = _told(index)
    said = iter([one for each in told for one in each.fiches])
    root = index.commons.site.url.rstrip("/")

    def of(_: object) -> dict[str, Any]:
        one = next(said)
        return {
            "titre": one.titre,
            "adresse": f"{root}{one.adresse}" if one.adresse else "",
            "invente": one.invente,
            "mots": list(one.mots),
        }

    return written_history(index.changements, of)


def _told(index: Index) -> tuple[ToldPublication, ...]:
    return in_words(index.changements, index.schemas, index.commons, invented=index.inventes)


def _feed(index: Index) -> OutputFile:
    """An entry for each publication that changed a real record: examples are in no feed but their own."""
    site = index.commons.site
    days, entries = [], []
    for one in _told(index):
        real = tuple(each for each in one.fiches if not each.invente)
        if real and exact_day(one.jour):
            days.append(one.jour)
            entries.append(
                entry_of_the_site(
                    name=f"{lasting_name(site, _PAGE.address)}#{one.ancre}",
                    title=f"{one.titre} : {counted(real)}",
                    day=one.jour,
                    page=f"{site.url.rstrip('/')}{_PAGE.address}#{one.ancre}",
                    summary=_summary(real),
                )
            )
    return feed_of_the_site(index, f"/{FEED}", _PAGE, updated=max(days, default=""), entries="".join(entries))


def _summary(found: tuple[ToldDifference, ...]) -> str:
    named = [f"{one.titre} ({' ; '.join(one.mots) or _GENRES[one.genre]})" for one in found[:_MOST_NAMED]]
    left = len(found) - len(named)
    return " — ".join(named) + (f" — et {left} de plus" if left else "")
