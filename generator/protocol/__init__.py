"""Follow a protocol through its revisions: the differences between them, hypotheses, verdicts, evidence."""

from generator.protocol.agreements import COMMON_WORDS
from generator.protocol.asked import asked
from generator.protocol.checks import faults
from generator.protocol.diff_summary import in_one_sentence
from generator.protocol.diff_text import marked
from generator.protocol.diff_text import render as as_text
from generator.protocol.diff_words import word_by_word
from generator.protocol.episodes import Episode
from generator.protocol.evidence import (
    HypothesesByVerdict,
    LocatedHypothesis,
    ToolUse,
    gathered,
    tools_tried,
    tried_by_tool,
    uses,
)
from generator.protocol.evidence_scale import (
    AUCUNE,
    CONTESTEE,
    EVIDENCE_LEVELS,
    RACONTEE,
    REPETEE,
    EvidenceLevel,
    Testimony,
    ToolEvidence,
    evidence_of_tools,
    findings_by_tool,
    places_apart,
)
from generator.protocol.exact import as_data
from generator.protocol.fieldwork import Terrain, changed_during_fieldwork, moment, terrain
from generator.protocol.ledger import LedgerLine, ledger, ledgers
from generator.protocol.lesson_table import (
    LESSON_COLUMNS,
    PROPOSAL_COLUMNS,
    LessonColumn,
    LessonRow,
    ProposalColumn,
    ProposalRow,
)
from generator.protocol.lessons import Lesson, from_every_side, in_turn, lessons
from generator.protocol.paragraphs import by_paragraph
from generator.protocol.partial_dates import first_day, last_day
from generator.protocol.phases import (
    Requirement,
    dates,
    next_requirements,
    opposable,
    phase_reached,
    phases_reached,
    requirements_of,
)
from generator.protocol.requirements import PIECES
from generator.protocol.revision_diff import (
    ChangeReason,
    Difference,
    DiffPiece,
    ElementChange,
    FieldChange,
    Paragraph,
    changed,
    difference,
)
from generator.protocol.table import LEDGER_COLUMNS, LIST_MARK, LedgerColumn, LedgerRow
from generator.protocol.traces import last_trace, without_news
from generator.protocol.trials import Essai

__all__ = [
    "AUCUNE",
    "COMMON_WORDS",
    "CONTESTEE",
    "EVIDENCE_LEVELS",
    "LEDGER_COLUMNS",
    "LESSON_COLUMNS",
    "LIST_MARK",
    "PIECES",
    "PROPOSAL_COLUMNS",
    "RACONTEE",
    "REPETEE",
    "ChangeReason",
    "DiffPiece",
    "Difference",
    "ElementChange",
    "Episode",
    "Essai",
    "EvidenceLevel",
    "FieldChange",
    "HypothesesByVerdict",
    "LedgerColumn",
    "LedgerLine",
    "LedgerRow",
    "Lesson",
    "LessonColumn",
    "LessonRow",
    "LocatedHypothesis",
    "Paragraph",
    "ProposalColumn",
    "ProposalRow",
    "Requirement",
    "Terrain",
    "Testimony",
    "ToolEvidence",
    "ToolUse",
    "as_data",
    "as_text",
    "asked",
    "by_paragraph",
    "changed",
    "changed_during_fieldwork",
    "dates",
    "difference",
    "evidence_of_tools",
    "faults",
    "findings_by_tool",
    "first_day",
    "from_every_side",
    "gathered",
    "in_one_sentence",
    "in_turn",
    "last_day",
    "last_trace",
    "ledger",
    "ledgers",
    "lessons",
    "marked",
    "moment",
    "next_requirements",
    "opposable",
    "phase_reached",
    "phases_reached",
    "places_apart",
    "requirements_of",
    "terrain",
    "tools_tried",
    "tried_by_tool",
    "uses",
    "without_news",
    "word_by_word",
]
