"""The pages of protocols: the newest revision at a lasting address, and each revision at its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.pages import cartes
from generator.pages.gabarits import page
from generator.pages.page import Planned
from generator.pages.prose_html import Corps, corps
from generator.pages.tetes import RUBRIQUES, lien, pied, tete
from generator.pages.vues import Badge, Valeur
from generator.protocol import hypotheses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Dispositif, Experimentation, Hypothese, Protocole
    from generator.model.parts import Erratum
    from generator.pages.atlas import Atlas
    from generator.pages.page import Page
    from generator.pages.vues import Entete, Pied
    from generator.protocol import SuiviHypothese

_FIELDWORK_OVER = {"bilan", "terminee", "abandonnee"}


@dataclass(frozen=True, slots=True)
class SuiviVu:
    """A hypothesis and what became of it. `verdict` is None while nothing was concluded."""

    suivi: SuiviHypothese
    verdict: Badge | None


@dataclass(frozen=True, slots=True)
class VersionVue:
    """A revision in a list: `brouillon` while unpublished; `terrain` says how it fell on the fieldwork."""

    numero: int
    adresse: str
    date: str
    brouillon: bool
    motifs: tuple[str, ...]
    terrain: str
    presente: bool = False


@dataclass(frozen=True, slots=True)
class DispositifVu:
    """A device, its tool linked."""

    id: str
    titre: str
    outil: Valeur | None
    hypotheses: tuple[str, ...]
    public: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class ChangementVu:
    """`quoi` names what changed; `ancre` is its id where it stands on the page."""

    quoi: str
    ancre: str | None
    pourquoi: str


@dataclass(frozen=True, slots=True)
class VueProtocole:
    """One revision. `plus_recente` is None on the newest; `hypotheses` pairs each with its verdict."""

    entete: Entete
    experimentation: Valeur
    version: VersionVue
    total: int
    plus_recente: VersionVue | None
    versions: tuple[VersionVue, ...]
    hypotheses: tuple[tuple[Hypothese, Badge | None], ...]
    dispositifs: tuple[DispositifVu, ...]
    changements: tuple[ChangementVu, ...]
    retirees: tuple[tuple[str, str, str], ...]
    errata: tuple[Erratum, ...]
    corps: Corps
    pied: Pied


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.experimentations:
        revisions = atlas.commons.revisions(item.id)
        if revisions:
            yield Planned(
                f"{address(Ref('experimentation', item.id))}protocole/",
                partial(revision, atlas, item, newest(revisions), lasting=True),
            )
        for one in revisions:
            yield Planned(address(Ref("protocole", one.id)), partial(revision, atlas, item, one))


def newest(revisions: tuple[Protocole, ...]) -> Protocole:
    """The last published revision; the last draft while none is published."""
    return next((one for one in reversed(revisions) if one.etat == "publiee"), revisions[-1])


def suivis(atlas: Atlas, experiment_id: str) -> tuple[SuiviVu, ...]:
    """Every hypothesis of an experiment, with its latest verdict."""
    return tuple(
        SuiviVu(one, cartes.verdict(atlas, one.verdict) if one.verdict else None)
        for one in hypotheses(atlas.commons, experiment_id)
    )


def versions(atlas: Atlas, item: Experimentation) -> tuple[VersionVue, ...]:
    """The revisions of an experiment's protocol, the newest first."""
    return tuple(_version(atlas, item, one) for one in reversed(atlas.commons.revisions(item.id)))


def revision(atlas: Atlas, item: Experimentation, one: Protocole, *, lasting: bool = False) -> Page:
    """`/experimentations/<e>/protocole/r<N>/`, or `/experimentations/<e>/protocole/` where `lasting`."""
    ref = Ref("protocole", one.id)
    owner = lien(atlas, Ref("experimentation", item.id))
    where = f"{address(Ref('experimentation', item.id))}protocole/" if lasting else address(ref)
    revisions = versions(atlas, item)
    latest = next(
        found for found in revisions if found.numero == newest(atlas.commons.revisions(item.id)).numero
    )
    title = one.titre or (
        f"Protocole — {item.titre}" if lasting else f"Protocole, révision {one.numero} — {item.titre}"
    )
    trail = [RUBRIQUES["experimentation"], owner]
    if not lasting:
        trail.append(Valeur("Protocole", f"{owner.adresse}protocole/"))
    verdicts = {found.suivi.id: found.verdict for found in suivis(atlas, item.id)}
    view = VueProtocole(
        entete=replace(tete(atlas, ref, title, *trail, resume=one.resume or ""), cherchable=lasting),
        experimentation=owner,
        version=_version(atlas, item, one),
        total=len(revisions),
        plus_recente=latest if latest.numero != one.numero else None,
        versions=revisions,
        hypotheses=tuple((found, verdicts.get(found.id)) for found in one.hypotheses),
        dispositifs=tuple(_device(atlas, device) for device in one.dispositifs),
        changements=tuple(_changes(one)),
        retirees=tuple(_retired(atlas, item, one)),
        errata=one.errata,
        corps=corps(atlas, one, level=3),
        pied=pied(atlas, ref, one, title),
    )
    about = f"Les hypothèses et les dispositifs de l'expérimentation « {item.titre} », révision {one.numero}."
    return page(where, "protocole.html", view, one.resume or about)


def _version(atlas: Atlas, item: Experimentation, one: Protocole) -> VersionVue:
    return VersionVue(
        one.numero,
        address(Ref("protocole", one.id)),
        one.date,
        one.etat != "publiee",
        tuple(atlas.libelle("protocole", "motifs", motif) for motif in one.motifs),
        _fieldwork(atlas, item, one),
        newest(atlas.commons.revisions(item.id)).numero == one.numero,
    )


def _fieldwork(atlas: Atlas, item: Experimentation, one: Protocole) -> str:
    """How a revision fell on the fieldwork: readers must know what was written once results were seen."""
    days = [note.date for note in atlas.commons.journal(item.id)]
    if not days or one.numero == 1 or one.date <= days[0]:
        return ""
    # While the fieldwork goes on, its last note so far is no end.
    return (
        "après le terrain" if one.date > days[-1] and item.statut in _FIELDWORK_OVER else "pendant le terrain"
    )


def _device(atlas: Atlas, device: Dispositif) -> DispositifVu:
    tool = lien(atlas, Ref("outil", device.outil)) if device.outil else None
    return DispositifVu(device.id, device.titre, tool, device.hypotheses, device.public, device.description)


def _changes(one: Protocole) -> Iterator[ChangementVu]:
    gone = {item.id for item in one.hypotheses_retirees}
    here = {item.id for item in one.hypotheses} | {item.id for item in one.dispositifs} | gone
    for change in one.changements:
        text = change.quoi == "texte"
        yield ChangementVu(
            "Texte" if text else change.quoi, change.quoi if change.quoi in here else None, change.pourquoi
        )


def _retired(atlas: Atlas, item: Experimentation, one: Protocole) -> Iterator[tuple[str, str, str]]:
    """(id, last wording, reason) of the hypotheses this revision gives up."""
    words = {
        found.id: found.enonce
        for earlier in atlas.commons.revisions(item.id)
        if earlier.numero < one.numero
        for found in earlier.hypotheses
    }
    for gone in one.hypotheses_retirees:
        yield gone.id, words.get(gone.id, ""), gone.motif
