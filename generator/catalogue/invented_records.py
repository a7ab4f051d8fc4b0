"""Find the records that belong to an invented experiment: their pages must say that they are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Acteur, Evenement, Outil, OwnRecord, Territoire, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.graph import LinkGraph
    from generator.model import Commons, Ref


def invented_records(commons: Commons, graph: LinkGraph) -> frozenset[Ref]:
    """The names of the invented records: parts and events of demonstrations, and what appears only there."""
    return frozenset(_inventions(commons, graph))


def _inventions(commons: Commons, graph: LinkGraph) -> Iterator[Ref]:
    demonstrations = {item.id for item in commons.experimentations if item.inventee}

    def owner(ref: Ref) -> str | None:
        home = owner_of(ref)
        if home.kind == "experimentation":
            return home.id
        event = commons.get(ref) if ref.kind == "evenement" else None
        return event.experimentation if isinstance(event, Evenement) else None

    for ref, record in commons.records():
        match record:
            case Outil():
                invented = record.issu_de in demonstrations
            case OwnRecord():
                named = {link.target for link in graph.of(ref) if link.target.kind == "experimentation"}
                invented = bool(named) and {one.id for one in named} <= demonstrations
            case Acteur() | Territoire() if commons.gazetteer.official.get(ref.id) is None:
                owners = {owner(link.source) for link in graph.to(ref)} - {None}
                invented = bool(owners) and owners <= demonstrations
            case _:
                invented = owner(ref) in demonstrations
        if invented:
            yield ref
