"""Work out the facets of a record: short codes taken from its fields and from those of its experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.catalogue import bands
from generator.catalogue.bands import UNTOLD
from generator.catalogue.funders import funder_codes
from generator.frozen import Frozen
from generator.model import (
    Acteur,
    Enjeu,
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    Outil,
    Protocole,
    Ref,
    Territoire,
)
from generator.model.parts import Bornes
from generator.territory import FRANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Commons, Record
    from generator.schema import Facet

_MOST_YEARS = 60


class RecordFacets(NamedTuple):
    """The codes of one record in each group, without repeats; empty where it has none in that group.

    `region` and `departement` hold official codes (`76`, `2a`); abroad, `region` holds the country (`be`);
    `annee` years in four digits. `propres` pairs each field that the schemas add as a facet with its codes.
    What could be told for comparison and is not is a code too, `UNTOLD`: in `taille`, `duree`, `cout` and
    `financeur` of an experiment, and in `propres`.
    """

    nature: tuple[str, ...]
    enjeu: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    departement: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    sens: tuple[str, ...] = ()
    annee: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    taille: tuple[str, ...] = ()
    duree: tuple[str, ...] = ()
    cout: tuple[str, ...] = ()
    financeur: tuple[str, ...] = ()
    preuve: tuple[str, ...] = ()
    propres: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def by_group(self) -> dict[str, tuple[str, ...]]:
        """The codes in each group, ours then those that the schemas of the commons add."""
        ours = self._asdict()
        return {**{name: ours[name] for name in GROUPES}, **dict(self.propres)}


GROUPES = tuple(name for name in RecordFacets._fields if name != "propres")
"""The groups that every site has, in the order in which they are offered."""


class FacetSubject(Frozen):
    """What facets need of a record's experiment; `item` is None for a record that belongs to none.

    `verdicts` are what hypotheses tested with each tool came to, `levels` how far all that it showed can be
    trusted. `sens` are the directions of what it teaches, or of what is said of it; `funders` those that the
    search names.
    """

    commons: Commons
    item: Experimentation | None
    verdicts: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, str]
    sens: tuple[str, ...]
    funders: Mapping[str, str]
    added: tuple[Facet, ...]


def facets_of(ref: Ref, record: Record, sujet: FacetSubject) -> RecordFacets:
    """The codes of a record; those of its experiment too, where it is a part of one.

    A part is found by the enjeux, the places and the phase of its experiment. Verdicts are those that its
    page shows: of an experiment, its protocol, its evaluation and the tools that it tried.
    """
    item = sujet.item
    regions, departements = _places(sujet.commons, record, item)
    return RecordFacets(
        nature=(ref.kind,),
        enjeu=_enjeux(record, item),
        region=regions,
        departement=departements,
        phase=(item.statut,) if item else (),
        verdict=_verdicts(record, sujet),
        sens=sujet.sens,
        annee=_years(record),
        type=(record.type,) if isinstance(record, Outil) else (),
        taille=_sizes(record),
        duree=_lasted(record),
        cout=_costs(record),
        financeur=_funders(record, sujet.funders),
        preuve=_levels(record, sujet),
        propres=tuple((facet.name, _added(ref, record, facet)) for facet in sujet.added),
    )


def _added(ref: Ref, record: Record, facet: Facet) -> tuple[str, ...]:
    codes = _own(_told(record, facet.name))
    return codes or ((UNTOLD,) if ref.kind in facet.kinds else ())


def _told(record: Record, field: str) -> object:
    """The value of a field, whether our types declare it or the schemas of the commons add it."""
    return record.supplement.get(field, getattr(record, field, None))


def _own(value: object) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("oui",) if value else ("non",)
    return (
        tuple(map(str, value)) if isinstance(value, list | tuple) else () if value is None else (str(value),)
    )


def _enjeux(record: Record, item: Experimentation | None) -> tuple[str, ...]:
    match record:
        case Enjeu():
            return (record.id,)
        case Outil():
            return tuple(sorted(set(record.enjeux)))
        case _:
            return tuple(sorted(set(item.enjeux))) if item else ()


def _places(
    commons: Commons, record: Record, item: Experimentation | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The régions and the départements where it takes place, or where those who carry it are."""
    match record:
        case Territoire():
            named: Iterable[str | None] = [record.id]
        case Acteur():
            named = [record.territoire]
        case Evenement() if record.territoire:
            named = [record.territoire]
        case _:
            named = item.emplacements if item else ()
    return place_codes(commons, (one for one in named if one))


def place_codes(commons: Commons, named: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the régions or countries, and of the départements, that some places are or belong to."""
    found = [lieu for one in named if (lieu := commons.gazetteer.get(one))]
    official = commons.gazetteer.official.places
    ids = {one for lieu in found for one in (lieu.id, *lieu.parents) if one in official}
    abroad = {lieu.pays.lower() for lieu in found if lieu.pays != FRANCE}
    return (*_codes(ids, "region-"), *sorted(abroad)), _codes(ids, "departement-")


def _codes(ids: Iterable[str], level: str) -> tuple[str, ...]:
    return tuple(sorted(one.removeprefix(level) for one in ids if one.startswith(level)))


def _verdicts(record: Record, sujet: FacetSubject) -> tuple[str, ...]:
    match record:
        case Outil():
            return sujet.verdicts.get(record.id, ())
        case Experimentation() | Protocole() | Evaluation():
            evaluation = sujet.commons.evaluation(sujet.item.id) if sujet.item else None
            return tuple(sorted({one.verdict for one in evaluation.verdicts})) if evaluation else ()
        case _:
            return ()


def _years(record: Record) -> tuple[str, ...]:
    match record:
        case Experimentation() | Evenement():
            return _between(record.debut, record.fin)
        case Protocole() | Journal() | Evaluation():
            return _between(record.date, None)
        case _:
            return ()


def _between(first: str | None, last: str | None) -> tuple[str, ...]:
    """Every year from one date to the other; both ends alone where they are too far apart to be true."""
    ends = sorted({date[: len("2025")] for date in (first, last) if date})
    if not ends:
        return ()
    start, stop = int(ends[0]), int(ends[-1])
    if stop - start > _MOST_YEARS:
        return tuple(ends)
    return tuple(f"{year:04}" for year in range(start, stop + 1))


def _sizes(record: Record) -> tuple[str, ...]:
    """The codes of the group sizes that a tool suits, or of the size of the group that took part."""
    match record:
        case Outil():
            return bands.sizes(record.participants)
        case Experimentation():
            return _held(record.participants.nombre if record.participants else None) or (UNTOLD,)
        case Journal():
            return _held(record.participants)
        case _:
            return ()


def _lasted(record: Record) -> tuple[str, ...]:
    return (bands.length(record.debut, record.fin) or UNTOLD,) if isinstance(record, Experimentation) else ()


def _costs(record: Record) -> tuple[str, ...]:
    return bands.costs(record.couts) or (UNTOLD,) if isinstance(record, Experimentation) else ()


def _funders(record: Record, named: Mapping[str, str]) -> tuple[str, ...]:
    if not isinstance(record, Experimentation):
        return ()
    return funder_codes(record.financeurs, named) or (UNTOLD,)


def _levels(record: Record, sujet: FacetSubject) -> tuple[str, ...]:
    level = sujet.levels.get(record.id) if isinstance(record, Outil) else None
    return (level,) if level else ()


def _held(number: int | None) -> tuple[str, ...]:
    return bands.sizes(Bornes(min=number, max=number)) if number else ()
