"""Know what a folder of staged files holds without reading again those that nobody touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.machine import entries
from generator.publishing.finished import digest

if TYPE_CHECKING:
    import os
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
    for source, entry in entries(docs):
        if not entry.is_dir(follow_symlinks=False):
            facts = facts_of(entry.stat(follow_symlinks=False))
            before = known.get(source)
            same = before is not None and before[0] == facts
            found[source] = before if before and same else (facts, *_read(entry.path, source, key_of))
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
