"""Say what a document must hold: the schemas, the faults they find, the references they state."""

from generator.schema.faults import Conformed, conform
from generator.schema.fields import Field
from generator.schema.schemas import Reference, Schemas

__all__ = ["Conformed", "Field", "Reference", "Schemas", "conform"]
