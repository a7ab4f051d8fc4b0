"""Check what only the whole commons can tell, one check a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.graph import coherence, dangling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.diagnostics import Diagnostic
    from generator.graph.whole import Whole


def integrity(whole: Whole) -> Iterator[Diagnostic]:
    """Every fault of the commons as a whole."""
    for check in _CHECKS:
        yield from check(whole)


_CHECKS: tuple[Callable[[Whole], Iterator[Diagnostic]], ...] = (
    dangling.unknown_reference,
    dangling.unknown_territory,
    dangling.former_territory,
    dangling.own_territory,
    dangling.dead_link,
    dangling.unknown_hypothesis,
    coherence.circle,
    coherence.same_title,
    coherence.old_id_taken,
    coherence.lonely_record,
    coherence.empty_enjeu,
)
