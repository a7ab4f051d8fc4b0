"""What reading gives: one `Document` per record, one `Attachment` per image or PDF, and the faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics import Diagnostic
    from generator.sources.characters import Cleaned
    from generator.sources.positions import Positions


class Document(Frozen):
    """One record's file. Its kind and id come from its path: an unreadable file still has a name.

    `path` is relative to the root, with `/`. `data` is the front matter as written: text, int, float, bool,
    None, list or dict; it is None where the front matter could not be read, or where the file that must exist
    does not: the fault is already reported, and the document remains something others may refer to.
    `body` is the Markdown after the front matter, starting on line `body_line` of the file (from 1);
    `partial` says that it is not the whole of it. Where the file holds invisible characters, all of this is
    what is read without them, and `cleaned` gives the places of the file.
    """

    path: str
    kind: str
    id: str
    data: Mapping[str, Any] | None
    positions: Positions
    body: str
    body_line: int
    partial: bool = False
    cleaned: Cleaned | None = None


class Attachment(Frozen):
    """An image or a PDF that lies beside a record. `size` is in bytes, `digest` a SHA-256 in hexadecimal.

    `pixels` are the width and height of an image as published; None for a PDF, and for an image at fault.
    """

    path: str
    size: int
    digest: str
    pixels: tuple[int, int] | None = None


class Sources(Frozen):
    """Everything read under one root: documents and attachments sorted by path, faults sorted by place."""

    documents: tuple[Document, ...]
    attachments: tuple[Attachment, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def facts(self) -> Mapping[str, Any]:
        """The data of `content/site.yml`, valid or not; empty if it cannot be read."""
        return next((one.data or {} for one in self.documents if one.kind == "site"), {})
