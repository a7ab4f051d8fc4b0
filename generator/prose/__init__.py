"""Turn a contributor's Markdown into safe HTML: `render`; list its links: `outline`; its faults: `check`."""

from generator.prose.contents import Heading, Image, Outline, WrittenLink, outline
from generator.prose.destinations import destination
from generator.prose.forbidden import WRONG
from generator.prose.marks import DIALECTS, SHAPES
from generator.prose.parsing import LIMITS
from generator.prose.text_faults import Examined, check, examine
from generator.prose.to_html import Prose, render

__all__ = [
    "DIALECTS",
    "LIMITS",
    "SHAPES",
    "WRONG",
    "Examined",
    "Heading",
    "Image",
    "Outline",
    "Prose",
    "WrittenLink",
    "check",
    "destination",
    "examine",
    "outline",
    "render",
]
