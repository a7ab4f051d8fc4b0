"""What each finished file leads to, kept between two publications, and not believed where it was touched."""

from __future__ import annotations

import json
import shutil
from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

from generator.frozen import Frozen
from generator.machine import about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_GROWN = 2  # times its size at the start: beyond that, most names belong to files that are gone


class FileEntry(Frozen):
    """What is known of one file: its digest, the numbers of the addresses it links to and of its anchors."""

    digest: str
    links: array[int]
    anchors: array[int]


class LinkLedger:
    """What is known of files, by path. Names are numbered: pages share most of them."""

    def __init__(
        self, names: Sequence[str] = (), entries: Mapping[str, FileEntry] | None = None, began: int = 0
    ) -> None:
        self.entries = dict(entries or {})
        self._began = began  # how many names there were before this build
        self._numbers = {name: number for number, name in enumerate(names)}

    def of(self, files: Mapping[str, str]) -> Self:
        """The entries of the `files` (digests by path) whose digest is unchanged."""
        known = self.entries
        both = ((path, one) for path, one in files.items() if path in known)
        still = {path: known[path] for path, one in both if known[path].digest == one}
        return type(self)(self.names(), still, self._began)

    def note(self, path: str, digest: str, *, links: Iterable[str], anchors: Iterable[str]) -> None:
        """Write down what the file `path`, of those bytes, leads to and holds."""
        self.entries[path] = FileEntry(digest, self._numbered(links), self._numbered(anchors))

    def take(self, other: LinkLedger) -> None:
        """Write down all that another knows."""
        names = other.names()
        for path, one in other.entries.items():
            links, anchors = ([names[number] for number in numbers] for numbers in (one.links, one.anchors))
            self.note(path, one.digest, links=links, anchors=anchors)

    def names(self) -> list[str]:
        """Every address and every anchor, each at its number."""
        return list(self._numbers)

    def has(self, path: str, anchor: str) -> bool:
        """Whether the page `path` has that anchor."""
        return self._numbers.get(anchor, -1) in self.entries[path].anchors

    def _numbered(self, names: Iterable[str]) -> array[int]:
        numbers = self._numbers
        return array("I", [numbers.setdefault(name, len(numbers)) for name in names])

    @classmethod
    def read(cls, place: Path, recipe: str) -> Self:
        """What was kept at `place` by the same `recipe`: nothing where one byte of it is not as written."""
        try:
            summed, _, content = place.read_bytes().partition(b"\n")
            if summed.decode() != _sum(content):
                return cls()
            head, _, numbers = content.partition(b"\n")
            told = json.loads(head)
            if told["recipe"] != recipe or len(told["names"]) > _GROWN * told["began"]:
                return cls()
            return cls(told["names"], dict(_entries(told["files"], array("I", numbers))), told["began"])
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, place: Path, recipe: str) -> None:
        """Keep it at `place` for the next publication."""
        numbers = array("I")
        files = []
        for path, entry in self.entries.items():
            files.append((path, entry.digest, len(entry.links), len(entry.anchors)))
            numbers += entry.links
            numbers += entry.anchors
        names = self.names()
        told = {"recipe": recipe, "began": self._began or len(names), "names": names, "files": files}
        content = json.dumps(told).encode() + b"\n" + numbers.tobytes()
        with about(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            place.unlink(missing_ok=True)  # never through a link that someone laid there
            place.write_bytes(_sum(content).encode() + b"\n" + content)


def _entries(
    files: Iterable[tuple[str, str, int, int]], numbers: array[int]
) -> Iterator[tuple[str, FileEntry]]:
    start = 0
    for path, digest, links, anchors in files:
        middle, end = start + links, start + links + anchors
        yield path, FileEntry(digest, numbers[start:middle], numbers[middle:end])
        start = end


def _sum(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
