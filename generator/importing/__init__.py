"""Take in documents and tables made elsewhere: each gives records to write, and what was not understood."""

from generator.importing.earlier_publication import earlier_publication
from generator.importing.envelope import content_of
from generator.importing.neighbour import FOLDER as NEIGHBOURS
from generator.importing.neighbour import Neighbour, cards_of
from generator.importing.piece import CannotImport, Incoming, Remark
from generator.importing.reading_in import KINDS_OF_FILES, pieces_of
from generator.importing.settling import Arrived, Imported, label_of, settle

__all__ = [
    "KINDS_OF_FILES",
    "NEIGHBOURS",
    "Arrived",
    "CannotImport",
    "Imported",
    "Incoming",
    "Neighbour",
    "Remark",
    "cards_of",
    "content_of",
    "earlier_publication",
    "label_of",
    "pieces_of",
    "settle",
]
