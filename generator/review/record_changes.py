"""Write what a proposal changes record by record, starting with records that have faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.diagnostics import veiled
from generator.discretion import declared
from generator.model import Protocole
from generator.protocol import as_text, difference
from generator.review.field_changes import Wording, told
from generator.review.report_blocks import (
    MOST_SIGNS,
    BulletList,
    Chose,
    Cite,
    PlainText,
    Ranked,
    Sentences,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Severity
    from generator.kinds import Kinds
    from generator.model import Ref
    from generator.review.moments import Moments
    from generator.review.pairs import RecordPair
    from generator.review.report_blocks import Mots, Simple

_WORST_FIRST: dict[Severity | None, int] = {"error": 0, "warning": 1, None: 2}

# A longer line would leave no room for the others.
_LONGEST = MOST_SIGNS // 2


def records(moments: Moments) -> Iterator[Simple | Ranked]:
    """The section for each record that differs: removed ones first, then by effect on published pages."""
    worst: dict[str, Severity] = {}
    for one in moments.apres.diagnostics:
        if worst.get(one.place.path) != "error":
            worst[one.place.path] = one.severity
    sections = (
        ("Fiches retirées", [pair for pair in moments.paires if pair.apres is None]),
        ("Fiches modifiées", [pair for pair in moments.paires if pair.avant and pair.apres]),
        ("Fiches ajoutées", [pair for pair in moments.paires if pair.avant is None]),
    )
    if moments.paires:
        yield Sentences(("Entre [- et -] : ce qui s'en va. Entre {+ et +} : ce qui arrive.",))
    for title, pairs in sections:
        if pairs:
            yield Title(3, (title,))
            pairs.sort(key=lambda pair: _WORST_FIRST[worst.get(pair.document.path)])
            yield Ranked("fiche", "fiches", tuple(_told(moments, pair) for pair in pairs))
    old, new = (
        {item.path: item.digest for item in moment.sources.attachments}
        for moment in (moments.avant, moments.apres)
    )
    files: list[Mots] = [
        (Cite(path), _became(path in old, path in new))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    ]
    if files:
        yield Title(3, ("Images et documents joints",))
        yield BulletList(tuple(files))


def _became(before: bool, after: bool) -> str:  # noqa: FBT001 — two facts
    return " change" if before and after else " arrive" if after else " s'en va"


def _told(moments: Moments, pair: RecordPair) -> Chose:
    moment = moments.apres if pair.apres else moments.avant
    title = moment.commons.titre(pair.ref)
    name = Cite(title, address_of(pair.ref, moments.apres.schemas.kinds))
    return Chose((name, " ", Cite(pair.document.path)), tuple(_record(moments, pair, name)))


def _record(moments: Moments, pair: RecordPair, name: Cite) -> Iterator[Simple]:
    kinds = {kind: title for kind, title, _ in moments.apres.schemas.described}
    document = pair.document
    yield Title(4, (f"{kinds[pair.ref.kind]} : ", name))
    moved = pair.avant and pair.apres and pair.avant.path != pair.apres.path
    yield Sentences(
        ("Fichier : ", Cite(pair.avant.path), " devenu ", Cite(document.path))
        if pair.avant and moved
        else ("Fichier : ", Cite(document.path))
    )
    if document.data is None:
        yield Sentences(("L'en-tête de ce fichier ne peut pas être lu : voir les fautes.",))
    if pair.apres is None or document.data is None:
        return
    compared = list(_revision(moments, pair.ref))
    yield from compared
    if compared and pair.avant is None:
        return
    speech = Wording(moments.apres.schemas, moments.apres.commons)
    lines = list(told(speech, pair.ref.kind, pair.avant, after=pair.apres))
    if compared and lines:
        yield Sentences(("Ce qui change dans le fichier lui-même :",))
    if lines:
        both = [one for one in (pair.avant, pair.apres) if one]
        of_someone = any(one.path in moments.of_someone or declared(one) for one in both)
        yield PlainText("\n".join(_fit(lines, of_someone=of_someone)))


def _fit(lines: Sequence[str], *, of_someone: bool) -> Iterator[str]:
    """Lines cut to a readable size, with personal data masked; what is left out is counted.

    Twice what is shown is looked at: a number cut in two would not be known for one. The lines that a report
    only counts are empty.
    """
    begun = "\n".join(line[: 2 * _LONGEST] for line in lines)
    if of_someone:
        begun = veiled(begun[: 2 * MOST_SIGNS]) + "\n" * begun.count("\n", 2 * MOST_SIGNS)
    for whole, line in zip(lines, begun.split("\n"), strict=True):
        more = len(whole) - _LONGEST
        yield f"{line[:_LONGEST]} … et {more} caractères de plus" if more > 0 else line


def address_of(ref: Ref, kinds: Kinds) -> str:
    """Where a record has its page; nothing for the facts of the site, which have none."""
    return address(ref, kinds) if kinds[ref.kind].address else ""


def _revision(moments: Moments, ref: Ref) -> Iterator[Simple]:
    """What a revision of a protocol changes to the one before, with its reasons."""
    after = moments.apres.commons.get(ref)
    if not isinstance(after, Protocole):
        return
    earlier = [
        one for one in moments.apres.commons.revisions(after.experimentation) if one.numero < after.numero
    ]
    if earlier:
        yield Sentences(("Ce que cette révision change à la précédente, et pourquoi :",))
        yield PlainText(as_text(difference(earlier[-1], after), moments.apres.schemas.fields("protocole")))
