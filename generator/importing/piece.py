"""The values of this room: what a file holds once read, what to tell of it, and a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class CannotImport(ValueError):  # noqa: N818 — what the file is, not a mistake of ours
    """A file that cannot be taken in; the message says why and what to do, in French."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why}\n  aide: {remedy}")


class Remark(Frozen):
    """Something to look at after the import: where it was in the file, and in which words to tell it."""

    place: str
    words: str


class Labelled(Frozen):
    """One label and its value, a text a line; `place` is where they stand in the file."""

    label: str
    lines: tuple[str, ...]
    place: str


class Incoming(Frozen):
    """One record as a file has it: labels and values, then a text in Markdown.

    `origin` names the file, and the row of a table. `images` are bytes, by the target that the text gives.
    `groups` are fields in several parts, as a front matter has them. `kind` and `path` are said by an archive
    alone.
    """

    origin: str
    title: str = ""
    said: tuple[Labelled, ...] = ()
    body: str = ""
    images: Mapping[str, bytes] = {}
    remarks: tuple[Remark, ...] = ()
    groups: Mapping[str, Any] = {}
    kind: str = ""
    path: str = ""
