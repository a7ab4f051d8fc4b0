"""Publish what was learnt and what became of proposals as two tables: `constats.csv` and `suites.csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.exports.spreadsheet import spreadsheet
from generator.model import Experimentation, Ref
from generator.protocol import (
    LESSON_COLUMNS,
    PROPOSAL_COLUMNS,
    LessonRow,
    ProposalRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.index import Index
    from generator.model import Commons
    from generator.output import OutputFile

CONSTATS = "donnees/constats.csv"
SUITES = "donnees/suites.csv"


def lesson_tables(index: Index) -> Iterator[OutputFile]:
    """Both tables, real records first. UTF-8, CRLF."""
    learnt = ([column.valeur(row) for column in LESSON_COLUMNS] for row in finding_rows(index))
    yield spreadsheet(CONSTATS, [column.nom for column in LESSON_COLUMNS], learnt)
    told = ([column.valeur(row) for column in PROPOSAL_COLUMNS] for row in outcome_rows(index.commons))
    yield spreadsheet(SUITES, [column.nom for column in PROPOSAL_COLUMNS], told)


def finding_rows(index: Index) -> Iterator[LessonRow]:
    """What each row of the findings is made from, real records first."""
    commons = index.commons
    root = commons.site.url.rstrip("/")
    for one in index.lessons:
        record = commons.get(one.fiche)
        frame = record.cadre if isinstance(record, Experimentation) else ""
        where = f"{root}{address(one.ref)}"
        yield LessonRow(
            lesson=one,
            titre=commons.titre(one.fiche),
            cadre=frame,
            territoires=_today(commons, one.lieux),
            adresse=where,
        )


def outcome_rows(commons: Commons) -> Iterator[ProposalRow]:
    """What each row of the outcomes is made from, real experiments first."""
    root = commons.site.url.rstrip("/")
    for item in sorted(commons.experimentations, key=lambda item: (item.inventee, item.id)):
        page = f"{root}{address(Ref('experimentation', item.id))}"
        places = _today(commons, item.emplacements)
        yield from (
            ProposalRow(suite=one, experimentation=item, territoires=places, adresse=page)
            for one in item.suites
        )


def _today(commons: Commons, ids: Iterable[str]) -> tuple[str, ...]:
    """The places as they are today: a commune that merged answers by the one it became."""
    found = (commons.gazetteer.get(one) for one in ids)
    return tuple(dict.fromkeys(lieu.id for lieu in found if lieu))
