"""Make the pages people read: `render`, `addresses`, what is `listed` and `shown`, `faults` of a preview.

Then the files that they use: `assets`, what is told `around` any place, and `CompiledTemplates`.
"""

from generator.pages.frame.compiled import CompiledTemplates
from generator.pages.frame.emblems import emblems, theme_colours
from generator.pages.frame.own_template import OwnTemplateError
from generator.pages.frame.page import WrittenPage
from generator.pages.frame.prose_html import html_elsewhere
from generator.pages.frame.shared_pictures import picture_path, shared_pictures
from generator.pages.preview_faults import faults
from generator.pages.rendering import (
    ListedPage,
    addresses,
    around,
    assets,
    listed,
    render,
    shown,
    tombstones,
    try_templates,
)

__all__ = [
    "CompiledTemplates",
    "ListedPage",
    "OwnTemplateError",
    "WrittenPage",
    "addresses",
    "around",
    "assets",
    "emblems",
    "faults",
    "html_elsewhere",
    "listed",
    "picture_path",
    "render",
    "shared_pictures",
    "shown",
    "theme_colours",
    "tombstones",
    "try_templates",
]
