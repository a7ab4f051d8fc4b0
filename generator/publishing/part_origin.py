"""Sum up what a part of a site is made of and by what, alike on every machine."""

from __future__ import annotations

import importlib.metadata
import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator import shipped
from generator.shipped import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)


def sum_of(parts: Iterable[bytes]) -> str:
    """A digest of these pieces of bytes; the same bytes cut elsewhere have another digest."""
    summed = blake2b(digest_size=16)
    for part in parts:
        summed.update(b"%d " % len(part))
        summed.update(part)
    return summed.hexdigest()


def program() -> str:
    """A digest of this program: its files, and the libraries that it locks, as they are installed."""
    locked = _NAME.findall((PROJECT / "requirements/site.txt").read_text(encoding="utf-8"))
    return sum_of(
        [shipped.program().encode(), *(f"{name} {_version(name)}".encode() for name in sorted(locked))]
    )


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:  # locked for another system
        return ""
