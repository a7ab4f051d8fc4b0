"""Tell what changed from one publication to the next: which records, which fields, in no one's words."""

from generator.publications.difference_words import ToldDifference, ToldPublication, counted, in_words
from generator.publications.history_file import CannotReadHistory, history_in, written_history
from generator.publications.publication_history import (
    CAME,
    CHANGED,
    FIRST,
    WENT,
    EarlierPublication,
    HeldRecord,
    Publication,
    PublicationHistory,
    went_on,
)
from generator.publications.record_differences import FieldDifference, RecordDifference, item_name

__all__ = [
    "CAME",
    "CHANGED",
    "FIRST",
    "WENT",
    "CannotReadHistory",
    "EarlierPublication",
    "FieldDifference",
    "HeldRecord",
    "Publication",
    "PublicationHistory",
    "RecordDifference",
    "ToldDifference",
    "ToldPublication",
    "counted",
    "history_in",
    "in_words",
    "item_name",
    "went_on",
    "written_history",
]
