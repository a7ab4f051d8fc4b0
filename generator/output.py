"""Say what is to be written, and nothing about where or when: a file is a path and its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable


class OutputFile(Frozen):
    """One file to write.

    `path` is relative to the folder being filled, with `/` between its parts, never absolute and
    never holding `..`; `content` is the file's whole bytes.
    """

    path: str
    content: bytes


class LaterFile(Frozen):
    """One file whose bytes are read when they are written, and not held until then; `path` as above."""

    path: str
    content: Callable[[], bytes]


class KeptFile(Frozen):
    """One file that is to stay as the last staging left it; `path` as above."""

    path: str
