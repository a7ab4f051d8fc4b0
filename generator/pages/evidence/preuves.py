"""The page that says what evidence of a tool is worth: the scale, what counts, the tools of each level."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, search_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.evidence_levels import LevelView, level, penchant
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Group, Value
from generator.protocol import EVIDENCE_LEVELS
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head

_PAGE = SITE_PAGES["preuves"]


class EvidenceScaleView(Frozen):
    """`echelle` pairs each level with how many tools are there and a search for them; `outils` lists them."""

    head: Head
    echelle: tuple[tuple[LevelView, int, str], ...]
    outils: tuple[Group, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(scale_page, atlas))


def scale_page(atlas: Atlas) -> Page:
    """`/preuves/`."""
    groups = {
        one.code: Group(
            one.nom,
            f"Niveau-{one.code}",
            tuple(_tool(atlas, tool_id) for tool_id, known in atlas.solidites.items() if known.niveau == one),
        )
        for one in reversed(EVIDENCE_LEVELS)
    }
    view = EvidenceScaleView(
        site_head(_PAGE),
        tuple(
            (level(one), groups[one.code].nombre, search_address(nature="outil", preuve=one.code))
            for one in EVIDENCE_LEVELS
        ),
        tuple(group for group in groups.values() if group.elements),
    )
    return site_page(_PAGE, view)


def _tool(atlas: Atlas, tool_id: str) -> Value:
    ref, known = Ref("outil", tool_id), atlas.solidites[tool_id]
    count = len(known.temoignages)
    told = f"{count} résultat{'s' * (count > 1)}" if count else ""
    way = penchant(known.temoignages)
    return Value(atlas.commons.titre(ref), address(ref), note=", ".join(filter(None, (told, way))))
