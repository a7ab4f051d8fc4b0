"""Compare the past with the present: every promise that today's commons would break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.permanence.identities import moved_identities
from generator.permanence.lost_addresses import lost_addresses
from generator.permanence.revision_files import changed_pictures
from generator.permanence.revision_promises import revisions
from generator.permanence.site import identity, moved_site, url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Diagnostic
    from generator.permanence.state import State


def broken_promises(past: State, today: State) -> Iterator[Diagnostic]:
    """Published revisions that changed, addresses that no longer answer, names that mean something else."""
    names = today.names()
    yield from revisions(past, today, names)
    yield from lost_addresses(past, today, names)
    yield from moved_identities(past, today)
    yield from changed_pictures(past, today, names)
    yield from moved_site(url(past), identity(past), today)
