"""Record a key of what each staged page shows, so that the next staging writes only changed pages."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from generator.machine import about
from generator.publishing.page_file import page_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE = Path(__file__).parents[1]
_NO_PART = {".pyc", ".md"}
_LIBRARIES = ("jinja2", "jsonschema-rs", "markupsafe", "msgspec", "nh3", "pyromark", "rapidfuzz", "segno")


def recall(memory: Path, docs: Path) -> dict[str, str]:
    """The key of each page that stands in `docs` untouched since `remember`, by address.

    Nothing where the code or a library has changed since, or where `memory` cannot be read. The file is
    removed: a staging that is stopped halfway leaves no memory, hence the next one writes everything.
    """
    try:
        told = json.loads(memory.read_text(encoding="utf-8"))
        memory.unlink()
        pages = told["pages"] if told["recipe"] == program() else {}
        return {address: key for address, (key, *facts) in pages.items() if facts == _facts(docs, address)}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def remember(memory: Path, docs: Path, keys: Mapping[str, str]) -> None:
    """Write down the key of every page just staged in `docs`."""
    pages = {address: [key, *_facts(docs, address)] for address, key in sorted(keys.items())}
    memory.parent.mkdir(parents=True, exist_ok=True)
    with about(memory):
        memory.write_text(json.dumps({"recipe": program(), "pages": pages}), encoding="utf-8")


def _facts(docs: Path, address: str) -> list[int]:
    """Properties of a staged file that change when someone edits it: a page, or a file as it is published."""
    try:
        found = (docs / (page_path(address) if address.endswith("/") else address.lstrip("/"))).stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


@cache  # the code does not change while it runs
def program() -> str:
    """A digest of the code, the data and the libraries that turn records into pages."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for name in _LIBRARIES:
        digest.update(importlib.metadata.version(name).encode())
    for path in sorted(_CODE.rglob("*")):
        if path.suffix not in _NO_PART and path.is_file():
            digest.update(f"\0{path.relative_to(_CODE)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
