"""Bind the pages of a record into its dossier, for paper: its head, and the sources of all its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import dossier_address
from generator.frozen import replace
from generator.pages.frame.templating import page
from generator.pages.frame.views import Head, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Ref
    from generator.pages.frame.page import Page, View
    from generator.pages.frame.views import Foot, Provenance

_SORTS = {"experimentation": "Dossier d'expérimentation", "outil": "Dossier d'outil"}


def dossier_head(ref: Ref, record: Page) -> Head:
    """The head of a dossier, from the page of its `record`, which searches give instead."""
    shown = record.view.head
    return Head(
        titre=f"Dossier : {shown.titre}",
        breadcrumb=(*shown.breadcrumb, Value(shown.titre, record.address)),
        surtitre=_SORTS[ref.kind],
        resume=shown.resume,
        invente=shown.invente,
    )


def dossier_page(ref: Ref, record: Page, template: str, *, view: View) -> Page:
    """The dossier of a record. Whoever looks for it elsewhere is led to the page of the record."""
    made = page(dossier_address(ref), template, view, description=f"À imprimer : {record.description}")
    return replace(made, original=record.address)


def sources_of(pages: Iterable[Page]) -> tuple[Provenance, ...]:
    """The sources of all these pages, which have a foot: each once, in their order."""
    found: dict[tuple[str, str | None], Provenance] = {}
    for one in pages:
        foot: Foot | None = getattr(one.view, "foot", None)
        for source in foot.sources if foot else ():
            found.setdefault((source.titre, source.adresse), source)
    return tuple(found.values())
