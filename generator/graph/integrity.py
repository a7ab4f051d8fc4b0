"""Run the checks that need the whole commons; each check finds one kind of fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.graph import (
    coherence,
    dangling,
    dead_links,
    findings,
    legibility,
    postcodes,
    ranks,
    site_facts,
    told_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagnostics import Diagnostic
    from generator.graph.whole import Whole


def integrity(whole: Whole) -> Iterator[Diagnostic]:
    """Every fault of the commons as a whole."""
    for check in _CHECKS:
        yield from check(whole)


def left_alone(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings about records that nothing refers to. Not with errors: one of them may be a broken link."""
    yield from coherence.lonely_record(whole)
    yield from coherence.empty_enjeu(whole)


_CHECKS: tuple[Callable[[Whole], Iterator[Diagnostic]], ...] = (
    dangling.unknown_reference,
    dangling.unknown_territory,
    dangling.former_territory,
    dangling.own_territory,
    postcodes.postcode_for_a_code,
    dead_links.dead_link,
    dead_links.own_address,
    dead_links.dead_anchor,
    dangling.unknown_hypothesis,
    coherence.circle,
    coherence.same_title,
    coherence.old_id_taken,
    coherence.depot_within_site,
    site_facts.unsaid_facts,
    findings.source_apart,
    findings.claim_without_source,
    findings.cause_of_a_success,
    ranks.enjeux,
    told_words.told_twice,
    told_words.told_alone,
    told_words.without_effect,
    legibility.colours_of_the_site,
    legibility.colours_of_the_enjeux,
)
