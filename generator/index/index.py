"""The index of a commons: one frozen value, worked out once where the commons is checked, then handed on.

Pages, files for machines, the form and reports are made from it. What follows from the records and is asked
for twice belongs here: nothing is kept beside it, nor filled in later.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from generator.catalogue import CatalogueEntry, catalogue_entries, invented_records
from generator.frozen import Frozen
from generator.index import locations
from generator.index.files import digest, names_of_files
from generator.news import Calendar, Feed, Tracked, every_calendar, every_feed, tracked
from generator.protocol import (
    LedgerLine,
    Lesson,
    ToolEvidence,
    evidence_of_tools,
    findings_by_tool,
    last_trace,
    ledgers,
    lessons,
    tried_by_tool,
    without_news,
)
from generator.publications import FIRST, PublicationHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.graph import LinkGraph
    from generator.model import Acteur, Commons, Evenement, Experimentation, Outil, Ref
    from generator.model.parts import Constat
    from generator.schema import Schemas
    from generator.territory import Lieu

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Index(Frozen, eq=False):
    """A commons, its links, the words of its schemas, and all that follows from the three.

    An experiment counts in each of its places and in all that these belong to; `lieux` are its places.
    Lists of experiments start with the newest. `territoires` holds every place that has a page, `enfants`
    all that each holds, at every depth; `inventes` names all that an invented experiment touches;
    `ledgers` is the ledger of each experiment that has one; `lessons` all that records teach, the real
    ones first; `essais` the real experiments that tried each tool, and what they tested with it; `solidites`
    how far what each tool showed can be trusted, `constats` the findings on each; `fiches` all that readers
    can find, by kind then id.
    `abonnements` are the addresses of `calendriers` and `flux`; `fichiers` maps the files of records to
    their names, and `empreinte` is a digest of it and of the images. `jour` is the day on which it is read,
    `AAAA-MM-JJ`, without a clock; empty where no record tells any. `traces` are the dates of the last news of
    experiments, and `sans_nouvelles` those under way that none tells of for 24 months; `suivis` are those of
    the lab and its partners that are not over, with what each lacks. `changements` is what publications
    changed, handed to the index where the archive of the last one is given.
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
    outils_par_enjeu: Mapping[str, tuple[Outil, ...]]
    inventes: frozenset[Ref]
    ledgers: Mapping[str, tuple[LedgerLine, ...]]
    lessons: tuple[Lesson, ...]
    essais: Mapping[str, tuple[tuple[Experimentation, tuple[LedgerLine, ...]], ...]]
    solidites: Mapping[str, ToolEvidence]
    constats: Mapping[str, tuple[tuple[Constat, Experimentation | Outil], ...]]
    entries: Mapping[Ref, CatalogueEntry]
    calendars: tuple[Calendar, ...]
    feeds: tuple[Feed, ...]
    abonnements: frozenset[str]
    fichiers: Mapping[str, Ref]
    empreinte: str
    jour: str
    traces: Mapping[str, str]
    sans_nouvelles: frozenset[str]
    suivis: tuple[Tracked, ...]
    changements: PublicationHistory

    @property
    def own_lists(self) -> frozenset[str]:
        """The addresses of the pages that list the kinds that the commons adds."""
        return frozenset(kind.listed_at for kind in self.commons.kinds.added)

    def label(self, kind: str, champ: str, valeur: str) -> str:
        """The French words for a vocabulary's value, from the schemas."""
        return self.schemas.label(kind, champ, valeur)

    def lieu(self, territory_id: str) -> Lieu | None:
        """A place as it is today; None for an id that nothing sound has."""
        found = self.commons.gazetteer.get(territory_id)
        return self.territoires.get(found.id, found) if found else None

    def level_name(self, lieu: Lieu) -> str:
        """The level of a place, in words: its country's own, or ours."""
        if lieu.niveau_local:
            return lieu.niveau_local
        return "Territoire" if lieu.sans_niveau else self.label("territoire", "niveau", lieu.niveau)

    def country_name(self, lieu: Lieu) -> str:
        """The name of the country of a place."""
        return self.label("territoire", "pays", lieu.pays)


def index_of(commons: Commons, graph: LinkGraph, schemas: Schemas, *, day: str = "") -> Index:
    """The index of a commons whose records name each other as `graph` tells, read on that `day`."""
    newest = sorted(sorted(commons.experimentations, key=lambda item: item.id), key=_age, reverse=True)
    where = locations.of_experiments(commons, newest)
    around = {name: locations.ids_of(found) for name, found in where.items()}
    territories = locations.everywhere(commons, where)
    invented = invented_records(commons, graph)
    registers = ledgers(commons)
    learnt = lessons(commons, invented)
    tried = tried_by_tool(commons, registers)
    evidence = evidence_of_tools(commons, tried, invented)
    levels = {tool: one.niveau.code for tool, one in evidence.items()}
    under_way = tracked(commons, schemas, day)
    calendars, feeds = every_calendar(commons, schemas, invented), every_feed(commons, schemas, invented)
    files = names_of_files(commons)
    return Index(
        commons=commons,
        graph=graph,
        schemas=schemas,
        jour=day,
        traces={item.id: found for item in newest if (found := last_trace(commons, item, day))},
        sans_nouvelles=frozenset(item.id for item in newest if without_news(commons, item, day)),
        suivis=under_way,
        changements=FIRST,
        experimentations=tuple(newest),
        lieux=where,
        territoires=territories,
        enfants=_grouped(territories.values(), lambda lieu: lieu.parents),
        par_territoire=_grouped(newest, lambda item: around[item.id]),
        par_enjeu=_grouped(newest, lambda item: item.enjeux),
        par_croisement=_grouped(newest, lambda item: product(item.enjeux, around[item.id])),
        acteurs_par_territoire=_grouped(
            commons.acteurs, lambda item: locations.with_parents(commons, item.territoire)
        ),
        evenements_par_territoire=_grouped(
            commons.evenements, lambda item: locations.with_parents(commons, item.territoire)
        ),
        outils_par_enjeu=_grouped(commons.outils, lambda item: item.enjeux),
        inventes=invented,
        ledgers=registers,
        lessons=learnt,
        essais=tried,
        solidites=evidence,
        constats=findings_by_tool(commons),
        entries={
            fiche.ref: fiche
            for fiche in catalogue_entries(commons, schemas, invented, learnt=learnt, levels=levels)
        },
        calendars=calendars,
        feeds=feeds,
        abonnements=frozenset([one.adresse for one in calendars] + [one.adresse for one in feeds]),
        fichiers=files,
        empreinte=digest(files, commons.images),
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
