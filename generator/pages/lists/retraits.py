"""The pages of what was withdrawn: one at each address it had, one for each record, and their list."""

from __future__ import annotations

from functools import partial
from itertools import filterfalse
from typing import TYPE_CHECKING

from generator.addresses import BOUND, address, dossier_address, is_for_machines, record_at
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, list_head, site_head
from generator.pages.frame.links import title_of as titre_de
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Card, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.model import Retrait
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Foot, Head

_PAGE = SITE_PAGES["retraits"]


class RetraitList(Frozen):
    """Every withdrawal, the latest first."""

    head: Head
    cartes: tuple[Card, ...]


class RetraitView(Frozen):
    """What stood here, why it is no more, and where to go. `adresses` are all those withdrawn with it."""

    head: Head
    date: str
    motif: str
    vers: Value | None
    adresses: tuple[str, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas, taken: Collection[str]) -> Iterator[Planned]:
    """How to make each page of this family; where a page of `taken` answers, nothing is withdrawn."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    done = {*taken, _PAGE.address}
    for item in atlas.commons.retraits:
        for where in (
            address(Ref("retrait", item.id)),
            *map(page_at, filterfalse(is_for_machines, item.adresses)),
            *_dossiers(item),
        ):
            if where not in done:
                done.add(where)
                yield Planned(where, partial(record_page, atlas, item, where))


def _dossiers(item: Retrait) -> Iterator[str]:
    """The dossiers of the records withdrawn: they go with them, without being named."""
    found = map(record_at, item.adresses)
    return (dossier_address(ref) for ref in found if ref and ref.kind in BOUND)


def page_at(withdrawn: str) -> str:
    """Where the page stands that answers for an address: `/a/plan.pdf/` for `/a/plan.pdf`.

    Asked for a file where they find a folder, servers show that folder's page.
    """
    return withdrawn if withdrawn.endswith("/") else f"{withdrawn}/"


def list_page(atlas: Atlas) -> Page:
    """`/retraits/`: what was withdrawn from the site, and why."""
    found = tuple(
        Card(
            item.titre,
            address(Ref("retrait", item.id)),
            item.motif,
            faits=(("calendrier", f"retirée le {day_in_words(item.date)}"),),
        )
        for item in reversed(atlas.commons.retraits)
    )
    head = site_head(_PAGE)
    return site_page(_PAGE, RetraitList(head, found))


def record_page(atlas: Atlas, item: Retrait, where: str) -> Page:
    """The page of a withdrawal, the same at `/retraits/<id>/` and at every address withdrawn."""
    ref = Ref("retrait", item.id)
    # Without a card: a search must not find what was withdrawn.
    head = list_head(item.titre, SECTIONS["retraits"], surtitre=head_of(atlas, ref, item.titre).surtitre)
    view = RetraitView(
        head=head,
        date=item.date,
        motif=item.motif,
        vers=_named(atlas, item.vers) if item.vers else None,
        adresses=item.adresses,
        corps=body_of(atlas, item),
        foot=foot_of(atlas, ref, item, item.titre),
    )
    return page(
        where, "retrait.html", view, description=f"Page retirée le {day_in_words(item.date)}. {item.motif}"
    )


def _named(atlas: Atlas, where: str) -> Value:
    """A link to an address of the site, under the title of what stands there."""
    ref = record_at(where, atlas.commons.kinds)
    if ref is not None and atlas.commons.get(ref) is not None:
        return Value(titre_de(atlas, ref), where)
    return next((one for one in SECTIONS.values() if one.adresse == where), Value(where, where))
