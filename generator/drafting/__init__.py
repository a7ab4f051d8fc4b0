"""Begin a record for its author: the text of a new file, or of the next revision of a protocol."""

from generator.drafting.draft import BLANK, Draft, Refusal, Wish
from generator.drafting.field_blocks import blocks
from generator.drafting.new import new
from generator.drafting.placing import OF_EXPERIMENT, Placed, place
from generator.drafting.revision import revise

__all__ = [
    "BLANK",
    "OF_EXPERIMENT",
    "Draft",
    "Placed",
    "Refusal",
    "Wish",
    "blocks",
    "new",
    "place",
    "revise",
]
