"""Hold experiments and protocols to their life cycle: phases documented, stops told, revisions explained."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, say
from generator.grammar import of
from generator.model import Ref, day_in_words
from generator.protocol import calls, field_notes, revision_checks
from generator.protocol.chronology import disordered
from generator.protocol.phases import begun_since, opposable, requirements_of
from generator.protocol.pieces import verdicts_manquants
from generator.protocol.requirements import VERDICTS
from generator.protocol.thresholds import contradicted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diagnostics import Place
    from generator.model import Commons, Experimentation
    from generator.protocol.pieces import FieldPath
    from generator.sources import Document

_PARTS = frozenset({"protocole", "journal", "evaluation"})
_EVERY = "*"


def faults(commons: Commons, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """Every life-cycle fault of the records of `commons`.

    `documents` are all those that were read. One that is not in `commons` has faults of its own: nothing is
    said to be missing that it might tell.
    """
    unread = _unread(commons, documents)
    yield from disordered(commons, documents)
    yield from contradicted(commons, documents)
    for item in commons.experimentations:
        yield from _stop(commons, item, documents)
        yield from _not_before_the_rules(commons, item, documents)
        yield from calls.unanswerable(commons, item, documents)
        if opposable(commons.site, item):
            silent = {kind for kind in unread if unread[kind] & {item.id, _EVERY}}
            yield from _undocumented(commons, item, documents, silent=silent)
            if item.terminee and not silent & {"evaluation", "protocole"}:
                yield from _unjudged(commons, item, documents)
    for experiment in dict.fromkeys(one.experimentation for one in commons.protocoles):
        yield from revision_checks.faults(commons.revisions(experiment), documents)
    for note in commons.journaux:
        yield from field_notes.other_day(note, documents)
        # The device may be in a revision that cannot be read.
        if not unread["protocole"] & {note.experimentation, _EVERY}:
            yield from field_notes.unknown_device(note, commons.revisions(note.experimentation), documents)
    for evaluation in commons.evaluations:
        ref = Ref("evaluation", evaluation.id)
        names = [(one.hypothese, ("verdicts", rank)) for rank, one in enumerate(evaluation.verdicts)]
        yield from revision_checks.repeated(names, "deux-verdicts", documents[ref])


def _unread(commons: Commons, documents: Mapping[Ref, Document]) -> Mapping[str, set[str]]:
    """By kind, the experiments with an unreadable record; `*` stands for one whose experiment is unknown."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    held: defaultdict[str, set[int]] = defaultdict(set)
    for ref, document in documents.items():
        owner, _, part = ref.id.partition("/")
        if ref.kind == "protocole":
            held[owner].add(int(part.removeprefix("r")))
        if ref.kind in _PARTS and commons.get(ref) is None:
            found[ref.kind].add(owner)
        if ref.kind == "evenement":
            named = (document.data or {}).get("experimentation")
            known = isinstance(named, str) and Ref("experimentation", named) in documents
            if commons.get(ref) is None or (named is not None and not known):
                found["evenement"].add(str(named) if known else _EVERY)
    # A gap in the numbers of revisions has its own fault.
    found["protocole"] |= {owner for owner, numbers in held.items() if 1 not in numbers}
    return found


def _stop(commons: Commons, item: Experimentation, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    positions = documents[Ref("experimentation", item.id)].positions
    if item.statut in commons.arrets and item.motif_arret is None:
        yield Diagnostic(
            place=positions.value(("statut",)),
            rule="arret-sans-motif",
            message=say("arret-sans-motif", statut=item.statut),
            help=say("arret-sans-motif-aide"),
        )
    if item.statut not in commons.arrets and item.motif_arret is not None:
        yield Diagnostic(
            place=positions.key(("motif_arret",)),
            rule="motif-sans-arret",
            message=say("motif-sans-arret", statut=item.statut),
            help=say("motif-sans-arret-aide"),
            related=(Related(positions.value(("statut",)), "le statut est ici"),),
        )


def _not_before_the_rules(
    commons: Commons, item: Experimentation, documents: Mapping[Ref, Document]
) -> Iterator[Diagnostic]:
    """One fault where `anterieure` claims that an experiment came before the rules, and it does not apply."""
    positions = documents[Ref("experimentation", item.id)].positions
    if item.anterieure is None:
        return
    if not item.du_labo:
        words = say("anteriorite-cadre", cadre=item.cadre)
        why = Related(positions.value(("cadre",)), "le cadre est ici")
        advice = say("anteriorite-cadre-aide", labo=of(commons.site.labo))
    elif begun_since(commons.site, item):
        since = day_in_words(commons.site.regles_depuis or "")
        words = say("anteriorite-dates", jour=since)
        why = Related(positions.key(("debut",)), "son début est ici")
        advice = say("anteriorite-dates-aide")
    else:
        return
    yield Diagnostic(
        place=positions.key(("anterieure",)),
        rule="anteriorite-impossible",
        message=words,
        help=advice,
        related=(why,),
    )


def _undocumented(
    commons: Commons, item: Experimentation, documents: Mapping[Ref, Document], *, silent: set[str]
) -> Iterator[Diagnostic]:
    """One fault for each document that a phase requires and that no record holds."""
    own = Ref("experimentation", item.id)
    told = not item.du_labo or begun_since(commons.site, item)
    older = "" if told else say("etape-anterieure")
    for asked in requirements_of(commons, item):
        if asked.remplie or asked.nom == VERDICTS or silent.intersection(asked.kinds):
            continue
        already = say("etape-atteinte") if item.statut in commons.arrets else ""
        yield Diagnostic(
            place=_place(documents, own, ("statut",)),
            rule="etape-non-documentee",
            message=say(
                "etape-non-documentee",
                manque=asked.manque,
                phase=asked.phase,
                atteinte=already,
                pourquoi=asked.pourquoi,
            ),
            help=asked.aide + (asked.sinon if item.statut == asked.phase else "") + older,
            related=tuple(Related(_place(documents, one.fiche, one.champ), one.texte) for one in asked.voir),
        )


def _unjudged(
    commons: Commons, item: Experimentation, documents: Mapping[Ref, Document]
) -> Iterator[Diagnostic]:
    """One fault for an experiment that ended without a verdict for each hypothesis it published."""
    evaluation = commons.evaluation(item.id)
    if evaluation is None:
        return  # the whole evaluation is missing, which is another fault
    missing = verdicts_manquants(commons, item)
    where = {
        one.id: (Ref("protocole", revision.id), ("hypotheses", rank))
        for revision in commons.revisions(item.id)
        for rank, one in enumerate(revision.hypotheses)
    }
    unknown = [one for one in evaluation.verdicts if one.hypothese not in where]
    # A misspelt number has its own fault, and may be the missing verdict.
    if not missing or len(unknown) >= len(missing):
        return
    asked = next(one for one in requirements_of(commons, item) if one.nom == VERDICTS)
    yield Diagnostic(
        place=documents[Ref("evaluation", item.id)].positions.key(("verdicts",)),
        rule="verdict-manquant",
        message=say("verdict-manquant", manque=asked.manque, phase=asked.phase, pourquoi=asked.pourquoi),
        help=asked.aide,
        related=tuple(
            Related(_place(documents, *where[one]), f"{one}, dans {where[one][0].id.partition('/')[2]}")
            for one in missing
        ),
    )


def _place(documents: Mapping[Ref, Document], ref: Ref, field: FieldPath) -> Place:
    return documents[ref].positions.value(field)
