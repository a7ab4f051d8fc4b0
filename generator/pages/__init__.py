"""Make the pages people read: `render`, `addresses`, what is `shown`, `faults` of a preview, `assets`."""

from generator.pages.faults import faults
from generator.pages.page import WrittenPage
from generator.pages.rendering import addresses, assets, render, shown

__all__ = ["WrittenPage", "addresses", "assets", "faults", "render", "shown"]
