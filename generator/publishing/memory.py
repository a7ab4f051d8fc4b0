"""Record a key of what each staged page shows, so that the next staging writes only changed pages."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from generator.machine import about
from generator.publishing.page_file import page_path
from generator.shipped import program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


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
        # 10,000 paths as text take a third of the time.
        name = page_path(address) if address.endswith("/") else address.lstrip("/")
        found = os.stat(f"{docs}/{name}")  # noqa: PTH116
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]
