"""Find who tried something near a place: in the same intercommunalité, else in the same département."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref
from generator.pages.frame.counts import count_in_place, plural, real_ones, sort_key
from generator.pages.frame.views import Group, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.territory import Lieu

_LEVELS = (
    (frozenset({"ept", "epci"}), "Dans la même intercommunalité"),
    (frozenset({"departement"}), "Dans le même département"),
    (frozenset({"region"}), "Dans la même région"),
)
_MOST = 12


def neighbourhood(atlas: Atlas, lieu: Lieu) -> tuple[Group, ...]:
    """What was tried around a place: by the nearest neighbours who tried something, then at a larger scale.

    A neighbour is a place that a real experiment names: what only holds one is none, nor is what holds
    `lieu`, nor what it holds. Those who tried most come first.
    """
    return (*_neighbours(atlas, lieu), *_larger(atlas, lieu))


def is_named(atlas: Atlas, lieu: Lieu) -> bool:
    """Whether a real experiment takes place there, and not only in some part of it."""
    return bool(_own(atlas, lieu))


def _neighbours(atlas: Atlas, lieu: Lieu) -> Iterator[Group]:
    apart = {lieu.id, *lieu.parents}
    for levels, title in _LEVELS:
        around = [
            one
            for one in lieu.parents
            if one in atlas.territoires and atlas.territoires[one].niveau in levels
        ]
        inside = {other.id: other for one in around for other in atlas.enfants.get(one, ())}
        near = [
            other
            for other in inside.values()
            if other.id not in apart and lieu.id not in other.parents and is_named(atlas, other)
        ]
        if near:
            near.sort(key=lambda other: (-count_in_place(atlas, other.id), sort_key(other.libelle), other.id))
            shown = [_link(other, count_in_place(atlas, other.id)) for other in near[:_MOST]]
            if len(near) > _MOST:
                whole = atlas.territoires[around[0]]
                shown.append(Value(f"et {len(near) - _MOST} autres", _link(whole, 0).adresse))
            yield Group(title, "Voisins", tuple(shown))
            return


def _larger(atlas: Atlas, lieu: Lieu) -> Iterator[Group]:
    places = [atlas.territoires[one] for one in lieu.parents if one in atlas.territoires]
    found = tuple(_link(one, count) for one in places if (count := len(_own(atlas, one))))
    if found:
        yield Group("À plus grande échelle", "Echelle", found)


def _own(atlas: Atlas, lieu: Lieu) -> list[str]:
    """The ids of the real experiments that name the place itself."""
    return [
        item.id
        for item in real_ones(atlas.par_territoire.get(lieu.id, ()))
        if any(place.id == lieu.id for place in atlas.lieux[item.id])
    ]


def _link(lieu: Lieu, count: int) -> Value:
    return Value(lieu.libelle, address(Ref("territoire", lieu.id)), note=plural(count, "expérimentation"))
