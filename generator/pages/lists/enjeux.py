"""The pages of the enjeux: what was tried for each, where, with which tools."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, enjeu_territoire
from generator.frozen import Frozen, replace
from generator.model import Ref
from generator.pages.evidence.finding_views import Constats, constats
from generator.pages.evidence.verdicts import Recueil, recueil
from generator.pages.experiment.experimentations import par_phase
from generator.pages.frame import cards
from generator.pages.frame.atlas import NIVEAUX
from generator.pages.frame.counts import rang
from generator.pages.frame.layout import SECTIONS, foot_of, head_of, site_head
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Corps, corps
from generator.pages.frame.templating import page, site_page
from generator.pages.frame.views import Group, Valeur
from generator.protocol import Epreuve
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Enjeu, Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Foot, Head, Pastille

_PAGE = SITE_PAGES["enjeux"]


class Porte(Frozen):
    """The way in to an enjeu: its question, and how much there is behind."""

    enjeu: Pastille
    question: str
    experimentations: int
    outils: int


class ListeEnjeux(Frozen):
    """The ways in, one for each enjeu."""

    head: Head
    portes: tuple[Porte, ...]


class EnjeuView(Frozen):
    """`territoires` holds, for each level, the places where something was tried, with how many times.

    `verdicts` are those of real experiments, `exemples` those of invented ones, which prove nothing.
    """

    head: Head
    corps: Corps
    phases: tuple[Group, ...]
    total: int
    territoires: tuple[Group, ...]
    verdicts: Recueil
    exemples: Recueil
    constats: Constats
    outils: tuple[Card, ...]
    voisins: tuple[Pastille, ...]
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned(_PAGE.address, partial(liste, atlas))
    for item in atlas.commons.enjeux:
        yield Planned(address(Ref("enjeu", item.id)), partial(fiche, atlas, item))


def portes(atlas: Atlas) -> tuple[Porte, ...]:
    """The ways in by enjeu, for the home page and for `/enjeux/`, in the order of their numbers."""
    return tuple(
        Porte(
            cards.pastille(item),
            item.question,
            len(atlas.par_enjeu.get(item.id, ())),
            len(atlas.outils_par_enjeu.get(item.id, ())),
        )
        for item in atlas.commons.enjeux
    )


def liste(atlas: Atlas) -> Page:
    """`/enjeux/`."""
    view = ListeEnjeux(site_head(_PAGE), portes(atlas))
    return site_page(_PAGE, view)


def fiche(atlas: Atlas, item: Enjeu) -> Page:
    """`/enjeux/<n>/`."""
    ref = Ref("enjeu", item.id)
    token = cards.pastille(item)
    number = f"Enjeu {item.numero}"
    head = head_of(atlas, ref, item.titre, SECTIONS["enjeux"], surtitre=number, resume=item.question)
    experiments = atlas.par_enjeu.get(item.id, ())
    view = EnjeuView(
        head=replace(head, enjeu=token),
        corps=corps(atlas, item),
        phases=par_phase(atlas, experiments),
        total=len(experiments),
        territoires=_places(atlas, item),
        verdicts=_verdicts(atlas, experiments, inventes=False),
        exemples=_verdicts(atlas, experiments, inventes=True),
        constats=constats(atlas, experiments),
        outils=tuple(cards.outil(atlas, tool) for tool in atlas.outils_par_enjeu.get(item.id, ())),
        voisins=tuple(cards.pastille(other) for other in atlas.commons.enjeux if other.id != item.id),
        foot=foot_of(atlas, ref, item, item.titre, "experimentation", "outil"),
    )
    return page(address(ref), "enjeu.html", view, item.question)


def _verdicts(atlas: Atlas, items: tuple[Experimentation, ...], *, inventes: bool) -> Recueil:
    """What hypotheses of real experiments came to, or of invented ones; each counts for all their enjeux."""
    return recueil(
        atlas,
        (
            Epreuve(item, line)
            for item in items
            if item.inventee == inventes
            for line in atlas.registres.get(item.id, ())
        ),
    )


def _places(atlas: Atlas, item: Enjeu) -> tuple[Group, ...]:
    places = [lieu for lieu in atlas.territoires.values() if (item.id, lieu.id) in atlas.par_croisement]
    levels = dict.fromkeys((*NIVEAUX, *sorted({lieu.niveau for lieu in places})))
    return tuple(
        Group(
            atlas.niveau(found[0]),
            f"Niveau-{level}",
            tuple(
                Valeur(
                    lieu.libelle,
                    enjeu_territoire(item.id, lieu.id),
                    note=str(len(atlas.par_croisement[item.id, lieu.id])),
                )
                for lieu in sorted(found, key=lambda lieu: (rang(lieu.libelle), lieu.id))
            ),
        )
        for level in levels
        if (found := [lieu for lieu in places if lieu.niveau == level])
    )
