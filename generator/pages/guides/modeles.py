"""`/contribuer/modeles/`: a Word template of each kind of record, and what to do with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Head, Value, mail_link
from generator.schema import modelled
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["modeles"]


class ModelesView(Frozen):
    """`modeles` lead to the files, with what each kind is; `contact` is where to send them."""

    head: Head
    modeles: tuple[Value, ...]
    contact: Value | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(templates_page, atlas))


def templates_page(atlas: Atlas) -> Page:
    """`/contribuer/modeles/`: the files are made in `exports/word_templates.py`."""
    trees = atlas.schemas.trees
    modeles = tuple(
        Value(atlas.schemas.kinds[kind].one, f"{_PAGE.address}{kind}.docx", note=trees[kind]["description"])
        for kind in modelled(atlas.schemas)
    )
    return site_page(_PAGE, ModelesView(site_head(_PAGE), modeles, mail_link(atlas.commons.site.contact)))
