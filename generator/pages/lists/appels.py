"""The page of public calls: who seeks a collectivity or a team, until when, and how to answer."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from generator.addresses import address, whole_feed_address
from generator.frozen import Frozen, replace
from generator.model import PageEditoriale, Ref
from generator.news import every_call, seeking_a_collectivity
from generator.pages.frame import cards
from generator.pages.frame.layout import FLUX, SECTIONS, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Group, Suivi, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.news import PublicCall
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Badge, Card, EnjeuDot, Head

_PAGE = SITE_PAGES["appels"]
# For each type of call, the guides that say what answering takes: the first that exists is linked.
_GUIDES = {
    "collectivites": ("fonctionnement", "contribuer/proposer-une-experimentation"),
    "equipe": ("contribuer/devenir-experimentateur", "fonctionnement"),
}


class AppelCard(Frozen):
    """A call. Once the experiment went on (`suivi`), `phase` says where, and nobody is asked to answer."""

    ancre: str
    adresse: str
    type: str
    experimentation: Value
    resume: str
    lieux: str
    enjeux: tuple[EnjeuDot, ...]
    phase: Badge
    ouvert_le: str
    clos_le: str | None
    suivi: bool
    invente: bool


class AppelsView(Frozen):
    """The calls as they stand on the day `jour`, which the page tells.

    `sans_cloture` are the calls that nothing ends, `annees` those that end on a date, by year; `suivis` had
    none and were answered. `cherchent` are proposals without a collectivity. Invented ones stand apart.
    """

    head: Head
    jour: str
    cherchent: tuple[Card, ...]
    guide: Value
    sans_cloture: tuple[AppelCard, ...]
    annees: tuple[Group, ...]
    suivis: tuple[AppelCard, ...]
    exemples: tuple[AppelCard, ...]
    exemples_cherchent: tuple[Card, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page of calls."""
    yield Planned(_PAGE.address, partial(calls_page, atlas))


def calls_page(atlas: Atlas) -> Page:
    """`/appels/`."""
    found = every_call(atlas.commons, atlas.jour)
    real = [one for one in found if not _invented(one)]
    dated = [_seen(atlas, one) for one in real if one.appel.clos_le]
    head = site_head(_PAGE)
    seeking = seeking_a_collectivity(atlas.commons, atlas.experimentations)
    view = AppelsView(
        head=_with_feed(head),
        jour=atlas.jour,
        cherchent=tuple(cards.experiment_card(atlas, one) for one in seeking if not one.inventee),
        guide=guide_of(atlas, "collectivites"),
        sans_cloture=_all(atlas, (one for one in real if not one.appel.clos_le and not one.suivi)),
        annees=tuple(
            Group(year, f"Cloture-{year}", tuple(group))
            for year, group in groupby(dated, key=lambda one: (one.clos_le or "")[:4])
        ),
        suivis=_all(atlas, (one for one in real if not one.appel.clos_le and one.suivi)),
        exemples=_all(atlas, (one for one in found if _invented(one))),
        exemples_cherchent=tuple(cards.experiment_card(atlas, one) for one in seeking if one.inventee),
    )
    return site_page(_PAGE, view)


def _with_feed(head: Head) -> Head:
    return replace(
        head,
        suivis=(
            Suivi(texte="Suivre les appels", adresse=whole_feed_address("appels"), icone="flux", type=FLUX),
        ),
    )


def _invented(one: PublicCall) -> bool:
    return one.experimentation.inventee


def _all(atlas: Atlas, found: Iterable[PublicCall]) -> tuple[AppelCard, ...]:
    return tuple(_seen(atlas, one) for one in found)


def _seen(atlas: Atlas, one: PublicCall) -> AppelCard:
    item, call = one.experimentation, one.appel
    return AppelCard(
        ancre=f"{item.id}-{one.nom}",
        adresse=one.adresse,
        type=atlas.label("experimentation", "appels.type", call.type),
        experimentation=Value(item.titre, address(Ref("experimentation", item.id))),
        resume=item.resume,
        lieux=cards.places_in_words(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        phase=cards.phase(atlas, item),
        ouvert_le=call.ouvert_le,
        clos_le=call.clos_le,
        suivi=one.suivi,
        invente=_invented(one),
    )


def guide_of(atlas: Atlas, kind: str) -> Value:
    """The guide on how to answer this type of call; the contributors' page if there is none."""
    found = (atlas.commons.get(Ref("page", one)) for one in _GUIDES.get(kind, ()))
    guide = next((one for one in found if isinstance(one, PageEditoriale)), None)
    return Value(guide.titre, address(Ref("page", guide.id))) if guide else SECTIONS["contribuer"]
