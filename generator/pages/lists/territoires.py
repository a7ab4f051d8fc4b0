"""The list of territories: the map, then each région, its départements, the places that tried something."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.frame.counts import count_in_place, counted_in_words, sort_key
from generator.pages.frame.layout import site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.templating import site_page
from generator.pages.frame.views import Group, Value
from generator.pages.lists import lieux
from generator.pages.lists.france_map import FranceMap, useful_map
from generator.pages.lists.neighbours import is_named
from generator.site_pages import SITE_PAGES
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Head
    from generator.territory import Lieu

_PAGE = SITE_PAGES["territoires"]
_MOST = 6


class DepartementView(Frozen):
    """A département: the places that experiments name there, the busiest first; `autres` are left out."""

    lieu: Value
    lieux: tuple[Value, ...]
    autres: int


class RegionVue(Frozen):
    """A région; `sans` are the départements where something is told, but no experiment.

    `ancre` starts with a capital.
    """

    lieu: Value
    ancre: str
    departements: tuple[DepartementView, ...]
    sans: tuple[Value, ...]


class CountryView(Frozen):
    """Another country: its places, a group for each level. `ancre` starts with a capital."""

    nom: str
    ancre: str
    niveaux: tuple[Group, ...]


class TerritoireList(Frozen):
    """`hors_region` are French places of the commons' own that no région holds; `pays` those abroad.

    `reference` says which list of official places is used, of which year, under which licence.
    """

    head: Head
    carte: FranceMap | None
    regions: tuple[RegionVue, ...]
    hors_region: tuple[Value, ...]
    pays: tuple[CountryView, ...]
    reference: str


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(list_page, atlas))
    yield from lieux.plan(atlas)


def list_page(atlas: Atlas) -> Page:
    """`/territoires/`."""
    official = atlas.commons.gazetteer.official
    places = sorted(atlas.territoires.values(), key=lambda lieu: (sort_key(lieu.libelle), lieu.id))
    every = [lieu for lieu in places if lieu.pays == FRANCE]
    alone = [
        lieu
        for lieu in every
        if not lieu.est_region and not any(one.startswith("region-") for one in lieu.parents)
    ]
    view = TerritoireList(
        head=site_head(_PAGE),
        carte=useful_map(atlas),
        regions=tuple(_region(atlas, lieu, every) for lieu in every if lieu.est_region),
        hors_region=tuple(_link(atlas, lieu) for lieu in alone),
        pays=_countries(atlas, [lieu for lieu in places if lieu.pays != FRANCE]),
        reference=f"{official.source}, {official.annee}, {official.licence}",
    )
    return site_page(_PAGE, view)


def _countries(atlas: Atlas, abroad: Iterable[Lieu]) -> tuple[CountryView, ...]:
    """The other countries by name, their levels from the one whose places hold most others."""
    countries: defaultdict[str, defaultdict[str, list[Lieu]]] = defaultdict(lambda: defaultdict(list))
    for lieu in abroad:
        countries[lieu.pays][lieu.niveau].append(lieu)
    found = []
    for code, levels in countries.items():
        widest = sorted(
            levels.values(), key=lambda one: (min(len(lieu.parents) for lieu in one), one[0].niveau)
        )
        found.append(
            CountryView(
                atlas.label("territoire", "pays", code),
                f"Pays-{code.lower()}",
                tuple(
                    Group(
                        atlas.level_name(one[0]),
                        f"Pays-{one[0].niveau}",
                        tuple(_link(atlas, lieu) for lieu in one),
                    )
                    for one in widest
                ),
            )
        )
    return tuple(sorted(found, key=lambda one: (sort_key(one.nom), one.ancre)))


def _region(atlas: Atlas, region: Lieu, every: Iterable[Lieu]) -> RegionVue:
    inside = [lieu for lieu in every if lieu.est_departement and region.id in lieu.parents]
    tried = [lieu for lieu in inside if atlas.par_territoire.get(lieu.id)]
    return RegionVue(
        lieu=_link(atlas, region),
        ancre=f"Region-{region.code}",
        departements=tuple(_departement(atlas, lieu) for lieu in tried),
        sans=tuple(_link(atlas, lieu) for lieu in inside if lieu not in tried),
    )


def _departement(atlas: Atlas, departement: Lieu) -> DepartementView:
    found = [lieu for lieu in atlas.enfants.get(departement.id, ()) if is_named(atlas, lieu)]
    found.sort(key=lambda lieu: (-count_in_place(atlas, lieu.id), sort_key(lieu.libelle), lieu.id))
    return DepartementView(
        _link(atlas, departement),
        tuple(_link(atlas, lieu, told=count_in_place(atlas, lieu.id) > 1) for lieu in found[:_MOST]),
        max(0, len(found) - _MOST),
    )


def _link(atlas: Atlas, lieu: Lieu, *, told: bool = True) -> Value:
    words = counted_in_words(atlas.par_territoire.get(lieu.id, ())) if told else ""
    return Value(lieu.libelle, address(Ref("territoire", lieu.id)), note=words)
