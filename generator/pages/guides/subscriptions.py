"""Tell, on the page of subscriptions, which feeds and calendars there are and how to follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import calendar_address, feed_address, whole_feed_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.news import EXEMPLES, GENRES, MOST, TOUT
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas


class SubscriptionsView(Frozen):
    """The feeds and the calendar of the whole site; those of a page are linked from that page.

    `adresse` is the whole address of the first feed, to be copied; `nombre` the entries a feed holds at most.
    """

    adresse: str
    flux: tuple[Value, ...]
    enjeux: tuple[Value, ...]
    exemples: Value | None
    calendrier: Value | None
    nombre: int


def subscriptions(atlas: Atlas) -> SubscriptionsView:
    """What `/s-abonner/` tells of them."""
    first, examples, dates = whole_feed_address(TOUT), whole_feed_address(EXEMPLES), calendar_address()
    kinds = (Value(words, whole_feed_address(genre)) for genre, words in GENRES.items())
    return SubscriptionsView(
        adresse=atlas.commons.site.url.rstrip("/") + first,
        flux=(Value("Tout ce qui paraît", first), *kinds),
        enjeux=tuple(
            Value(f"{item.numero}. {item.titre}", feed_address(Ref("enjeu", item.id)))
            for item in atlas.commons.enjeux
        ),
        exemples=Value("Exemples inventés", examples) if examples in atlas.abonnements else None,
        calendrier=Value("agenda.ics", dates) if dates in atlas.abonnements else None,
        nombre=MOST,
    )
