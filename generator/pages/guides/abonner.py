"""The page that says how to be told of what is new: feeds, calendars, e-mail if the publisher offers it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import outside_link
from generator.pages.guides.subscriptions import SubscriptionsView, subscriptions
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head, Value

_PAGE = SITE_PAGES["abonner"]


class FollowingView(Frozen):
    """`courriel` leads to the service by which the publisher sends mail, None where the site names none."""

    head: Head
    abonnements: SubscriptionsView
    courriel: Value | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(following_page, atlas))


def following_page(atlas: Atlas) -> Page:
    """`/s-abonner/`."""
    view = FollowingView(
        head=site_head(_PAGE),
        abonnements=subscriptions(atlas),
        courriel=outside_link(atlas.commons.site.abonnement_courriel),
    )
    return site_page(_PAGE, view)
