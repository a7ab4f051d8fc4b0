"""The links of a commons, which can be looked up from both ends."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.graph.mentions import Mention
    from generator.model import Ref


class Link(NamedTuple):
    """`source` names `target` in its field (`corps` for a link of its prose)."""

    source: Ref
    field: str
    target: Ref


class LinkGraph(Frozen, eq=False):
    """Every link between two records, each once, sorted. Equal to nothing but itself, as the commons is."""

    _of: Mapping[Ref, tuple[Link, ...]] = {}
    _to: Mapping[Ref, tuple[Link, ...]] = {}

    def of(self, ref: Ref) -> tuple[Link, ...]:
        """The links from this record."""
        return self._of.get(ref, ())

    def to(self, ref: Ref) -> tuple[Link, ...]:
        """The links to this record."""
        return self._to.get(ref, ())


def link_graph(found: Iterable[Mention]) -> LinkGraph:
    """The graph of the mentions that name an existing record; a record that names itself is not counted."""
    links = sorted(
        {Link(m.source, m.field, m.target) for m in found if m.target is not None and m.target != m.source}
    )
    forward: defaultdict[Ref, list[Link]] = defaultdict(list)
    backward: defaultdict[Ref, list[Link]] = defaultdict(list)
    for link in links:
        forward[link.source].append(link)
        backward[link.target].append(link)
    return LinkGraph(
        {ref: tuple(items) for ref, items in forward.items()},
        {ref: tuple(items) for ref, items in backward.items()},
    )
