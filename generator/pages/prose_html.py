"""Render the prose of a record: its headings under the page's own, its links to the pages of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.addresses import address, attachment
from generator.graph import destination
from generator.prose import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Record
    from generator.pages.atlas import Atlas


def corps(atlas: Atlas, record: Record, *, level: int = 2) -> Markup:
    """The body of a record as HTML whose highest heading is of `level`; empty where nothing was written."""
    if not record.corps.strip():
        return Markup()
    html = render(record.corps, resolve_for(atlas, record.chemin), shift=level - 1).html
    return Markup(html)  # noqa: S704 — the prose room returns sanitised HTML


def resolve_for(atlas: Atlas, chemin: str) -> Callable[[str], str | None]:
    """How the links of the file `chemin` read on the site: the address of what they name, or None."""

    def resolve(href: str) -> str | None:
        leads = destination(chemin, href)
        if leads is None:
            return None
        anchor = f"#{leads.anchor}" if leads.anchor else ""
        if not leads.path or leads.path == chemin:
            return anchor or None
        ref = atlas.fichiers.get(leads.path)
        if ref is not None:
            return address(ref) + anchor
        if leads.path.endswith((".png", ".jpg", ".jpeg", ".webp", ".pdf")):
            try:
                return attachment(leads.path) + anchor
            except ValueError:
                return None
        return None

    return resolve
