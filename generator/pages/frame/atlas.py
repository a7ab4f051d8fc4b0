"""What several pages ask of the commons, worked out once: who is where, what answers which enjeu."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from generator.actualite import calendriers, flux
from generator.addresses import record_at
from generator.catalogue import fiches, inventions
from generator.frozen import Frozen
from generator.model import Ref, names_of, paths_of
from generator.protocol import ledgers, tried_by_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.catalogue import Fiche
    from generator.graph import LinkGraph
    from generator.model import Acteur, Commons, Evenement, Experimentation, Outil
    from generator.pages.frame.views import Card
    from generator.protocol import Ligne
    from generator.schema import Schemas
    from generator.territory import Lieu

__all__ = ["NIVEAUX", "Atlas", "chart"]

NIVEAUX = ("region", "departement", "ept", "epci", "commune")

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Atlas(Frozen, eq=False):
    """The commons, its links, its words, and the roll-ups that pages share.

    An experiment counts in each of its places and in all that these belong to; its places are its
    `territoires`, or those of the collectivities that carry it while it names none. Lists of experiments
    start with the newest. `territoires` holds every place that has a page; `registres` the ledger of each
    experiment that has one; `essais` what each real experiment that tried a tool tested with it; `fiches`
    all that readers can find; `empreinte` is a digest of `fichiers`, which maps the files of records to
    their names, and of the images.
    """

    commons: Commons
    graph: LinkGraph
    schemas: Schemas
    experimentations: tuple[Experimentation, ...]
    lieux: Mapping[str, tuple[Lieu, ...]]
    territoires: Mapping[str, Lieu]
    enfants: Mapping[str, tuple[Lieu, ...]]
    par_territoire: Mapping[str, tuple[Experimentation, ...]]
    par_enjeu: Mapping[str, tuple[Experimentation, ...]]
    par_croisement: Mapping[tuple[str, str], tuple[Experimentation, ...]]
    acteurs_par_territoire: Mapping[str, tuple[Acteur, ...]]
    evenements_par_territoire: Mapping[str, tuple[Evenement, ...]]
    evenements: Mapping[str, tuple[Evenement, ...]]
    outils_par_enjeu: Mapping[str, tuple[Outil, ...]]
    inventes: frozenset[Ref]
    registres: Mapping[str, tuple[Ligne, ...]]
    essais: Mapping[str, tuple[tuple[Ligne, ...], ...]]
    fiches: Mapping[Ref, Fiche]
    abonnements: frozenset[str]
    fichiers: Mapping[str, Ref]
    empreinte: str
    _words: dict[tuple[str, str, str], str]
    _cards: dict[Ref, Card]

    def carte(self, ref: Ref, make: Callable[[], Card]) -> Card:
        """The card of a record, made once: it stands in the lists of its enjeux, its places, its tools."""
        if ref not in self._cards:
            self._cards[ref] = make()
        return self._cards[ref]

    @property
    def own_lists(self) -> frozenset[str]:
        """The addresses of the pages that list the kinds that the commons adds."""
        return frozenset(kind.listed_at for kind in self.commons.kinds.added)

    def libelle(self, kind: str, champ: str, valeur: str) -> str:
        """The French words for a vocabulary's value, from the schemas."""
        key = (kind, champ, valeur)
        if key not in self._words:
            self._words[key] = self.schemas.label(kind, champ, valeur)
        return self._words[key]

    def lieu(self, territory_id: str) -> Lieu | None:
        """A place as it is today; None for an id that nothing sound has."""
        found = self.commons.gazetteer.get(territory_id)
        return self.territoires.get(found.id, found) if found else None

    def niveau(self, lieu: Lieu) -> str:
        """The level of a place, in words: its country's own, or ours."""
        if lieu.niveau_local:
            return lieu.niveau_local
        return self.libelle("territoire", "niveau", lieu.niveau) if lieu.niveau != "autre" else "Territoire"

    def pays(self, lieu: Lieu) -> str:
        """The name of the country of a place."""
        return self.libelle("territoire", "pays", lieu.pays)


def chart(commons: Commons, graph: LinkGraph, schemas: Schemas) -> Atlas:
    """The atlas of a commons: the only pass over all the records."""
    by_id = sorted(commons.experimentations, key=lambda item: item.id)
    experiments = tuple(sorted(by_id, key=_age, reverse=True))
    places = {item.id: _places(commons, item) for item in experiments}
    everywhere = {key: tuple(_with_ancestors(found)) for key, found in places.items()}
    territories = _territories(commons, places)
    files = _files(commons)
    invented = inventions(commons, graph)
    registers = ledgers(commons)
    return Atlas(
        commons,
        graph,
        schemas,
        experiments,
        places,
        territories,
        _children(territories),
        _grouped(experiments, lambda item: everywhere[item.id]),
        _grouped(experiments, lambda item: item.enjeux),
        _grouped(experiments, lambda item: product(item.enjeux, everywhere[item.id])),
        _grouped(commons.acteurs, lambda item: _with_ancestors(_known(commons, [item.territoire]))),
        _grouped(commons.evenements, lambda item: _with_ancestors(_known(commons, [item.territoire]))),
        _grouped(commons.evenements, lambda item: [item.experimentation] if item.experimentation else []),
        _grouped(commons.outils, lambda item: item.enjeux),
        invented,
        registers,
        tried_by_tool(commons, registers),
        {fiche.ref: fiche for fiche in fiches(commons, schemas, invented)},
        frozenset(one.adresse for made in (calendriers, flux) for one in made(commons, schemas, invented)),
        files,
        blake2b(
            repr((sorted(files.items()), sorted(commons.images.items()))).encode(), digest_size=16
        ).hexdigest(),
        {},
        {},
    )


def _grouped(
    items: Iterable[_Value], keys: Callable[[_Value], Iterable[_Key]]
) -> dict[_Key, tuple[_Value, ...]]:
    """The items under each of their keys, in their order."""
    groups: defaultdict[_Key, list[_Value]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return {key: tuple(values) for key, values in groups.items()}


def _age(item: Experimentation) -> str:
    return item.publie_le or item.debut or ""


def _known(commons: Commons, ids: Iterable[str | None]) -> tuple[Lieu, ...]:
    found = (commons.gazetteer.get(one) for one in ids if one)
    return tuple({lieu.id: lieu for lieu in found if lieu}.values())


def _places(commons: Commons, item: Experimentation) -> tuple[Lieu, ...]:
    carriers = [one.territoire for one in item.collectivites if one.role == "porteuse"]
    return _known(commons, item.territoires or carriers)


def _with_ancestors(places: Iterable[Lieu]) -> dict[str, None]:
    return {one: None for lieu in places for one in (lieu.id, *lieu.parents)}


def _territories(commons: Commons, places: Mapping[str, tuple[Lieu, ...]]) -> dict[str, Lieu]:
    """Every place that a record names, and all that these belong to."""
    named: dict[str | None, None] = {lieu.id: None for group in places.values() for lieu in group}
    named.update({one.territoire: None for item in commons.experimentations for one in item.collectivites})
    named.update({actor.territoire: None for actor in commons.acteurs})
    named.update({event.territoire: None for event in commons.evenements})
    named.update({own.id: None for own in commons.territoires})
    everywhere = _with_ancestors(_known(commons, named))
    return {lieu.id: lieu for lieu in sorted(_known(commons, everywhere), key=lambda lieu: lieu.id)}


def _children(territories: Mapping[str, Lieu]) -> dict[str, tuple[Lieu, ...]]:
    """All that each place holds, at every depth."""
    return _grouped(territories.values(), lambda lieu: lieu.parents)


def _files(commons: Commons) -> dict[str, Ref]:
    kinds = commons.kinds
    today = names_of({ref: record.anciens_ids for ref, record in commons.records()})
    gone = [record_at(where, kinds) for item in commons.retraits for where in item.adresses]
    return {
        **{path: ref for ref in gone if ref is not None for path in paths_of(ref, kinds)},
        **{path: ref for name, ref in today.items() for path in paths_of(name, kinds)},
        **{record.chemin: ref for ref, record in commons.records()},
    }
