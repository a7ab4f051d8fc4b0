"""Take in documents and tables made elsewhere: each gives records to write, and what was not understood."""

from generator.importing.earlier_publication import earlier_publication
from generator.importing.piece import CannotImport, Incoming, Remark
from generator.importing.reading_in import KINDS_OF_FILES, pieces_of
from generator.importing.settling import Arrived, Imported, label_of, settle

__all__ = [
    "KINDS_OF_FILES",
    "Arrived",
    "CannotImport",
    "Imported",
    "Incoming",
    "Remark",
    "earlier_publication",
    "label_of",
    "pieces_of",
    "settle",
]
