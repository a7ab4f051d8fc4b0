"""Find what a demonstration touches: whatever belongs to an invented experiment says so on its page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.model import Evenement, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.graph import LinkGraph
    from generator.model import Commons

_PARTS = {"experimentation", "protocole", "journal", "evaluation"}


@lru_cache(maxsize=2)  # pages ask, then the files for machines
def inventions(commons: Commons, graph: LinkGraph) -> frozenset[Ref]:
    """Its parts and events, the tools born of it, the actors and places that appear nowhere else."""
    return frozenset(_inventions(commons, graph))


def _inventions(commons: Commons, graph: LinkGraph) -> Iterator[Ref]:
    demonstrations = {item.id for item in commons.experimentations if item.cadre == "demonstration"}

    def owner(ref: Ref) -> str | None:
        if ref.kind in _PARTS:
            return ref.id.partition("/")[0]
        event = commons.get(ref) if ref.kind == "evenement" else None
        return event.experimentation if isinstance(event, Evenement) else None

    yield from (Ref("experimentation", one) for one in demonstrations)
    parts = (
        ("protocole", commons.protocoles),
        ("journal", commons.journaux),
        ("evaluation", commons.evaluations),
    )
    for kind, records in parts:
        yield from (Ref(kind, item.id) for item in records if item.id.partition("/")[0] in demonstrations)
    yield from (
        Ref("evenement", item.id) for item in commons.evenements if item.experimentation in demonstrations
    )
    yield from (Ref("outil", item.id) for item in commons.outils if item.issu_de in demonstrations)
    own_places = [item.id for item in commons.territoires if commons.gazetteer.official.get(item.id) is None]
    people = [Ref("acteur", item.id) for item in commons.acteurs]
    for ref in [*people, *(Ref("territoire", one) for one in own_places)]:
        owners = {owner(link.source) for link in graph.to(ref)} - {None}
        if owners and owners <= demonstrations:
            yield ref
