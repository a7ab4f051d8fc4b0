"""The pages of the toolbox: the list, by enjeu and by type, and each tool with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.pages import cartes
from generator.pages.dates import en_mots
from generator.pages.gabarits import page
from generator.pages.page import Planned
from generator.pages.prose_html import Corps, corps
from generator.pages.tetes import RUBRIQUES, lien, pied, tete, tete_de_liste
from generator.pages.vues import Fait, Groupe, Valeur
from generator.protocol import uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Outil
    from generator.pages.atlas import Atlas
    from generator.pages.page import Page
    from generator.pages.vues import Badge, Carte, Entete, Pastille, Pied
    from generator.protocol import Usage

_TYPES = ("outil", "methode", "dispositif", "strategie")


@dataclass(frozen=True, slots=True)
class ListeOutils:
    """`enjeux` leads to the tools of each; `types` holds the cards, a group for each type."""

    entete: Entete
    enjeux: tuple[tuple[Pastille, int, str], ...]
    types: tuple[Groupe, ...]
    total: int


@dataclass(frozen=True, slots=True)
class VerdictObtenu:
    """What became of a hypothesis that the tool put to the test."""

    enonce: str
    badge: Badge | None
    preuve: str | None


@dataclass(frozen=True, slots=True)
class Preuve:
    """What one experiment tells of the tool."""

    experimentation: Carte
    essais: tuple[Valeur, ...]
    verdicts: tuple[VerdictObtenu, ...]
    journaux: tuple[Valeur, ...]


@dataclass(frozen=True, slots=True)
class VueOutil:
    """`ancetres` are the tools it comes from, `descendants` those that come from it.

    `preuves` may come from an invented experiment, which proves nothing: `reelles` counts the others.
    """

    entete: Entete
    enjeux: tuple[Pastille, ...]
    fiche: tuple[Fait, ...]
    materiel: tuple[str, ...]
    etapes: tuple[str, ...]
    preuves: tuple[Preuve, ...]
    reelles: int
    ancetres: tuple[Valeur, ...]
    descendants: tuple[Valeur, ...]
    issu_de: Valeur | None
    acteurs: tuple[Carte, ...]
    corps: Corps
    pied: Pied


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    yield Planned("/boite-a-outils/", partial(liste, atlas))
    for item in atlas.commons.outils:
        yield Planned(address(Ref("outil", item.id)), partial(fiche, atlas, item))


def par_type(atlas: Atlas, items: tuple[Outil, ...]) -> tuple[Groupe, ...]:
    """Cards by type of tool; types without any are left out."""
    return tuple(
        Groupe(
            atlas.libelle("outil", "type", one),
            f"Type-{one}",
            tuple(cartes.outil(atlas, item) for item in items if item.type == one),
        )
        for one in _TYPES
        if any(item.type == one for item in items)
    )


def liste(atlas: Atlas) -> Page:
    """`/boite-a-outils/`."""
    intro = "Outils, méthodes, dispositifs et stratégies, chacun avec ce que le terrain en a montré."
    view = ListeOutils(
        tete_de_liste("Boîte à outils", resume=intro),
        tuple(
            (cartes.pastille(enjeu), len(atlas.outils_par_enjeu.get(enjeu.id, ())), f"{address(ref)}#Outils")
            for enjeu in atlas.commons.enjeux
            for ref in [Ref("enjeu", enjeu.id)]
        ),
        par_type(atlas, atlas.commons.outils),
        len(atlas.commons.outils),
    )
    return page("/boite-a-outils/", "outils.html", view, intro)


def fiche(atlas: Atlas, item: Outil) -> Page:
    """`/boite-a-outils/<o>/`."""
    ref = Ref("outil", item.id)
    links = atlas.graph.to(ref)
    experiments = {
        link.source.id.partition("/")[0]
        for link in links
        if link.source.kind in {"experimentation", "protocole", "journal"} and link.field != "corps"
    }
    actors = dict.fromkeys(
        link.source.id for link in links if link.source.kind == "acteur" and link.field != "corps"
    )
    by_id = {actor.id: actor for actor in atlas.commons.acteurs} if actors else {}
    words = atlas.libelle("outil", "type", item.type)
    found = uses(atlas.commons, item.id, experiments)
    view = VueOutil(
        entete=tete(atlas, ref, item.titre, RUBRIQUES["outil"], surtitre=words, resume=item.resume),
        enjeux=cartes.pastilles(atlas, item.enjeux),
        fiche=_facts(item),
        materiel=item.materiel,
        etapes=item.etapes,
        preuves=tuple(_evidence(atlas, usage) for usage in found),
        reelles=sum(usage.experimentation.cadre != "demonstration" for usage in found),
        ancetres=tuple(lien(atlas, Ref("outil", one)) for one in item.derive_de),
        descendants=tuple(lien(atlas, link.source) for link in links if link.field == "derive_de"),
        issu_de=lien(atlas, Ref("experimentation", item.issu_de)) if item.issu_de else None,
        acteurs=tuple(cartes.acteur(atlas, by_id[one]) for one in actors if one in by_id),
        corps=corps(atlas, item, level=3),
        pied=pied(atlas, ref, item, item.titre, "experimentation", "protocole", "journal"),
    )
    return page(address(ref), "outil.html", view, item.resume)


def _facts(item: Outil) -> tuple[Fait, ...]:
    group = cartes.bornes(item.participants)
    return (
        Fait("Taille du groupe", (Valeur(group),) if group else ()),
        Fait("Durée", (Valeur(item.duree),) if item.duree else ()),
        Fait("Coût", (Valeur(item.cout),) if item.cout else ()),
    )


def _evidence(atlas: Atlas, usage: Usage) -> Preuve:
    experiment = usage.experimentation
    return Preuve(
        cartes.experimentation(atlas, experiment),
        tuple(
            Valeur(
                trial.dispositif.titre,
                f"{address(Ref('protocole', f'{experiment.id}/r{trial.revision}'))}#{trial.dispositif.id}",
                note=trial.dispositif.public or "",
            )
            for trial in usage.essais
        ),
        tuple(
            VerdictObtenu(one.enonce, cartes.verdict(atlas, one.verdict) if one.verdict else None, one.preuve)
            for one in usage.verdicts
        ),
        tuple(
            Valeur(note.titre or f"Journal du {en_mots(note.date)}", address(Ref("journal", note.id)))
            for note in usage.journaux
        ),
    )
