"""Know what a folder of staged files holds without reading again those that nobody touched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.machine import listed
from generator.publishing.finished import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_PAGE = ".md"

Keyed = tuple[str, str, str]
"""A staged file: its facts, its digest, and for a page the key of its frame."""


def looked_at(
    docs: Path, known: Mapping[str, Keyed], key_of: Callable[[str, bytes], str]
) -> dict[str, Keyed]:
    """Every file under `docs`, sorted: its facts, the digest of its bytes, and its key.

    `known` is what this gave before: a file with the same facts is not read again. Raises OSError, and what
    `key_of` raises, which is told the path of a file and its bytes.
    """
    found = {}
    top = f"{docs}/"
    for place, _, names in listed(docs):
        for name in names:
            path = f"{place}/{name}"
            facts = facts_of(os.lstat(path))
            source = path.removeprefix(top)
            before = known.get(source)
            found[source] = before if before and before[0] == facts else (facts, *_read(path, source, key_of))
    return dict(sorted(found.items()))


def _read(path: str, source: str, key_of: Callable[[str, bytes], str]) -> tuple[str, str]:
    with open(path, "rb") as file:  # noqa: PTH123 — 10,000 paths as text take a third of the time
        content = file.read()
    return digest(content), key_of(source, content)


def facts_of(found: os.stat_result) -> str:
    """What changes with a file, whatever a clock says: no command can set the date that it ends with."""
    return f"{found.st_size} {found.st_ino} {found.st_ctime_ns}"


def published(source: str) -> str:
    """Where MkDocs publishes a staged file: `a/index.md` becomes `a/index.html`, others stay."""
    if not source.endswith(_PAGE):
        return source
    stem = source.removesuffix(_PAGE)
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"
