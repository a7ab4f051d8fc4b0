"""Make the pages people read: `render` the pages, `faults` of a preview, `assets` for style and scripts."""

from generator.pages.faults import faults
from generator.pages.page import WrittenPage
from generator.pages.rendering import assets, render

__all__ = ["WrittenPage", "assets", "faults", "render"]
