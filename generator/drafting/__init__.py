"""Begin a record for its author: the text of a new file, or of the next revision of a protocol."""

from generator.drafting.draft import Draft, Refusal, Wish
from generator.drafting.field_blocks import blocks
from generator.drafting.new import new
from generator.drafting.revision import revise

__all__ = ["Draft", "Refusal", "Wish", "blocks", "new", "revise"]
