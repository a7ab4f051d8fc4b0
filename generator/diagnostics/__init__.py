"""Say what went wrong in a contributor's file: a rule, a place, a message and its remedy."""

from generator.diagnostics.catalogue import FAMILIES, RULES, Family, Rule
from generator.diagnostics.diagnostic import Diagnostic, Place, Related, Severity
from generator.diagnostics.personal import PATTERN, seek, veiled
from generator.diagnostics.phrases import CHARACTERS, FORMS, KINDS, TYPES, WORDS, say
from generator.diagnostics.renderers import RENDERERS
from generator.diagnostics.wording import closest, did_you_mean, folded, printable, quoted, some_of

__all__ = [
    "CHARACTERS",
    "FAMILIES",
    "FORMS",
    "KINDS",
    "PATTERN",
    "RENDERERS",
    "RULES",
    "TYPES",
    "WORDS",
    "Diagnostic",
    "Family",
    "Place",
    "Related",
    "Rule",
    "Severity",
    "closest",
    "did_you_mean",
    "folded",
    "printable",
    "quoted",
    "say",
    "seek",
    "some_of",
    "veiled",
]
