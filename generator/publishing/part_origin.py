"""Sum up what a part of a site is made of and by what, alike on every machine."""

from __future__ import annotations

import importlib.metadata
import re
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.shipped import PACKAGE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_MADE = {"__pycache__"}


def sum_of(parts: Iterable[bytes]) -> str:
    """What tells these bytes apart from any others, cut where they are."""
    summed = blake2b(digest_size=16)
    for part in parts:
        summed.update(b"%d " % len(part))
        summed.update(part)
    return summed.hexdigest()


@cache  # the program does not change while it runs
def program() -> str:
    """A digest of this program: its files, and the libraries that it locks, as they are installed."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and not _MADE & {*path.parts})
    locked = _NAME.findall((PROJECT / "requirements/site.txt").read_text(encoding="utf-8"))
    told = [
        part for path in files for part in (path.relative_to(PACKAGE).as_posix().encode(), path.read_bytes())
    ]
    return sum_of([*told, *(f"{name} {_version(name)}".encode() for name in sorted(locked))])


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:  # locked for another system
        return ""
