"""Say what went wrong in a contributor's file: a rule, a place, a message and its remedy."""

from generator.diagnostics.catalogue import FAMILIES, RULES, Family, Rule
from generator.diagnostics.ceiling import first, more, told, total
from generator.diagnostics.diagnostic import Diagnostic, Edit, Place, Related, Severity
from generator.diagnostics.personal import PATTERN, seek, veiled
from generator.diagnostics.phrases import CHARACTERS, FORMS, KINDS, MONTHS, TYPES, WORDS, say
from generator.diagnostics.renderers import RENDERERS
from generator.diagnostics.wording import (
    closest,
    did_you_mean,
    folded,
    printable,
    quoted,
    some_of,
    unmistakable,
)

__all__ = [
    "CHARACTERS",
    "FAMILIES",
    "FORMS",
    "KINDS",
    "MONTHS",
    "PATTERN",
    "RENDERERS",
    "RULES",
    "TYPES",
    "WORDS",
    "Diagnostic",
    "Edit",
    "Family",
    "Place",
    "Related",
    "Rule",
    "Severity",
    "closest",
    "did_you_mean",
    "first",
    "folded",
    "more",
    "printable",
    "quoted",
    "say",
    "seek",
    "some_of",
    "told",
    "total",
    "unmistakable",
    "veiled",
]
