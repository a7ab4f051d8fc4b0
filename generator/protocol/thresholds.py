"""Compare each verdict with the threshold of its hypothesis and the number given as proof."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, folded, quoted, say
from generator.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Commons, Evaluation, Hypothese
    from generator.model.parts import Verdict
    from generator.sources import Document

RULE = "verdict-contredit"
_NUMBER = re.compile(r"(?<![\w,.])[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")
# Words for a measure that must stay below its threshold: there, a number above it is a failure.
_AT_MOST = re.compile(r"\b(au plus|moins de|moins d'|maximum|max|inferieure?s? a|sous|pas plus)\b|[<≤]")
# `8 habitants sur 60`: the measured number, then the total, and no third number.
_SHARE_OF_ALL = re.compile(r"[^\d]*\d+([.,]\d+)?\D*\bsur( les)? \d+\D*$")
_PER_CENT = re.compile(r"[\s\u00a0\u202f]*(%|pour cent|p\. ?100)")


def contradicted(commons: Commons, documents: Mapping[Ref, Document]) -> Iterator[Diagnostic]:
    """Faults of verdicts that contradict their proof: confirmed below the threshold, refuted at or above."""
    for evaluation in commons.evaluations:
        last: dict[str, tuple[Ref, int, Hypothese]] = {}
        for revision in commons.publiees(evaluation.experimentation):
            for rank, one in enumerate(revision.hypotheses):
                last[one.id] = (Ref("protocole", revision.id), rank, one)
        for rank, verdict in enumerate(evaluation.verdicts):
            if verdict.hypothese in last:
                ref, place, hypothesis = last[verdict.hypothese]
                words = _belied(verdict, hypothesis)
                if words:
                    yield _fault(evaluation, (rank, words), documents, where=(ref, place))


def _belied(verdict: Verdict, hypothesis: Hypothese) -> str:
    """How the proof contradicts the verdict, in words; empty if it does not, or if that is unknown."""
    goal, proof = str(hypothesis.seuil or ""), verdict.preuve or ""
    wanted = _numbers(goal)
    if len(wanted) != 1:
        return ""
    (limit, share), found = wanted[0], _numbers(proof)
    # The first percentage of a proof is its measure; plain numbers are ambiguous.
    same = [number for number, per_cent in found if per_cent == share]
    if not same or (not share and len(found) > 1 and not _SHARE_OF_ALL.match(folded(proof))):
        return ""
    at_most = bool(_AT_MOST.search(folded(goal)) or _AT_MOST.search(folded(hypothesis.indicateur or "")))
    met = same[0] <= limit if at_most else same[0] >= limit
    if not (verdict.infirmee if met else verdict.confirmee):
        return ""
    return say("seuil-atteint" if met else "seuil-manque", seuil=quoted(goal))


def _numbers(text: str) -> list[tuple[float, bool]]:
    """The numbers of a text in order, each with whether it counts per cent."""
    return [
        (
            float(re.sub(r"[ \u00a0\u202f]", "", found[0]).replace(",", ".")),
            _PER_CENT.match(text, found.end()) is not None,
        )
        for found in _NUMBER.finditer(text)
    ]


def _fault(
    evaluation: Evaluation,
    told: tuple[int, str],
    documents: Mapping[Ref, Document],
    *,
    where: tuple[Ref, int],
) -> Diagnostic:
    rank, words = told
    ref, place = where
    verdict = evaluation.verdicts[rank]
    steps = ("verdicts", rank, "verdict")
    return Diagnostic(
        place=documents[Ref("evaluation", evaluation.id)].positions.value(steps),
        rule=RULE,
        message=say("verdict-contredit", numero=verdict.hypothese, verdict=verdict.verdict, suite=words),
        help=say("verdict-contredit-aide"),
        related=(
            Related(documents[ref].positions.value(("hypotheses", place, "seuil")), "le seuil est ici"),
        ),
    )
