"""Make the list of all that readers can find: `catalogue_entries(commons, schemas, invented, learnt=…)`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.catalogue.funders import named_funders
from generator.catalogue.record_facets import FacetSubject, facets_of
from generator.frozen import Frozen
from generator.model import (
    Evaluation,
    Evenement,
    Experimentation,
    Journal,
    OwnRecord,
    Protocole,
    Ref,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.catalogue.record_facets import RecordFacets
    from generator.model import Commons, Record
    from generator.protocol import Lesson
    from generator.schema import Schemas

# Pages with another address: the home page, and the entry page for contributors.
_ELSEWHERE = frozenset({"accueil", "contribuer/index"})


class CatalogueEntry(Frozen):
    """A record that readers can find.

    Of a protocol's revisions only the one that readers are shown first is found, at the lasting `adresse`.
    `cadre` is that of the experiment it is, or is a part of, None for others; `date` the day it tells of, or
    that it starts on, as in the files: None for what has no day of its own, such as a tool.
    """

    ref: Ref
    adresse: str
    titre: str
    resume: str
    cadre: str | None
    invente: bool
    date: str | None
    publie_le: str | None
    modifie_le: str | None
    licence: str
    facets: RecordFacets


def catalogue_entries(
    commons: Commons,
    schemas: Schemas,
    invented: frozenset[Ref],
    *,
    learnt: Iterable[Lesson],
    levels: Mapping[str, str],
) -> tuple[CatalogueEntry, ...]:
    """Every record that can be found, by kind then id. `invented` are those that demonstrations touch.

    `learnt` is all that records teach; `levels` says, for each tool, how far what it showed can be trusted.
    """
    verdicts = _verdicts_of_tools(commons)
    directions = _directions(invented, learnt)
    funders = named_funders(commons)

    def told_of(ref: Ref, record: Record) -> FacetSubject:
        return FacetSubject(
            commons=commons,
            item=commons.experimentation_de(record),
            verdicts=verdicts[ref in invented],
            levels=levels,
            sens=tuple(sorted(directions.get(ref, ()))),
            funders=funders,
            added=schemas.facets,
        )

    return tuple(
        _card(ref, record, told_of(ref, record), invented=ref in invented)
        for ref, record in sorted(_found(commons), key=lambda pair: pair[0])
    )


def _found(commons: Commons) -> Iterator[tuple[Ref, Record]]:
    shown = {_shown_first(commons.revisions(item.id)) for item in commons.experimentations}
    for ref, record in commons.records():
        hidden = (
            ref.id in _ELSEWHERE if ref.kind == "page" else ref.kind == "protocole" and ref.id not in shown
        )
        if commons.kinds[ref.kind].found and not hidden:
            yield ref, record


def _shown_first(revisions: tuple[Protocole, ...]) -> str:
    """The id of the revision that readers are shown first: the last published one, else the last draft."""
    published = [one.id for one in revisions if one.publiee]
    return (published or [one.id for one in revisions] or [""])[-1]


def _card(ref: Ref, record: Record, subject: FacetSubject, *, invented: bool) -> CatalogueEntry:
    commons, owner = subject.commons, subject.item
    where, title = address(ref, commons.kinds), commons.titre(ref)
    if isinstance(record, Protocole) and owner:
        where = f"{address(Ref('experimentation', owner.id))}protocole/"
        title = record.titre or f"Protocole — {owner.titre}"
    return CatalogueEntry(
        ref=ref,
        adresse=where,
        titre=title,
        resume=" ".join(
            str(getattr(record, "question", None) or getattr(record, "resume", None) or "").split()
        ),
        cadre=owner.cadre if owner else None,
        invente=invented,
        date=_date(record),
        publie_le=record.publie_le,
        modifie_le=record.modifie_le,
        licence=record.licence or commons.site.licence,
        facets=facets_of(ref, record, subject),
    )


def _date(record: Record) -> str | None:
    match record:
        case Experimentation() | Evenement():
            return record.debut
        case Protocole() | Journal() | Evaluation() | OwnRecord():
            return record.date
        case _:
            return None


def _directions(invented: frozenset[Ref], learnt: Iterable[Lesson]) -> dict[Ref, set[str]]:
    """Which ways the lessons of each record go, and of each tool; an invented one judges no real tool."""
    found: defaultdict[Ref, set[str]] = defaultdict(set)
    for one in learnt:
        if not one.sens:
            continue
        tools = [Ref("outil", tool_id) for tool_id in one.outils]
        about = [ref for ref in tools if (ref in invented) == one.invente]
        for ref in (one.ref, one.fiche, *about):
            found[ref].add(one.sens)
    return found


def _verdicts_of_tools(commons: Commons) -> dict[bool, dict[str, tuple[str, ...]]]:
    """What hypotheses tested with each tool turned out to be: under True in invented trials.

    Only published revisions count, as everywhere.
    """
    found: dict[bool, defaultdict[str, set[str]]] = {False: defaultdict(set), True: defaultdict(set)}
    for item in commons.experimentations:
        evaluation = commons.evaluation(item.id)
        if evaluation is None:
            continue
        published = commons.publiees(item.id)
        held = {hypothesis.id for one in published for hypothesis in one.hypotheses}
        judged = {one.hypothese: one.verdict for one in evaluation.verdicts if one.hypothese in held}
        for device in (device for one in published for device in one.dispositifs if device.outil):
            found[item.inventee][str(device.outil)].update(
                judged[name] for name in device.hypotheses if name in judged
            )
    return {
        invented: {tool: tuple(sorted(verdicts)) for tool, verdicts in by_tool.items()}
        for invented, by_tool in found.items()
    }
