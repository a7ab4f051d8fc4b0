"""Publish what was learnt and what became of proposals as two tables: `constats.csv` and `suites.csv`.

Semicolons, a byte order mark and cells that no spreadsheet runs, as in `hypotheses.csv`.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.exports.hypotheses import harmless
from generator.model import Experimentation, Ref
from generator.output import OutputFile
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

CONSTATS = "donnees/constats.csv"
SUITES = "donnees/suites.csv"


def lesson_tables(index: Index) -> Iterator[OutputFile]:
    """Both tables, real records first. UTF-8, CRLF."""
    rows = list(finding_rows(index))
    yield _table(CONSTATS, [[column.valeur(row) for column in LESSON_COLUMNS] for row in rows], _CONSTATS)
    told = list(outcome_rows(index.commons))
    yield _table(SUITES, [[column.valeur(row) for column in PROPOSAL_COLUMNS] for row in told], _SUITES)


_CONSTATS = tuple(column.nom for column in LESSON_COLUMNS)
_SUITES = tuple(column.nom for column in PROPOSAL_COLUMNS)


def _table(path: str, rows: Iterable[list[str]], names: tuple[str, ...]) -> OutputFile:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return OutputFile(path, text.getvalue().encode("utf-8-sig"))


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
