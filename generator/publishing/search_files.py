"""Keep the search index between two publications, in small files of which only those that change are written.

Nothing kept is believed: each file must still have the digest written down when it was made, and the whole is
forgotten at the first that does not.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_LEDGER = "registre.json"
_LEVEL = 6


class NotKeptError(ValueError):
    """Something kept is missing or is not what it was: the index is made again from nothing."""


class SearchFiles:
    """The files of an index in a folder: their digests, and what was noted besides.

    A file is named `<what>/<number or beginning>.gz`: gzipped JSON, the same bytes for the same value.
    """

    def __init__(self, folder: Path, recipe: str) -> None:
        self.folder = folder
        self.recipe = recipe
        self.digests: dict[str, str] = {}
        self.notes: dict[str, Any] = {}

    def recall(self) -> None:
        """Read what was kept. Raises NotKeptError if other code made it, or if it cannot be read."""
        try:
            told = json.loads((self.folder / _LEDGER).read_bytes())
            if told["recipe"] != self.recipe:
                raise NotKeptError(_LEDGER)
            self.digests, self.notes = dict(told["digests"]), dict(told["notes"])
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise NotKeptError(_LEDGER) from fault
        # If this build is stopped halfway there is no ledger, and the next one starts from nothing.
        (self.folder / _LEDGER).unlink()

    def start_again(self) -> None:
        """Forget all that was kept."""
        with suppress(FileNotFoundError):
            if self.folder.is_symlink() or not self.folder.is_dir():
                self.folder.unlink()
            else:
                shutil.rmtree(self.folder)
        self.digests, self.notes = {}, {}

    def note(self, **notes: object) -> None:
        """Write down, last of all, the digests and these notes."""
        told = {"recipe": self.recipe, "digests": self.digests, "notes": notes}
        path = self.folder / _LEDGER
        path.parent.mkdir(parents=True, exist_ok=True)
        with about(path):
            path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def read(self, name: str) -> Any:  # noqa: ANN401 — the JSON that was written
        """What a file holds; an empty object where there is none. Raises NotKeptError."""
        if name not in self.digests:
            return {}
        try:
            return json.loads(gzip.decompress(self._bytes(name)))
        except (OSError, EOFError, ValueError, zlib.error) as fault:
            raise NotKeptError(name) from fault

    def write(self, name: str, value: object) -> None:
        """Write a file, unless it holds that already."""
        path = self.folder / name
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        content = gzip.compress(text.encode(), _LEVEL, mtime=0)
        digest = _digest(content)
        if self.digests.get(name) == digest:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # the site of the last publication may share it
        with about(path):
            path.write_bytes(content)
        self.digests[name] = digest

    def change(self, what: str, shard: Callable[[str], str], edits: Mapping[str, object]) -> None:
        """Give keys of the files of `what` their new values, None taking one away. Raises NotKeptError."""
        by_file: dict[str, dict[str, object]] = {}
        for key, value in edits.items():
            by_file.setdefault(f"{what}/{shard(key)}.gz", {})[key] = value
        for name, changes in sorted(by_file.items()):
            held = {**self.read(name), **changes}
            self.write(name, {key: held[key] for key in sorted(held) if held[key] is not None})

    def replace(self, what: str, values: Mapping[str, object]) -> None:
        """Let the files of `what` be these and no other."""
        names = {f"{what}/{name}.gz" for name in values}
        for gone in [name for name in self.digests if name.startswith(f"{what}/") and name not in names]:
            (self.folder / gone).unlink(missing_ok=True)
            del self.digests[gone]
        for name, value in values.items():
            self.write(f"{what}/{name}.gz", value)

    def put(self, place: Path, published: Iterable[str]) -> None:
        """Lay the files of `published` in `place`, whole. Raises NotKeptError, OSError."""
        wanted = tuple(f"{what}/" for what in published)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for what in published:
            (place / what).mkdir()
        for name in sorted(self.digests):
            if name.startswith(wanted):
                content = self._bytes(name)
                with about(place / name):
                    (place / name).write_bytes(content)

    def _bytes(self, name: str) -> bytes:
        try:
            content = (self.folder / name).read_bytes()
        except OSError as fault:
            raise NotKeptError(name) from fault
        if _digest(content) != self.digests[name]:
            raise NotKeptError(name)
        return content


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
