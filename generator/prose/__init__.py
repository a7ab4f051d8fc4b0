"""Turn a contributor's Markdown into safe HTML: `render`; list its links: `outline`; its faults: `check`."""

from generator.prose.contents import Heading, Image, Link, Outline, outline
from generator.prose.destinations import destination
from generator.prose.text_faults import Examined, check, examine
from generator.prose.to_html import Prose, render

__all__ = [
    "Examined",
    "Heading",
    "Image",
    "Link",
    "Outline",
    "Prose",
    "check",
    "destination",
    "examine",
    "outline",
    "render",
]
