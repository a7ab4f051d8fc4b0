"""The pages written as they are read: à propos, mentions légales, accessibilité, guides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.layout import SECTIONS, foot_of, head_of
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page
from generator.pages.guides import accessibilite
from generator.site_pages import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import PageEditoriale
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Foot, Head


class EditorialeView(Frozen):
    """A page and its text."""

    head: Head
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family: all but the home page and the way in for contributors."""
    for item in atlas.commons.pages:
        if item.id not in TEXTS:
            yield Planned(address(Ref("page", item.id)), partial(text_page, atlas, item))


def text_page(atlas: Atlas, item: PageEditoriale) -> Page:
    """A page at the address of its file."""
    ref = Ref("page", item.id)
    trail = [SECTIONS["contribuer"]] if item.id.startswith("contribuer/") else []
    head = head_of(
        atlas, ref, item.titre, *trail, surtitre="Guide" if trail else " ", resume=item.resume or ""
    )
    text, foot, words = body_of(atlas, item), foot_of(atlas, ref, item, item.titre), item.resume or item.titre
    if item.id == accessibilite.PAGE:
        statement = accessibilite.statement(atlas, head, text, foot=foot)
        return page(address(ref), "accessibilite.html", statement, description=words)
    return page(address(ref), "editoriale.html", EditorialeView(head, text, foot), description=words)
