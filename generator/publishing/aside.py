"""Put contents aside on the disk until they are written in their place: memory holds no whole site."""

from __future__ import annotations

import os
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Aside:
    """One file without a name in `folder`, gone with the process whatever comes; `with` closes it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with about(folder):
            self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 — closed by `__exit__`
        self._folder, self._end = folder, 0

    def put(self, content: bytes) -> Callable[[], bytes]:
        """Put a content aside; gives the way back to it, as long as this is open. Raises OSError."""
        start, size, written = self._end, len(content), 0
        with about(self._folder):
            while written < size:
                written += os.pwrite(self._file.fileno(), content[written:], start + written)
        self._end += size
        return partial(self._back, start, size)

    def _back(self, start: int, size: int) -> bytes:
        found = b""
        while len(found) < size:
            more = os.pread(self._file.fileno(), size - len(found), start + len(found))
            if not more:
                raise OSError(_CUT.format(self._folder))
            found += more
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


_CUT = "{} : ce qui y était mis de côté n'y est plus"
