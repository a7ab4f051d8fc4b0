"""The dossier of a tool, `/boite-a-outils/<o>/dossier/`: how to do it, what it showed, for paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import dossier_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.evidence.outils import record_page
from generator.pages.frame.binding import dossier_head, dossier_page, sources_of
from generator.pages.frame.page import Planned
from generator.pages.frame.views import PER_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Outil
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head, Provenance


class ToolDossier(Frozen):
    """The page of a tool as readers know it, of whose lists at most `au_plus` items are printed.

    A tool may be used a thousand times: paper holds what the page shows first, and says how many more it has.
    """

    head: Head
    fiche: Page
    au_plus: int
    sources: tuple[Provenance, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.commons.outils:
        yield Planned(dossier_address(Ref("outil", item.id)), partial(tool_dossier_page, atlas, item))


def tool_dossier_page(atlas: Atlas, item: Outil) -> Page:
    """`/boite-a-outils/<o>/dossier/`."""
    ref, record = Ref("outil", item.id), record_page(atlas, item)
    view = ToolDossier(
        head=dossier_head(ref, record), fiche=record, au_plus=PER_RECORD, sources=sources_of([record])
    )
    return dossier_page(ref, record, "dossier-outil.html", view=view)
