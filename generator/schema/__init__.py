"""Check documents against the JSON schemas, which also say what refers to what and how fields are named."""

from generator.schema.date_spelling import date_meant, is_partial_date
from generator.schema.faces import FACES, Facet, faces
from generator.schema.faults import Conformed, conform
from generator.schema.fields import Field, type_in_words
from generator.schema.labelled_fields import EACH, Target, modelled, targets_of
from generator.schema.number_spelling import number_meant
from generator.schema.own_templates import FOLDER as TEMPLATES
from generator.schema.own_templates import own_templates, template_path
from generator.schema.right_values import as_yaml
from generator.schema.schemas import RecordReference, Schemas

__all__ = [
    "EACH",
    "FACES",
    "TEMPLATES",
    "Conformed",
    "Facet",
    "Field",
    "RecordReference",
    "Schemas",
    "Target",
    "as_yaml",
    "conform",
    "date_meant",
    "faces",
    "is_partial_date",
    "modelled",
    "number_meant",
    "own_templates",
    "targets_of",
    "template_path",
    "type_in_words",
]
