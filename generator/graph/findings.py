"""Check where each finding, cost and outcome of a record comes from, and that only failures have a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Related, quoted, say
from generator.model import de_premiere_main, favorable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.graph.whole import Whole
    from generator.sources import Document

_FIELDS = ("constats", "couts", "suites")


class _Claim(NamedTuple):
    """An entry of a field that tells what was learned: `listed` are the addresses of its record's sources."""

    document: Document
    cadre: object
    listed: frozenset[object]
    field: str
    rank: int
    item: Mapping[str, Any]


def source_apart(whole: Whole) -> Iterator[Diagnostic]:
    """A finding, a cost or an outcome whose source is not one of those of its record."""
    for claim in _claims(whole):
        url = claim.item.get("source")
        if isinstance(url, str) and url not in claim.listed:
            positions = claim.document.positions
            where = Related(positions.key(("sources",)), "les sources de la fiche sont ici")
            yield Diagnostic(
                place=positions.value((claim.field, claim.rank, "source")),
                rule="source-hors-liste",
                message=say("source-hors-liste", valeur=quoted(url)),
                help=say("source-hors-liste-aide"),
                related=(where,) if claim.listed else (),
            )


def claim_without_source(whole: Whole) -> Iterator[Diagnostic]:
    """A finding, a cost or an outcome of what others did, without a source."""
    for claim in _claims(whole):
        if "source" not in claim.item and not de_premiere_main(claim.cadre):
            yield Diagnostic(
                place=claim.document.positions.value((claim.field, claim.rank)),
                rule="affirmation-sans-source",
                message=say(f"{claim.field}-sans-source"),
                help=say("affirmation-sans-source-aide"),
            )


def cause_of_a_success(whole: Whole) -> Iterator[Diagnostic]:
    """A favourable finding that names the cause of a failure."""
    for claim in _claims(whole):
        if claim.field == "constats" and "cause" in claim.item and favorable(claim.item):
            steps = (claim.field, claim.rank)
            yield Diagnostic(
                place=claim.document.positions.key((*steps, "cause")),
                rule="cause-sans-echec",
                message=say("cause-sans-echec"),
                help=say("cause-sans-echec-aide"),
                related=(Related(claim.document.positions.value((*steps, "sens")), "le sens est ici"),),
            )


def _claims(whole: Whole) -> Iterator[_Claim]:
    for ref, data in whole.data.items():
        given = data.get("sources")
        sources = given if isinstance(given, list) else []
        listed = frozenset(str(one.get("url")) for one in sources if isinstance(one, dict))
        for field in _FIELDS:
            entries = data.get(field)
            for index, item in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(item, dict):
                    yield _Claim(
                        document=whole.documents[ref],
                        cadre=data.get("cadre"),
                        listed=listed,
                        field=field,
                        rank=index,
                        item=item,
                    )
