"""Check documents against the JSON schemas, which also say what refers to what and how fields are named."""

from generator.schema.faces import FACES, Facet, faces
from generator.schema.faults import Conformed, conform
from generator.schema.fields import Field, type_in_words
from generator.schema.schemas import RecordReference, Schemas
from generator.schema.wording import as_yaml

__all__ = [
    "FACES",
    "Conformed",
    "Facet",
    "Field",
    "RecordReference",
    "Schemas",
    "as_yaml",
    "conform",
    "faces",
    "type_in_words",
]
