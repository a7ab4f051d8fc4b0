"""The value that the checks of a whole commons read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.graph.link_graph import LinkGraph
    from generator.graph.mentions import Mention
    from generator.kinds import Kinds
    from generator.model import Gazetteer, Ref
    from generator.prose import Outline
    from generator.sources import Document


class Whole(Frozen):
    """The whole commons before it is known to be sound.

    `documents` holds every file, sound or not; `data` and `outlines` what the readable ones hold; `pages` the
    addresses of what the site publishes whatever its records; `kinds` those that its records may be of.
    """

    documents: Mapping[Ref, Document]
    data: Mapping[Ref, Mapping[str, Any]]
    outlines: Mapping[Ref, Outline]
    mentions: tuple[Mention, ...]
    graph: LinkGraph
    gazetteer: Gazetteer
    attachments: frozenset[str]
    pages: frozenset[str]
    kinds: Kinds

    def of_kind(self, kind: str) -> Iterator[tuple[Ref, Document, Mapping[str, Any]]]:
        """The readable documents of one kind."""
        for ref, data in self.data.items():
            if ref.kind == kind:
                yield ref, self.documents[ref], data
