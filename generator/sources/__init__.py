"""Read the contributors' files strictly: text, data and the place of every word, faults as values."""

from generator.sources.attachments import published_path
from generator.sources.characters import SORTS, Cleaned
from generator.sources.document import Attachment, Document, Sources
from generator.sources.file_names import check as check_name
from generator.sources.file_names import shown as shown_name
from generator.sources.file_names import slug
from generator.sources.identity import ALONE, LEXICON, Identity, identify
from generator.sources.limits import ATTACHMENT_BYTES
from generator.sources.positions import Positions, Span
from generator.sources.reading import content, read, text
from generator.sources.record import in_file, in_files, read_record
from generator.sources.unreadable import in_quotes
from generator.sources.walk import ROOTS
from generator.sources.written_order import Word, words

__all__ = [
    "ALONE",
    "ATTACHMENT_BYTES",
    "LEXICON",
    "ROOTS",
    "SORTS",
    "Attachment",
    "Cleaned",
    "Document",
    "Identity",
    "Positions",
    "Sources",
    "Span",
    "Word",
    "check_name",
    "content",
    "identify",
    "in_file",
    "in_files",
    "in_quotes",
    "published_path",
    "read",
    "read_record",
    "shown_name",
    "slug",
    "text",
    "words",
]
