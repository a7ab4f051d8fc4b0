"""The pages of territories: what happened in each place, and in all the places it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, enjeu_territoire
from generator.model import Ref, Territoire
from generator.pages import cartes
from generator.pages.atlas import NIVEAUX
from generator.pages.experimentations import par_phase
from generator.pages.gabarits import page
from generator.pages.page import Planned
from generator.pages.prose_html import Corps, corps
from generator.pages.tetes import ACCUEIL, RUBRIQUES, mentions, pied, tete, tete_de_liste
from generator.pages.vues import Entete, Fait, Groupe, Valeur, lien_externe, presentes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pages.atlas import Atlas
    from generator.pages.page import Page
    from generator.pages.vues import Carte, Pastille, Pied
    from generator.territory import Lieu


@dataclass(frozen=True, slots=True)
class Branche:
    """A place in the tree: how many experiments it counts, and what stands below it."""

    lieu: Valeur
    niveau: str
    experimentations: int
    branches: tuple[Branche, ...]


@dataclass(frozen=True, slots=True)
class ListeTerritoires:
    """`reference` says which list of official places is used, of which year, under which licence."""

    entete: Entete
    arbre: tuple[Branche, ...]
    total: int
    reference: str


@dataclass(frozen=True, slots=True)
class EnjeuCouvert:
    """An enjeu seen from a place; no `adresse` where nothing was tried."""

    enjeu: Pastille
    experimentations: int
    adresse: str | None


@dataclass(frozen=True, slots=True)
class VueTerritoire:
    """`contenus` holds the places inside, a group for each level."""

    entete: Entete
    fiche: tuple[Fait, ...]
    corps: Corps | None
    phases: tuple[Groupe, ...]
    total: int
    enjeux: tuple[EnjeuCouvert, ...]
    contenus: tuple[Groupe, ...]
    acteurs: tuple[Carte, ...]
    evenements: tuple[Carte, ...]
    mentions: tuple[Groupe, ...]
    pied: Pied | None


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned("/territoires/", partial(liste, atlas))
    for lieu in atlas.territoires.values():
        yield Planned(address(Ref("territoire", lieu.id)), partial(fiche, atlas, lieu))


def liste(atlas: Atlas) -> Page:
    """`/territoires/`."""
    intro = "Les lieux où l'on expérimente, de la région à la commune."
    official = atlas.commons.gazetteer.official
    view = ListeTerritoires(
        tete_de_liste("Territoires", resume=intro),
        _tree(atlas),
        len(atlas.territoires),
        f"{official.source}, {official.annee}, {official.licence}",
    )
    return page("/territoires/", "territoires.html", view, intro)


def fiche(atlas: Atlas, lieu: Lieu) -> Page:
    """`/territoires/<t>/`."""
    ref = Ref("territoire", lieu.id)
    record = atlas.commons.get(ref)
    own = record if isinstance(record, Territoire) else None
    experiments = atlas.par_territoire.get(lieu.id, ())
    parents = [_link(atlas.territoires[one]) for one in reversed(lieu.parents) if one in atlas.territoires]
    level = atlas.niveau(lieu)
    about = own.resume if own else f"Ce qui a été expérimenté dans ce territoire : {lieu.libelle}."
    if own:
        head = tete(
            atlas, ref, lieu.libelle, RUBRIQUES["territoire"], *parents, surtitre=level, resume=own.resume
        )
    else:
        head = Entete(lieu.libelle, (ACCUEIL, RUBRIQUES["territoire"], *parents), level)
    shown = ("experimentation", "acteur", "evenement", "territoire")
    view = VueTerritoire(
        entete=head,
        fiche=_facts(atlas, lieu, own),
        corps=corps(atlas, own) if own else None,
        phases=par_phase(atlas, experiments),
        total=len(experiments),
        enjeux=tuple(_coverage(atlas, lieu)),
        contenus=_inside(atlas, lieu),
        acteurs=tuple(cartes.acteur(atlas, one) for one in atlas.acteurs_par_territoire.get(lieu.id, ())),
        evenements=tuple(
            cartes.evenement(atlas, one) for one in atlas.evenements_par_territoire.get(lieu.id, ())
        ),
        mentions=() if own else mentions(atlas, ref, *shown),
        pied=pied(atlas, ref, own, lieu.libelle, *shown) if own else None,
    )
    return page(address(ref), "territoire.html", view, about)


def _link(lieu: Lieu, note: str = "") -> Valeur:
    return Valeur(lieu.libelle, address(Ref("territoire", lieu.id)), note=note)


def _facts(atlas: Atlas, lieu: Lieu, own: Territoire | None) -> tuple[Fait, ...]:
    parents = tuple(_link(atlas.territoires[one]) for one in lieu.parents if one in atlas.territoires)
    facts = []
    if lieu.code:
        facts.append(Fait("Code officiel", (Valeur(lieu.code),)))
    if parents:
        facts.append(Fait("Fait partie de", parents))
    if own and own.population is not None:
        facts.append(Fait("Population", (Valeur(f"{own.population:,} habitants".replace(",", "\u202f")),)))
    if own and own.site:
        facts.append(Fait("Site", presentes(lien_externe(own.site))))
    return tuple(facts)


def _coverage(atlas: Atlas, lieu: Lieu) -> Iterator[EnjeuCouvert]:
    for enjeu in atlas.commons.enjeux:
        count = len(atlas.par_croisement.get((enjeu.id, lieu.id), ()))
        yield EnjeuCouvert(
            cartes.pastille(enjeu), count, enjeu_territoire(enjeu.id, lieu.id) if count else None
        )


def _inside(atlas: Atlas, lieu: Lieu) -> tuple[Groupe, ...]:
    inside = atlas.enfants.get(lieu.id, ())
    levels = dict.fromkeys((*NIVEAUX, *sorted({one.niveau for one in inside})))
    return tuple(
        Groupe(
            atlas.niveau(found[0]),
            f"Niveau-{level}",
            tuple(_link(one, _count(atlas, one)) for one in _by_name(found)),
        )
        for level in levels
        if (found := [one for one in inside if one.niveau == level])
    )


def _count(atlas: Atlas, lieu: Lieu) -> str:
    count = len(atlas.par_territoire.get(lieu.id, ()))
    return f"{count} expérimentation{'s' * (count > 1)}" if count else ""


def _by_name(places: Iterable[Lieu]) -> list[Lieu]:
    return sorted(places, key=lambda lieu: (lieu.libelle, lieu.id))


def _tree(atlas: Atlas) -> tuple[Branche, ...]:
    """Every place once, under the nearest of those that hold it."""
    below: dict[str, list[Lieu]] = {}
    for lieu in _by_name(atlas.territoires.values()):
        nearest = next((one for one in lieu.parents if one in atlas.territoires), "")
        below.setdefault(nearest, []).append(lieu)

    def branches(parent: str) -> tuple[Branche, ...]:
        return tuple(
            Branche(
                _link(lieu),
                atlas.niveau(lieu),
                len(atlas.par_territoire.get(lieu.id, ())),
                branches(lieu.id),
            )
            for lieu in below.get(parent, ())
        )

    return branches("")
