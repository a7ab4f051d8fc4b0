"""Check the revisions of a protocol one after the other: dates, drafts, numbers, errata, and what changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, say
from generator.model import Ref
from generator.protocol import numbering, reasons
from generator.protocol.meanings import slips
from generator.protocol.revision_diff import changed
from generator.protocol.version import version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Protocole
    from generator.protocol.meanings import Cle, Idea, MeaningShift
    from generator.protocol.pieces import FieldPath
    from generator.protocol.version import Version
    from generator.sources import Document


def faults(revisions: Sequence[Protocole], documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """Every fault of the revisions of one protocol, given in their order: at least one."""
    files = {one.numero: documents[Ref("protocole", one.id)] for one in revisions}
    unclear = set()
    for one in revisions:
        twice = list(_repeated(one, files[one.numero]))
        yield from twice
        if twice:
            unclear.add(one.numero)
        yield from _errata(one, files[one.numero])
    for before, after in pairwise(revisions):
        yield from _dates(before, after, files)
    yield from _drafts(revisions, files)
    if revisions[-1].numero > 1:
        yield from _motives(revisions[-1], files)
    # With a number given twice, it is unclear which revision to compare.
    clear = [version(one, files[one.numero]) for one in revisions if one.numero not in unclear]
    yield from _changes(clear, revisions[-1])


def _changes(versions: Sequence[Version], newest: Protocole) -> Iterator[Diagnostic]:
    """What differs between each revision and the previous number; over a gap nothing is compared."""
    by_id = {one.revision.id: one for one in versions}
    by_number = {one.revision.numero: one for one in versions}
    last: dict[Cle, Idea] = {}
    for after in versions:
        before = by_number.get(after.revision.numero - 1)
        if before:
            slipped = tuple(slips(before.idees, after.idees, last))
            known = {**last, **after.idees}
            yield from numbering.moved(slipped, known, by_id)
            # Published revisions cannot be corrected, so only the newest is worth a warning.
            if after.revision is newest:
                yield from numbering.reworded(slipped, known, by_id)
            yield from reasons.faults(_passage(before, after, slipped))
        elif after.revision.numero == 1:
            yield from reasons.of_the_first(after)
        last |= after.idees


def _passage(before: Version, after: Version, slipped: Sequence[MeaningShift]) -> reasons.Passage:
    moved = [slip for slip in slipped if slip.genre != "reformule"]
    told = frozenset(name for slip in moved for name in (*slip.idee.cle, *slip.ancienne.cle))
    return reasons.Passage(
        avant=before, apres=after, ecarts=changed(before.revision, after.revision), tus=told
    )


def repeated(
    names: Iterable[tuple[str, FieldPath]], said: str, document: Document, *, whose: str = ""
) -> Iterator[Diagnostic]:
    """The numbers that a list gives twice: `names` pairs each with its place, `said` names the phrase."""
    first: dict[str, FieldPath] = {}
    for name, field in names:
        if first.setdefault(name, field) != field:
            yield Diagnostic(
                place=document.positions.value(field),
                rule="identifiant-repete",
                message=say(said, numero=name, dispositif=whose),
                help=say("identifiant-repete-aide"),
                related=(Related(document.positions.value(first[name]), "la première fois ici"),),
            )


def _repeated(one: Protocole, document: Document) -> Iterator[Diagnostic]:
    hypotheses = [(item.id, ("hypotheses", rank)) for rank, item in enumerate(one.hypotheses)]
    yield from repeated(hypotheses, "deux-hypotheses", document)
    devices = [(item.id, ("dispositifs", rank)) for rank, item in enumerate(one.dispositifs)]
    yield from repeated(devices, "deux-dispositifs", document)
    for rank, device in enumerate(one.dispositifs):
        steps = [(step.id, ("dispositifs", rank, "etapes", at)) for at, step in enumerate(device.etapes)]
        yield from repeated(steps, "deux-etapes", document, whose=device.id)
    gone = [(item.id, ("hypotheses_retirees", rank)) for rank, item in enumerate(one.hypotheses_retirees)]
    yield from repeated(gone, "retiree-deux-fois", document)


def _errata(one: Protocole, document: Document) -> Iterator[Diagnostic]:
    for rank, erratum in enumerate(one.errata):
        if erratum.date < one.date:
            yield Diagnostic(
                place=document.positions.value(("errata", rank, "date")),
                rule="erratum-trop-tot",
                message=f"cet erratum est daté du {erratum.date}, avant la révision qu'il corrige "
                f"({one.date})",
                help="écrivez le jour où l'erreur a été signalée",
                related=(Related(document.positions.value(("date",)), "la révision est datée ici"),),
            )


def _dates(before: Protocole, after: Protocole, files: Mapping[int, Document]) -> Iterator[Diagnostic]:
    if after.date <= before.date:
        told = "revision-du-meme-jour" if after.date == before.date else "revision-d-avant"
        yield Diagnostic(
            place=files[after.numero].positions.value(("date",)),
            rule="dates-de-revisions",
            message=say(told, date=after.date, avant=f"r{before.numero}", jour=before.date),
            help=say("dates-de-revisions-aide"),
            related=(
                Related(files[before.numero].positions.value(("date",)), f"r{before.numero} est datée ici"),
            ),
        )


def _drafts(revisions: Sequence[Protocole], files: Mapping[int, Document]) -> Iterator[Diagnostic]:
    published = [one for one in revisions if one.publiee]
    for one in revisions:
        later = next((other for other in published if other.numero > one.numero), None)
        if one.brouillon and later:
            yield Diagnostic(
                place=files[one.numero].positions.value(("etat",)),
                rule="brouillon-depasse",
                message=say("brouillon-depasse", apres=f"r{later.numero}"),
                help=say("brouillon-depasse-aide", apres=f"r{later.numero}"),
                related=(
                    Related(files[later.numero].positions.value(("etat",)), f"r{later.numero} est ici"),
                ),
            )


def _motives(newest: Protocole, files: Mapping[int, Document]) -> Iterator[Diagnostic]:
    """Warn about missing motives, in the newest revision only: the earlier ones may no longer change."""
    if not newest.motifs:
        yield Diagnostic(
            place=files[newest.numero].positions.value(("motifs",)),
            rule="revision-sans-motif",
            message=say("revision-sans-motif"),
            help=say("revision-sans-motif-aide"),
        )
