"""Follow a protocol through its revisions: the differences between them, hypotheses, verdicts, evidence."""

from generator.protocol.asked import asked
from generator.protocol.checks import faults
from generator.protocol.diff_summary import en_une_phrase
from generator.protocol.diff_text import marked
from generator.protocol.diff_text import render as as_text
from generator.protocol.diff_words import word_by_word
from generator.protocol.episodes import Episode
from generator.protocol.evidence import (
    Epreuve,
    Faisceau,
    Usage,
    gathered,
    tools_tried,
    tried_by_tool,
    uses,
)
from generator.protocol.evidence_scale import (
    AUCUNE,
    CONTESTEE,
    NIVEAUX,
    RACONTEE,
    REPETEE,
    Niveau,
    Solidite,
    Temoignage,
    evidence_of_tools,
    findings_on,
    places_apart,
)
from generator.protocol.exact import as_data
from generator.protocol.fieldwork import Terrain, hypotheses_changees_pendant, moment, terrain
from generator.protocol.ledger import Ligne, ledger, ledgers
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
    Exigence,
    dates,
    exigences,
    exigences_suivantes,
    opposable,
    phase_atteinte,
    phases_reached,
)
from generator.protocol.revision_diff import (
    ChampEcart,
    Difference,
    Ecart,
    Morceau,
    Paragraphe,
    Raison,
    changed,
    difference,
)
from generator.protocol.table import COLONNES, LIST_MARK, Colonne, Rang
from generator.protocol.traces import last_trace, without_news
from generator.protocol.trials import Essai

__all__ = [
    "AUCUNE",
    "COLONNES",
    "CONTESTEE",
    "LESSON_COLUMNS",
    "LIST_MARK",
    "NIVEAUX",
    "PROPOSAL_COLUMNS",
    "RACONTEE",
    "REPETEE",
    "ChampEcart",
    "Colonne",
    "Difference",
    "Ecart",
    "Episode",
    "Epreuve",
    "Essai",
    "Exigence",
    "Faisceau",
    "Lesson",
    "LessonColumn",
    "LessonRow",
    "Ligne",
    "Morceau",
    "Niveau",
    "Paragraphe",
    "ProposalColumn",
    "ProposalRow",
    "Raison",
    "Rang",
    "Solidite",
    "Temoignage",
    "Terrain",
    "Usage",
    "as_data",
    "as_text",
    "asked",
    "by_paragraph",
    "changed",
    "dates",
    "difference",
    "en_une_phrase",
    "evidence_of_tools",
    "exigences",
    "exigences_suivantes",
    "faults",
    "findings_on",
    "first_day",
    "from_every_side",
    "gathered",
    "hypotheses_changees_pendant",
    "in_turn",
    "last_day",
    "last_trace",
    "ledger",
    "ledgers",
    "lessons",
    "marked",
    "moment",
    "opposable",
    "phase_atteinte",
    "phases_reached",
    "places_apart",
    "terrain",
    "tools_tried",
    "tried_by_tool",
    "uses",
    "without_news",
    "word_by_word",
]
