"""Say what went wrong in a contributor's file: a rule, a place, a message and its remedy."""

from generator.diagnostics.beside import BESIDE
from generator.diagnostics.ceiling import MOST, first, more, told, total
from generator.diagnostics.diagnostic import Diagnostic, Edit, Place, Related
from generator.diagnostics.nearest import Known, closest, did_you_mean, unmistakable
from generator.diagnostics.personal import PATTERNS, Datum, seek, veiled
from generator.diagnostics.phrases import CHARACTERS, FORMS, MONTHS, TYPES, WORDS, say
from generator.diagnostics.quoting import folded, printable, quoted, some_of
from generator.diagnostics.renderers import RENDERERS
from generator.diagnostics.rules import FAMILIES, RULES, Family, Rule, Severity
from generator.diagnostics.told_once import told_once

__all__ = [
    "BESIDE",
    "CHARACTERS",
    "FAMILIES",
    "FORMS",
    "MONTHS",
    "MOST",
    "PATTERNS",
    "RENDERERS",
    "RULES",
    "TYPES",
    "WORDS",
    "Datum",
    "Diagnostic",
    "Edit",
    "Family",
    "Known",
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
    "told_once",
    "total",
    "unmistakable",
    "veiled",
]
