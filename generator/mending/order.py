"""Put the fields of a record in the order of its schema, by moving whole lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting import blocks
from generator.sources import read_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.sources import Document


def in_order(document: Document, content: bytes, names: Sequence[str]) -> bytes:
    """The file of a sound `document`, its fields in the order of `names`, with the comments that touch them.

    If a comment is not next to a field, only its author knows what it is about: the file comes
    back as it is.
    """
    cut = blocks(document) or ()
    lines = content.split(b"\n")
    fields: list[tuple[int, list[bytes]]] = []
    waiting: list[bytes] = []
    at = document.positions.first_line - 1
    for block in cut:
        waiting += lines[at : (at := at + len(block.lines))]
        if block.name:
            rank = names.index(block.name) if block.name in names else len(names)
            fields.append((rank, waiting))
            waiting = []
        elif not block.empty:
            return content
    sorted_lines = [line for _, run in sorted(fields, key=lambda field: field[0]) for line in run]
    first = document.positions.first_line - 1
    made = b"\n".join([*lines[:first], *sorted_lines, *waiting, *lines[at:]])
    again, _ = read_record(document.path, document.kind, document.id, content=made)
    return made if (again.data, again.body) == (document.data, document.body) else content
