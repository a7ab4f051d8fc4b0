"""A finished site as those who index it and follow its links see it: its pages, and a digest of each."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Finished(Frozen):
    """A site before it is put in its place: its folder, and the digest of each HTML file by its path there.

    Who knows the digests hands them over, so that nobody reads again the pages that did not change.
    """

    folder: Path
    pages: Mapping[str, str]


def finished(folder: Path) -> Finished:
    """The site in `folder`, every page of it read once, in the order of paths. Raises OSError."""
    top = str(folder)
    found = [
        f"{place}/{name}".removeprefix(f"{top}/")
        for place, _folders, names in listed(top)
        for name in names
        if name.endswith(".html")
    ]
    return Finished(folder, {path: digest((folder / path).read_bytes()) for path in sorted(found)})


def digest(content: bytes) -> str:
    """A digest of the content of a page: 32 hexadecimal digits."""
    return blake2b(content, digest_size=16).hexdigest()
