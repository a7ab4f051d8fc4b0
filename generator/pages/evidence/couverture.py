"""The page of what was tried and what was not: enjeux by région, enjeux by type of tool, and the holes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import form_address
from generator.catalogue import is_country
from generator.frozen import Frozen
from generator.pages.evidence import matrices
from generator.pages.frame import cards
from generator.pages.frame.counts import plural
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.evidence.matrices import Matrix
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Badge, Head

_PAGE = SITE_PAGES["couverture"]


class CouvertureView(Frozen):
    """`couvert` and `manques` are whole sentences; `verdicts` are those that the tables show.

    `types` explains the types of tool; `proposer` and `raconter` are addresses.
    """

    head: Head
    couvert: tuple[str, ...]
    manques: tuple[str, ...]
    verdicts: tuple[Badge, ...]
    regions: Matrix
    outils: Matrix
    types: str
    proposer: str
    raconter: str


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(coverage_page, atlas))


def coverage_page(atlas: Atlas) -> Page:
    """`/couverture/`."""
    by_region, by_tool = matrices.regions_table(atlas), matrices.tools_table(atlas)
    shown = {one.verdict for table in (by_region, by_tool) for one in table.totaux.total.verdicts}
    every = [cards.verdict(atlas, value) for value in atlas.schemas.values("evaluation", "verdicts.verdict")]
    view = CouvertureView(
        head=site_head(_PAGE),
        couvert=tuple(_covered(atlas, by_region, by_tool)),
        manques=tuple(_missing(by_region)),
        verdicts=tuple(badge for badge in every if badge in shown),
        regions=by_region,
        outils=by_tool,
        types=str(atlas.schemas.node("outil", ("type",)).get("description", "")),
        proposer=form_address("proposition"),
        raconter=form_address("experimentation"),
    )
    return site_page(_PAGE, view)


def _covered(atlas: Atlas, by_region: Matrix, by_tool: Matrix) -> Iterator[str]:
    places = [row for row in by_region.rangees if row.code != matrices.SANS_REGION]
    cells = [case for row in places for case in row.cases]
    reached = [row for row in places if row.total.nombre]
    total = by_region.totaux.total
    what, one = ("territoire", "un") if any(is_country(row.code) for row in places) else ("région", "une")
    yield (
        f"{plural(total.nombre, 'expérimentation')} et {plural(by_tool.totaux.total.nombre, 'outil')} "
        f"sont décrits ici, dans {plural(len(reached), what)} sur {len(places)}."
    )
    if cells:
        tried = sum(case.nombre > 0 for case in cells)
        yield f"Sur {len(cells)} croisements d'un enjeu et d'{one} {what}, {tried} ont été essayés."
    if total.verdicts:
        told = ", ".join(f"{one.verdict.texte.lower()} : {one.nombre}" for one in total.verdicts)
        yield f"Verdicts rendus sur les hypothèses : {told}."
    elif total.nombre:
        yield "Aucune de ces expérimentations n'a encore publié de verdict sur ses hypothèses."
    if any(item.inventee for item in atlas.experimentations):
        yield "Les exemples inventés pour la démonstration ne sont pas comptés."


def _missing(by_region: Matrix) -> Iterator[str]:
    names = [row.titre.texte for row in by_region.rangees if not row.total.nombre]
    if names:
        yield f"Rien n'est encore documenté dans {plural(len(names), 'région')} : {', '.join(names)}."
    columns = zip(by_region.colonnes, by_region.totaux.cases, strict=True)
    enjeux = [one.titre for one, case in columns if not case.nombre]
    if enjeux:
        yield f"Aucune expérimentation ne répond encore à : {', '.join(enjeux)}."
    yield "Une case vide dit que rien n'est décrit ici, pas que rien n'a été fait là-bas."
