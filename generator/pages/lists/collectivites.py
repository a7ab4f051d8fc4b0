"""The page of the collectivities that ran experiments with the lab: which ones, with whom, when."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, form_address
from generator.frozen import Frozen
from generator.grammar import alphabetical, of
from generator.model import Ref, finie
from generator.pages.frame import cards
from generator.pages.frame.counts import led_ones, plural, real_ones
from generator.pages.frame.dates_in_words import period_in_words
from generator.pages.frame.layout import site_head
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Badge, EnjeuDot, Head, Value
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page

_PAGE = SITE_PAGES["collectivites"]


class LedExperimentView(Frozen):
    """An experiment that a collectivity ran: in which role, when, with which actors of its team."""

    titre: Value
    role: str
    quand: str
    phase: Badge
    enjeux: tuple[EnjeuDot, ...]
    avec: tuple[Value, ...]


class CollectiviteView(Frozen):
    """A collectivity; `acteurs` are its records, and those of its services. `ancre` starts with a capital."""

    lieu: Value
    niveau: str
    ancre: str
    acteurs: tuple[Value, ...]
    menees: tuple[LedExperimentView, ...]


class CadreGroup(Frozen):
    """Those of one frame. `sans` are the experiments of which nobody says who carried them."""

    titre: str
    ancre: str
    collectivites: tuple[CollectiviteView, ...]
    sans: tuple[Value, ...]


class CollectiviteList(Frozen):
    """`labo` are those of the lab, `autour` those of its partners; `ailleurs` counts all others in words.

    `propositions` counts, in words, what is only proposed: nobody ran it. `proposer` leads to the form.
    """

    head: Head
    cadres: tuple[CadreGroup, ...]
    ailleurs: str
    propositions: str
    proposer: str


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make the page."""
    yield Planned(_PAGE.address, partial(list_page, atlas))


def list_page(atlas: Atlas) -> Page:
    """`/collectivites/`."""
    lab = atlas.commons.site.labo
    led = led_ones(atlas, atlas.experimentations)
    around = [item for item in led if item.autour_du_labo]
    others = [item for item in led if not item.autour_du_labo]
    proposed = [item for item in real_ones(atlas.experimentations) if item not in led]
    carried = {one.territoire for item in others for one in item.collectivites}
    view = CollectiviteList(
        head=site_head(_PAGE),
        cadres=(
            _frame(atlas, [item for item in around if item.du_labo], f"Avec {lab}", anchor="Avec"),
            _frame(
                atlas,
                [item for item in around if not item.du_labo],
                f"Autour {of(lab)}, par son réseau",
                anchor="Autour",
            ),
        ),
        ailleurs=f"{plural(len(others), 'essai')}, {plural(len(carried), 'collectivité')}" if others else "",
        propositions=plural(len(proposed), "proposition") if proposed else "",
        proposer=form_address("proposition"),
    )
    return site_page(_PAGE, view)


def _frame(atlas: Atlas, items: Iterable[Experimentation], title: str, *, anchor: str) -> CadreGroup:
    by_title = sorted(items, key=lambda item: (alphabetical(item.titre), item.id))
    carried: defaultdict[str, list[tuple[Experimentation, str]]] = defaultdict(list)
    for item in by_title:
        for one in item.collectivites:
            lieu = atlas.lieu(one.territoire)
            carried[lieu.id if lieu else one.territoire].append((item, one.role))
    shown = [_collectivity(atlas, name, found) for name, found in carried.items()]
    return CadreGroup(
        titre=title,
        ancre=anchor,
        collectivites=tuple(sorted(shown, key=lambda one: (alphabetical(one.lieu.texte), one.ancre))),
        sans=tuple(
            Value(
                item.titre, address(Ref("experimentation", item.id)), note=cards.places_in_words(atlas, item)
            )
            for item in by_title
            if not item.collectivites
        ),
    )


def _collectivity(
    atlas: Atlas, territory_id: str, found: Iterable[tuple[Experimentation, str]]
) -> CollectiviteView:
    lieu = atlas.lieu(territory_id)
    near = atlas.acteurs_par_territoire.get(territory_id, ())
    itself = [one for one in near if one.collectivite and one.territoire == territory_id]
    newest = sorted(found, key=lambda pair: pair[0].debut or "", reverse=True)
    return CollectiviteView(
        lieu=link_to(atlas, Ref("territoire", territory_id)),
        niveau=atlas.level_name(lieu) if lieu else "",
        ancre=f"Collectivite-{territory_id}",
        acteurs=tuple(link_to(atlas, Ref("acteur", one.id)) for one in itself),
        menees=tuple(_led(atlas, item, role) for item, role in newest),
    )


def _led(atlas: Atlas, item: Experimentation, role: str) -> LedExperimentView:
    team = dict.fromkeys(one.acteur for one in item.equipe if one.acteur)
    return LedExperimentView(
        titre=Value(item.titre, address(Ref("experimentation", item.id))),
        role=atlas.label("experimentation", "collectivites.role", role),
        quand=period_in_words(item.debut, item.fin, passee=finie(atlas.commons, item)),
        phase=cards.phase(atlas, item),
        enjeux=cards.pastilles(atlas, item.enjeux),
        avec=tuple(link_to(atlas, Ref("acteur", one)) for one in team),
    )
