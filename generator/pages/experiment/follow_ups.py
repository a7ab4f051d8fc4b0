"""Show what became of what citizens proposed, by state, and what an experiment cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.pages.frame.charts import Strip, money, strip
from generator.pages.frame.views import Badge, Value, outside_link

if TYPE_CHECKING:
    from generator.model import Experimentation
    from generator.model.parts import Cout, Suite
    from generator.pages.frame.atlas import Atlas

# The icon of each state, and its tone, which is a colour and a pattern.
_SIGNS = {
    "recue": ("question", "neutre"),
    "etudiee": ("phase", "mi"),
    "acceptee": ("confirmee", "actif"),
    "refusee": ("infirmee", "non"),
    "realisee": ("fait", "oui"),
    "abandonnee": ("arret", "non"),
}


class ProposalView(Frozen):
    """A proposal, or several (`nombre`) with the same outcome. `doute` is empty if a source attests it."""

    quoi: str
    nombre: int
    reponse: str
    date: str | None
    source: Value | None
    doute: str


class ProposalGroup(Frozen):
    """The proposals in one state, and how many they are."""

    badge: Badge
    ancre: str
    nombre: int
    propositions: tuple[ProposalView, ...]


class FollowUps(Frozen):
    """What became of proposals, by state in the order of a life. `bande` counts them."""

    bande: Strip | None
    groupes: tuple[ProposalGroup, ...]


class CostView(Frozen):
    """A sum in words, what it covers, who says so; `doute` as for a proposal."""

    montant: str
    couvre: str
    date: str | None
    source: Value | None
    doute: str


def follow_ups(atlas: Atlas, item: Experimentation) -> FollowUps:
    """What became of the proposals of an experiment."""
    states = atlas.schemas.values("experimentation", "suites.etat")
    reached = {one.etat for one in item.suites}
    groups = tuple(_group(atlas, item, state) for state in states if state in reached)
    return FollowUps(
        strip("Propositions par état", ((group.badge, group.nombre) for group in groups)), groups
    )


def costs(atlas: Atlas, item: Experimentation) -> tuple[CostView, ...]:
    """What an experiment cost, sum by sum."""
    return tuple(
        CostView(
            montant=money(one.montant, one.monnaie),
            couvre=one.couvre,
            date=one.date,
            source=_source(item, one),
            doute=_doubt(atlas, "couts", one),
        )
        for one in item.couts
    )


def _group(atlas: Atlas, item: Experimentation, state: str) -> ProposalGroup:
    icon, tone = _SIGNS.get(state, _SIGNS["recue"])
    views = tuple(
        ProposalView(
            quoi=one.quoi or "",
            nombre=one.nombre or 1,
            reponse=one.reponse or "",
            date=one.date,
            source=_source(item, one),
            doute=_doubt(atlas, "suites", one),
        )
        for one in item.suites
        if one.etat == state
    )
    return ProposalGroup(
        badge=Badge(atlas.label("experimentation", "suites.etat", state), icon, tone),
        ancre=f"Suites-{state}",
        nombre=sum(one.nombre for one in views),
        propositions=views,
    )


def _source(item: Experimentation, one: Suite | Cout) -> Value | None:
    titles = {source.url: source.titre for source in item.sources}
    return outside_link(one.source, titles.get(one.source or "", ""))


def _doubt(atlas: Atlas, field: str, one: Suite | Cout) -> str:
    return "" if one.attestee else atlas.label("experimentation", f"{field}.certitude", one.certitude)
