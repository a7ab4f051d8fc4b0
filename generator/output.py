"""Say what is to be written, and nothing about where or when: a file is a path and its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file to write.

    `path` is relative to the folder being filled, with `/` between its parts, never absolute and
    never holding `..`; `content` is the file's whole bytes.
    """

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file that is to stay as the last staging left it; `path` as above."""

    path: str
