"""Know which staged files changed since the engine last ran, by their bytes and never by their dates."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import about, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PAGE = ".md"


class Stamp(Frozen):
    """What an engine's output was made of: `recipe` sums up everything but the staged files."""

    recipe: str
    sources: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Stamp | None:
        """The stamp written at `path`, or None where there is none or it cannot be read."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(data["recipe"], data["sources"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Write the stamp: the last thing done once the engine's output is whole."""
        data = {"recipe": self.recipe, "sources": dict(self.sources)}
        with about(path):
            path.write_text(json.dumps(data), encoding="utf-8")


def digests(docs: Path) -> dict[str, str]:
    """Every file under `docs` with the digest of its bytes."""
    found = {}
    for place, _, names in listed(docs):
        for name in names:
            path = f"{place}/{name}"
            with open(path, "rb") as file:  # noqa: PTH123 — 10,000 paths as text take a third of the time
                digest = hashlib.blake2b(file.read(), digest_size=16).hexdigest()
            found[path.removeprefix(f"{docs}/")] = digest
    return dict(sorted(found.items()))


def forget(site: Path, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Remove from the engine's output whatever came from a source that changed or vanished.

    The engine then makes again what is missing: it would compare dates, which lie when a clock goes
    back or a file changes twice within one tick.
    """
    for source in old.keys() | new.keys():
        if old.get(source) != new.get(source):
            path = site / published(source)
            path.unlink(missing_ok=True)
            for parent in path.parents:
                if parent == site or not parent.is_dir() or any(parent.iterdir()):
                    break
                parent.rmdir()


def published(source: str) -> str:
    """Where MkDocs publishes a staged file: `a/index.md` becomes `a/index.html`, others stay."""
    if not source.endswith(_PAGE):
        return source
    stem = source.removesuffix(_PAGE)
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"


def start_again(site: Path) -> None:
    """Empty the engine's output: MkDocs itself would leave hidden files behind."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
