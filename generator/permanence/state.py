"""The state of a commons at one moment, to compare with another: records, texts and addresses."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.model import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Ref
    from generator.sources import Document


class Seal(Frozen):
    """Digests (SHA-256, hexadecimal) of what must not change in a revision of a protocol.

    `text` is that of all but its errata, `errata` that of each of them in order, `shown` those of the images
    and documents it shows, by address.
    """

    text: str
    errata: tuple[str, ...]
    shown: Mapping[str, str]
    published: bool


_NO_DIGESTS: Mapping[str, str] = MappingProxyType({})
_NO_SEALS: Mapping[Ref, Seal] = MappingProxyType({})


class State(Frozen):
    """What a commons holds and publishes at one moment.

    `records` are the documents of all records, those with faults too; `texts` the whole text of each
    revision's file, byte order mark and CRLF set aside. `main` gives the address of each record that has
    one. `pages` are the addresses of all pages, `tombstones` those among them where a withdrawal answers;
    `files` maps the address of a published file to its path; `moves` a former address to that of today;
    `machines` are those of the files for programs, withdrawn ones too. `digests` tell the content of
    attachments, by address, and `seals` what must stay of each revision.
    Where faults keep records out of the pages, `whole` is false: what is missing then may only be waiting
    for a correction.
    """

    records: Mapping[Ref, Document]
    texts: Mapping[Ref, str]
    main: Mapping[Ref, str]
    pages: frozenset[str]
    tombstones: frozenset[str]
    files: Mapping[str, str]
    moves: Mapping[str, str]
    machines: frozenset[str] = frozenset()
    digests: Mapping[str, str] = _NO_DIGESTS
    seals: Mapping[Ref, Seal] = _NO_SEALS
    whole: bool = True

    def answers(self) -> frozenset[str]:
        """Every address that answers; `/a/plan.pdf` does where the page `/a/plan.pdf/` stands."""
        return self.pages.union(
            (page.rstrip("/") for page in self.pages | self.moves.keys()),
            self.files,
            self.machines,
            self.moves,
            self.main.values(),
        )

    def names(self) -> dict[Ref, Ref]:
        """Every name that a record has or had → the one it has."""
        return names_of({ref: self.value(ref, "anciens_ids") for ref in self.records})

    def value(self, ref: Ref, field: str) -> Any:  # noqa: ANN401 — what a file holds
        """What the file of a record holds under a field, as written; None where it cannot be read."""
        return (self.records[ref].data or {}).get(field)
