"""Turn a contributor's Markdown into safe HTML: `render`; list its links: `outline`; its faults: `check`."""

from generator.prose.contents import Heading, Image, Outline, WrittenLink, outline
from generator.prose.destinations import destination
from generator.prose.text_faults import Examined, check, examine
from generator.prose.to_html import Prose, render

__all__ = [
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
