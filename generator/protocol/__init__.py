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
from generator.protocol.exact import as_data
from generator.protocol.fieldwork import Terrain, hypotheses_changees_pendant, moment, terrain
from generator.protocol.ledger import Ligne, ledger, ledgers
from generator.protocol.paragraphs import by_paragraph
from generator.protocol.partial_dates import first_day, last_day
from generator.protocol.phases import (
    Exigence,
    dates,
    exigences,
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
    "COLONNES",
    "LIST_MARK",
    "ChampEcart",
    "Colonne",
    "Difference",
    "Ecart",
    "Episode",
    "Epreuve",
    "Essai",
    "Exigence",
    "Faisceau",
    "Ligne",
    "Morceau",
    "Paragraphe",
    "Raison",
    "Rang",
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
    "exigences",
    "faults",
    "first_day",
    "gathered",
    "hypotheses_changees_pendant",
    "last_day",
    "last_trace",
    "ledger",
    "ledgers",
    "marked",
    "moment",
    "opposable",
    "phase_atteinte",
    "phases_reached",
    "terrain",
    "tools_tried",
    "tried_by_tool",
    "uses",
    "without_news",
    "word_by_word",
]
