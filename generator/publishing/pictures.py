"""Cache the rewritten images, so that the next build rewrites only new ones."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SEAL = hashlib.sha256().digest_size
_OURS = re.compile(r"\.?[0-9a-f]{64}-.+")


class Pictures:
    """A cache of rewritten images, by the digest of their source; on disk in `folder`, or disabled without.

    `recipe` names how they are made: those of another recipe are as good as absent.
    """

    def __init__(self, folder: Path | None, recipe: str) -> None:
        self._folder = folder
        self._recipe = recipe
        self._asked: set[str] = set()

    def get(self, digest: str, make: Callable[[], bytes]) -> bytes:
        """The image for the source with this `digest`, from the cache or from `make`. Raises `OSError`."""
        if self._folder is None:
            return make()
        name = f"{digest}-{self._recipe}"
        self._asked.add(name)
        file = self._folder / name
        if (held := _held(file)) is not None:
            return held
        content = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        # Written under another name, then renamed: a build may be killed at any time.
        unfinished = self._folder / f".{name}"
        with about(unfinished):
            unfinished.write_bytes(hashlib.sha256(content).digest() + content)
        unfinished.replace(file)
        return content

    def lacks(self, digest: str) -> bool:
        """Whether `get` would have to make it: worth sharing among processes, where there is a folder."""
        return self._folder is not None and not (self._folder / f"{digest}-{self._recipe}").is_file()

    def forget_others(self) -> None:
        """Remove the images that were not asked for since this cache was created."""
        if self._folder is not None and self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in self._asked and _OURS.fullmatch(file.name):
                    file.unlink()


def _held(file: Path) -> bytes | None:
    """What was kept there, believed only to the byte; None where there is nothing, or something else."""
    if not file.is_file():
        return None
    seal, content = (held := file.read_bytes())[:_SEAL], held[_SEAL:]
    return content if seal == hashlib.sha256(content).digest() else None
