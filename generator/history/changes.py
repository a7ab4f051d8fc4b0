"""List the paths that differ from a commit, whether committed, staged or only changed in the folder."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import partial
from typing import TYPE_CHECKING

from generator.frozen import Frozen, replace
from generator.history.git import HistoryError, Repository, repository
from generator.history.trees import LINK, SUBMODULE, TreeEntry, incomplete, whole_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_CHUNK = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Change(Frozen):
    """A path that differs, from the top of the repository; `here` leads to it from `root`, if it is there.

    `before` and `after` are what it held and holds; None where it is not. `was` is the path that the same
    content had, where it only moved, and `was_here` the same from `root`. Bytes of a path that are no text
    stand as surrogates.
    """

    path: str
    here: str
    before: TreeEntry | None
    after: TreeEntry | None
    was: str = ""
    was_here: str = ""


def changes(root: Path, commit: str, *only: str) -> tuple[Change, ...]:
    """Every path that differs from `commit` in the repository that holds `root`, sorted.

    With `only`, those of the files and folders under `root` that it names. A path differs when what is
    committed, what is staged or what lies in the folder does: attributes may make one of these look like it
    was. What git is told to ignore is not looked at. Raises HistoryError.
    """
    repo = repository(root)
    here = replace(repo, root=repo.top())
    places = [f"{repo.prefix}{one}" for one in only]
    before = whole_tree(here, commit, *places)
    has_head = here.ask("rev-parse", "--verify", "--quiet", "HEAD")[0] == 0
    head = whole_tree(here, "HEAD", *places) if has_head else before
    staged, absent = _staged(here, places)
    lying = _Lying(here)
    found = []
    for path in sorted({*before, *head, *staged, *_untracked(here, places)}):
        was, beside = before.get(path), staged.get(path)
        is_kept_aside = path in absent or (beside is not None and beside.mode == SUBMODULE)
        lies = beside if is_kept_aside else lying.at(path, was or beside)
        after = next((state for state in (lies, beside, head.get(path)) if state != was), was)
        if after != was:
            found.append(Change(path=path, here=_under(path, repo.prefix), before=was, after=after))
    return tuple(_with_moves(found))


def _staged(here: Repository, only: Sequence[str]) -> tuple[dict[str, TreeEntry], set[str]]:
    """What the index holds, and the paths among those that a partial checkout leaves out of the folder."""
    code, out, complaint = here.ask("ls-files", "-z", "--stage", "-t", "--full-name", "--", *only)
    if code != 0:
        raise HistoryError(incomplete("HEAD", complaint))
    entries, absent = {}, set()
    for line in out.split(b"\0"):
        facts, tab, name = line.partition(b"\t")
        if tab:
            tag, mode, digest, _ = facts.decode("ascii").split(" ")
            path = name.decode("utf-8", "surrogateescape")
            entries[path] = TreeEntry(mode, digest)
            absent |= {path} if tag == "S" else set()
    return entries, absent


def _untracked(here: Repository, only: Sequence[str]) -> Iterable[str]:
    asked = ("--others", "--exclude-standard", "--full-name", "--", *only)
    _, out, _ = here.ask("ls-files", "-z", *asked)
    return (name.decode("utf-8", "surrogateescape") for name in out.split(b"\0") if name)


class _Lying:
    """The files of a folder on the disk, each with the digest that git would give it."""

    def __init__(self, here: Repository) -> None:
        self._top = here.root
        self._kind = here.ask("rev-parse", "--show-object-format")[1].decode("ascii").strip() or "sha1"
        self._may_run = here.ask("config", "--type=bool", "core.fileMode")[1].strip() != b"false"
        self._folders = {"": True}

    def at(self, path: str, known: TreeEntry | None) -> TreeEntry | None:
        """The file or link at `path`, or None; `known` gives its mode on systems that cannot store one."""
        if not self._is_folder(path.rpartition("/")[0]):
            return None
        place = self._top / path
        try:
            mode = place.lstat().st_mode
            if stat.S_ISLNK(mode):
                target = os.fsencode(os.readlink(place))  # noqa: PTH115 — Path would write it otherwise
                return TreeEntry(LINK, self._name(len(target), [target]))
            if not stat.S_ISREG(mode):
                return None
            with os.fdopen(os.open(place, _FLAGS), "rb") as file:
                size = os.fstat(file.fileno()).st_size
                name = self._name(size, iter(partial(file.read, _CHUNK), b""))
        except (OSError, ValueError):
            return None
        runs = bool(mode & stat.S_IXUSR) if self._may_run else bool(known and known.mode == "100755")
        return TreeEntry("100755" if runs else "100644", name)

    def _is_folder(self, path: str) -> bool:
        """Whether a folder exists and is reached without a symbolic link; each is checked once."""
        if path not in self._folders:
            try:
                real = stat.S_ISDIR((self._top / path).lstat().st_mode)
            except (OSError, ValueError):
                real = False
            self._folders[path] = real and self._is_folder(path.rpartition("/")[0])
        return self._folders[path]

    def _name(self, size: int, chunks: Iterable[bytes]) -> str:
        found = hashlib.new(self._kind, b"blob %d\0" % size, usedforsecurity=False)
        for chunk in chunks:
            found.update(chunk)
        return found.hexdigest()


def _under(path: str, prefix: str) -> str:
    return path.removeprefix(prefix) if path.startswith(prefix) else ""


def _with_moves(found: Iterable[Change]) -> Iterator[Change]:
    """The changes, with a removal and an addition of the same content joined into one move."""
    listed = list(found)
    gone: dict[TreeEntry, list[Change]] = {}
    for one in listed:
        if one.before and one.after is None:
            gone.setdefault(one.before, []).append(one)
    moved: Mapping[str, Change] = {
        one.path: gone[one.after].pop(0)
        for one in listed
        if one.before is None and one.after and gone.get(one.after)
    }
    left = {one.path for one in moved.values()}
    for one in listed:
        if one.path not in left:
            was = moved.get(one.path)
            yield replace(one, was=was.path, was_here=was.here) if was else one
