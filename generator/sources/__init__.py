"""Read the contributors' files strictly: text, data and the place of every word, faults as values."""

from generator.sources.document import Attachment, Document, Sources
from generator.sources.identity import ENJEUX
from generator.sources.positions import Positions, Span
from generator.sources.reading import read

__all__ = ["ENJEUX", "Attachment", "Document", "Positions", "Sources", "Span", "read"]
