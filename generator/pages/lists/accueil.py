"""The home page: what this commons is, the doors of its enjeux, what is under way, what is new."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.grammar import in_letters, of
from generator.model import PageEditoriale, Ref, en_cours
from generator.news import calls_of
from generator.pages.frame import cards
from generator.pages.frame.counts import led_ones, real_ones
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import site_page
from generator.pages.lists.enjeux import EnjeuDoor, ways_in
from generator.pages.lists.france_map import FranceMap, useful_map
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Head

_PAGE = SITE_PAGES["accueil"]
_MOST = 4  # fills one row on a wide screen


class AppelSummary(Frozen):
    """An open call: for whom, since when, how to answer."""

    experimentation: Card
    type: str
    ouvert_le: str
    clos_le: str | None
    adresse: str


class AccueilView(Frozen):
    """`comptes` pairs a count with its words and where it leads; `du_labo` ends « les expérimentations »."""

    head: Head
    introduction: Body | None
    comptes: tuple[tuple[int, str, str], ...]
    titre_des_portes: str
    portes: tuple[EnjeuDoor, ...]
    du_labo: str
    en_cours: tuple[Card, ...]
    appels: tuple[AppelSummary, ...]
    nouveautes: tuple[Card, ...]
    carte: FranceMap | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the home page."""
    yield Planned(_PAGE.address, partial(home_page, atlas))


def home_page(atlas: Atlas) -> Page:
    """`/`."""
    commons = atlas.commons
    written = next(filter(None, (commons.get(Ref("page", one)) for one in _PAGE.texts)), None)
    words = body_of(atlas, written, level=3) if isinstance(written, PageEditoriale) else None
    summary = (written.resume if isinstance(written, PageEditoriale) else None) or commons.site.description
    ours = [
        item
        for item in atlas.experimentations
        if item.autour_du_labo and en_cours(commons, item) and item.id not in atlas.sans_nouvelles
    ]
    view = AccueilView(
        head=site_head(_PAGE, title=commons.site.nom, summary=summary),
        introduction=words,
        comptes=_counts(atlas),
        titre_des_portes=ways_in_title(len(commons.enjeux)),
        portes=ways_in(atlas),
        du_labo=of(commons.site.labo),
        en_cours=tuple(cards.experiment_card(atlas, item) for item in ours[:_MOST]),
        appels=tuple(_calls(atlas)),
        nouveautes=tuple(_newest(atlas)),
        carte=useful_map(atlas),
    )
    return site_page(_PAGE, view)


def ways_in_title(count: int) -> str:
    """The title over the ways in by enjeu: « Cinq enjeux, cinq portes d'entrée »."""
    if count == 1:
        return "Un enjeu, une porte d'entrée"
    return f"{in_letters(count).capitalize()} enjeux, {in_letters(count)} portes d'entrée"


def _counts(atlas: Atlas) -> tuple[tuple[int, str, str], ...]:
    commons = atlas.commons
    real = real_ones(commons.experimentations)
    led = led_ones(atlas, real)
    invented = Counter(ref.kind for ref in atlas.inventes)
    found = (
        (len(led), "expérimentation", SITE_PAGES["experimentations"]),
        (len(real) - len(led), "proposition", SITE_PAGES["appels"]),
        (len(commons.outils) - invented["outil"], "outil", SITE_PAGES["outils"]),
        (len(atlas.territoires) - invented["territoire"], "territoire", SITE_PAGES["territoires"]),
        (len(commons.acteurs) - invented["acteur"], "acteur", SITE_PAGES["acteurs"]),
    )
    return tuple((count, words + "s" * (count > 1), one.address) for count, words, one in found if count)


def _calls(atlas: Atlas) -> Iterator[AppelSummary]:
    """The calls that wait for answers on the day the commons is read."""
    for item in atlas.experimentations:
        for one in calls_of(atlas.commons, item, atlas.jour):
            call = one.appel
            if not one.suivi:
                yield AppelSummary(
                    experimentation=cards.experiment_card(atlas, item),
                    type=atlas.label("experimentation", "appels.type", call.type),
                    ouvert_le=call.ouvert_le,
                    clos_le=call.clos_le,
                    adresse=one.adresse,
                )


def _newest(atlas: Atlas) -> Iterator[Card]:
    """The records published last: only those that say when."""
    commons = atlas.commons
    dated: list[tuple[str, str, Callable[[], Card]]] = [
        *(
            (one.publie_le or "", one.id, partial(cards.experiment_card, atlas, one))
            for one in commons.experimentations
        ),
        *((one.publie_le or "", one.id, partial(cards.tool_card, atlas, one)) for one in commons.outils),
        *(
            (one.publie_le or one.date, one.id, partial(cards.result_card, atlas, one))
            for one in commons.journaux
        ),
        *(
            (one.publie_le or one.date, one.id, partial(cards.result_card, atlas, one))
            for one in commons.evaluations
        ),
    ]
    dated.sort(key=lambda one: one[:2], reverse=True)
    yield from (card() for date, _, card in dated[:_MOST] if date)
