"""Check what only the whole commons can tell, one check a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.graph import coherence, dangling, dead_links, findings, legibility, ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagnostics import Diagnostic
    from generator.graph.whole import Whole


def integrity(whole: Whole) -> Iterator[Diagnostic]:
    """Every fault of the commons as a whole."""
    for check in _CHECKS:
        yield from check(whole)


def left_alone(whole: Whole) -> Iterator[Diagnostic]:
    """What nothing names. To be asked of a commons without errors: a misspelt name may be what names it."""
    yield from coherence.lonely_record(whole)
    yield from coherence.empty_enjeu(whole)


_CHECKS: tuple[Callable[[Whole], Iterator[Diagnostic]], ...] = (
    dangling.unknown_reference,
    dangling.unknown_territory,
    dangling.former_territory,
    dangling.own_territory,
    dead_links.dead_link,
    dead_links.dead_anchor,
    dangling.unknown_hypothesis,
    coherence.circle,
    coherence.same_title,
    coherence.old_id_taken,
    coherence.depot_within_site,
    findings.source_apart,
    findings.claim_without_source,
    findings.cause_of_a_success,
    ranks.enjeux,
    legibility.colours_of_the_site,
    legibility.colours_of_the_enjeux,
)
