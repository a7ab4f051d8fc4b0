"""Say what is to be written, and nothing about where or when: a file is a path and its bytes."""

from __future__ import annotations

from generator.frozen import Frozen


class OutputFile(Frozen):
    """One file to write.

    `path` is relative to the folder being filled, with `/` between its parts, never absolute and
    never holding `..`; `content` is the file's whole bytes.
    """

    path: str
    content: bytes


class KeptFile(Frozen):
    """One file that is to stay as the last staging left it; `path` as above."""

    path: str
