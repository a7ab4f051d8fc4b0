"""Make the pages people read: `render` them or list their `addresses`, `faults` of a preview, `assets`."""

from generator.pages.faults import faults
from generator.pages.page import WrittenPage
from generator.pages.rendering import addresses, assets, render

__all__ = ["WrittenPage", "addresses", "assets", "faults", "render"]
