"""The three tables that are worked out from many records: hypotheses and their life, findings, outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.opendata.columns import told
from generator.opendata.whole_tables import Table
from generator.protocol import LEDGER_COLUMNS, LESSON_COLUMNS, PROPOSAL_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.protocol import LedgerColumn, LessonColumn, ProposalColumn


def _table(
    name: str, title: str, words: str, *, columns: Iterable[LedgerColumn | LessonColumn | ProposalColumn]
) -> Table:
    found = tuple(told(one.nom, one.nom.replace("_", " ").capitalize(), one.description) for one in columns)
    return Table(name=name, title=title, description=words, columns=found, key=())


HYPOTHESES = _table(
    "registre_hypotheses",
    "Le registre des hypothèses",
    "Une ligne par hypothèse : quand elle a été posée, reformulée, retirée, son verdict et ce qui le fonde.",
    columns=LEDGER_COLUMNS,
)
CONSTATS = _table(
    "registre_constats",
    "Ce que les fiches ont appris",
    "Une ligne par constat : dans quel sens, avec quelle certitude, où et d'après qui.",
    columns=LESSON_COLUMNS,
)
SUITES = _table(
    "registre_suites",
    "Les suites données aux propositions",
    "Une ligne par suite : ce que sont devenues les propositions des habitants, et qui le dit.",
    columns=PROPOSAL_COLUMNS,
)
REGISTERS = (HYPOTHESES, CONSTATS, SUITES)
"""The tables of what follows from the records as a whole: what they say is already worded."""
