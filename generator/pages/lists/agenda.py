"""The pages of the agenda: every event by year, the latest first, and one page for each."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from generator.addresses import address, calendar_address
from generator.frozen import Frozen, replace
from generator.model import Experimentation, Ref
from generator.pages.frame import cards
from generator.pages.frame.layout import CALENDRIER, SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.links import place_link
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Fait, Group, Suivi, Value, contact_link, known_values
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Evenement
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Foot, Head

_PAGE = SITE_PAGES["agenda"]


class AgendaDay(Frozen):
    """An event in the agenda: its dates as in the files, and its card without them."""

    debut: str
    fin: str
    carte: Card


class AgendaView(Frozen):
    """`annees` holds the events, a group for each year.

    `calendrier` is the whole address of the calendar that holds them, None where it would be empty; of
    `sans_jour` events only the month or the year is known, and `inventes` are examples: it holds neither.
    """

    head: Head
    annees: tuple[Group, ...]
    total: int
    calendrier: str | None
    sans_jour: int
    inventes: int


class EvenementView(Frozen):
    """An event, and the experiment it belongs to, if any. `sans_jour`: a calendar cannot hold it."""

    head: Head
    fiche: tuple[Fait, ...]
    sans_jour: bool
    experimentation: Card | None
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    for item in atlas.commons.evenements:
        yield Planned(address(Ref("evenement", item.id)), partial(record_page, atlas, item))


def list_page(atlas: Atlas) -> Page:
    """`/agenda/`: all events, past and to come; the site is built without a clock."""
    events = tuple(reversed(atlas.commons.evenements))
    years = tuple(
        Group(year, f"Annee-{year}", tuple(_day(atlas, event) for event in found))
        for year, found in groupby(events, key=lambda event: event.debut[:4])
    )
    whole = calendar_address()
    published = whole in atlas.abonnements
    head = site_head(_PAGE)
    if published:
        link = Suivi(texte="Ajouter à mon agenda", adresse=whole, icone="calendrier", type=CALENDRIER)
        head = replace(head, suivis=(link,))
    real = [event for event in events if Ref("evenement", event.id) not in atlas.inventes]
    view = AgendaView(
        head=head,
        annees=years,
        total=len(events),
        calendrier=atlas.commons.site.url.rstrip("/") + whole if published else None,
        sans_jour=sum(_without_day(atlas, event) for event in real),
        inventes=len(events) - len(real),
    )
    return site_page(_PAGE, view)


def _day(atlas: Atlas, event: Evenement) -> AgendaDay:
    card = cards.event_card(atlas, event)
    facts = tuple(fact for fact in card.faits if fact[0] != "calendrier")
    return AgendaDay(event.debut, event.fin or event.debut, replace(card, faits=facts))


def _without_day(atlas: Atlas, event: Evenement) -> bool:
    return calendar_address(Ref("evenement", event.id)) not in atlas.abonnements


def record_page(atlas: Atlas, item: Evenement) -> Page:
    """`/agenda/<id>/`."""
    ref = Ref("evenement", item.id)
    words = atlas.label("evenement", "type", item.type)
    owner = atlas.commons.get(Ref("experimentation", item.experimentation)) if item.experimentation else None
    view = EvenementView(
        head=head_of(atlas, ref, item.titre, SECTIONS["agenda"], surtitre=words, resume=item.resume),
        fiche=_facts(atlas, item),
        sans_jour=_without_day(atlas, item),
        experimentation=cards.experiment_card(atlas, owner) if isinstance(owner, Experimentation) else None,
        corps=body_of(atlas, item),
        foot=foot_of(atlas, ref, item, item.titre),
    )
    return page(address(ref), "evenement.html", view, description=item.resume)


def _facts(atlas: Atlas, item: Evenement) -> tuple[Fait, ...]:
    one_day = item.fin is None or item.fin == item.debut
    when = (
        (Fait("Date", (Value(jour=item.debut),)),)
        if one_day
        else (Fait("Début", (Value(jour=item.debut),)), Fait("Fin", (Value(jour=item.fin),)))
    )
    return (
        *when,
        Fait("Lieu", (Value(item.lieu),) if item.lieu else ()),
        Fait("Territoire", (place_link(atlas, item.territoire),) if item.territoire else ()),
        *((Fait("Inscription", known_values(contact_link(item.inscription))),) if item.inscription else ()),
    )
