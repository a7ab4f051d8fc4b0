"""Say where things take place: the places of experiments, every place that has a page, what holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Commons, Experimentation
    from generator.territory import Lieu


def known(commons: Commons, ids: Iterable[str | None]) -> tuple[Lieu, ...]:
    """The places of those ids, each once; an id that nothing sound has is left out."""
    found = (commons.gazetteer.get(one) for one in ids if one)
    return tuple({lieu.id: lieu for lieu in found if lieu}.values())


def with_parents(commons: Commons, territory_id: str | None) -> tuple[str, ...]:
    """The ids of a place and of all that it belongs to; nothing where no place is named."""
    return ids_of(known(commons, [territory_id]))


def ids_of(places: Iterable[Lieu]) -> tuple[str, ...]:
    """The ids of some places and of all that these belong to, each once."""
    return tuple(dict.fromkeys(one for lieu in places for one in (lieu.id, *lieu.parents)))


def of_experiments(commons: Commons, items: Iterable[Experimentation]) -> dict[str, tuple[Lieu, ...]]:
    """Where each experiment takes place, by its id."""
    return {item.id: known(commons, item.emplacements) for item in items}


def everywhere(commons: Commons, places: Mapping[str, tuple[Lieu, ...]]) -> dict[str, Lieu]:
    """Every place that a record names, and all that these belong to, by id. `places` are of experiments."""
    named: dict[str | None, None] = {lieu.id: None for group in places.values() for lieu in group}
    named.update({one.territoire: None for item in commons.experimentations for one in item.collectivites})
    named.update({actor.territoire: None for actor in commons.acteurs})
    named.update({event.territoire: None for event in commons.evenements})
    named.update({own.id: None for own in commons.territoires})
    found = known(commons, ids_of(known(commons, named)))
    return {lieu.id: lieu for lieu in sorted(found, key=lambda lieu: lieu.id)}
