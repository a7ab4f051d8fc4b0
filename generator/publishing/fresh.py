"""Bring a folder to hold a new site, writing only what neither it nor the published site holds already."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.crew import spread
from generator.frozen import Frozen
from generator.machine import about
from generator.publishing.finished import digest
from generator.publishing.sources import facts_of
from generator.publishing.staging import FILE_MODE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.publishing.recollection import Made, Recollection

_HTML = ".html"


class Recipe(Frozen):
    """How to make a site: of each path, what tells its content from any other, then a way to its content.

    `made` gives the bytes of a path, or the place of a file that holds them and that nobody writes into.
    """

    wanted: Mapping[str, str]
    made: Callable[[str], bytes | Path]


def bring(
    folder: Path, published: Path, recipe: Recipe, *, seen: Recollection, jobs: int = 1
) -> dict[str, Made]:
    """Make `folder` hold the site of a recipe and nothing else; give what it holds, path by path, sorted.

    A file that was `seen` made of the same is left where it is; one of the `published` site is linked: both
    names are then of one file, which is never written into, only replaced. Whatever else stood in `folder`
    is brought to order. `jobs` processes make files. Raises OSError.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    held = _kept(str(folder), recipe, seen)
    ready = {""}
    for path, wanted in recipe.wanted.items():
        if path not in held:
            _make_room(folder, path.rpartition("/")[0], ready)
            if known := _linked(folder, published, path, wanted=wanted, seen=seen):
                held[path] = known
    lacking = [path for path in recipe.wanted if path not in held]
    made = spread(lambda path: _made(folder, path, recipe.wanted[path], recipe=recipe), lacking, jobs)
    held.update(zip(lacking, made, strict=True))
    return dict(sorted(held.items()))


def _kept(top: str, recipe: Recipe, seen: Recollection) -> dict[str, Made]:
    """The files of a folder that are right already; the others are removed."""
    folders = _folders(recipe.wanted)
    held: dict[str, Made] = {}

    def visit(place: str, prefix: str) -> None:
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path in folders:
                        visit(entry.path, f"{path}/")
                    else:
                        shutil.rmtree(entry.path)
                    continue
                fact = entry.stat(follow_symlinks=False)
                known = seen.found(path, facts_of(fact)) if stat.S_ISREG(fact.st_mode) else None
                if known and known[1] == recipe.wanted.get(path):
                    held[path] = known
                else:
                    os.unlink(entry.path)  # noqa: PTH108 — 10,000 paths as text take a third of the time

    visit(top, "")
    return held


def _folders(paths: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return found


def _make_room(folder: Path, parent: str, ready: set[str]) -> None:
    if parent not in ready:
        _make_room(folder, parent.rpartition("/")[0], ready)
        with suppress(FileExistsError):
            os.mkdir(f"{folder}/{parent}")  # noqa: PTH102 — as above
        ready.add(parent)


def _linked(folder: Path, published: Path, path: str, *, wanted: str, seen: Recollection) -> Made | None:
    """The file of the published site given a second name, where it is known to be the one wanted."""
    try:
        fact = os.lstat(f"{published}/{path}")
        known = seen.found(path, facts_of(fact)) if stat.S_ISREG(fact.st_mode) else None
        if known is None or known[1] != wanted:
            return None
        return _second_name(f"{published}/{path}", f"{folder}/{path}", known)
    except OSError:  # it is not there, or this disk has no hard links
        return None


def _second_name(there: str, here: str, known: Made) -> Made:
    os.link(there, here)
    return facts_of(os.lstat(here)), *known[1:]


def _made(folder: Path, path: str, wanted: str, *, recipe: Recipe) -> Made:
    content, target = recipe.made(path), f"{folder}/{path}"
    told = digest(content) if isinstance(content, bytes) and path.endswith(_HTML) else ""
    if isinstance(content, Path):
        with suppress(OSError):  # as above: the file is then read
            return _second_name(str(content), target, ("", wanted, told))
        content = content.read_bytes()
    with about(target), open(target, "xb") as file:  # noqa: PTH123 — as above
        file.write(content)
        os.fchmod(file.fileno(), FILE_MODE)
        file.flush()
        return facts_of(os.fstat(file.fileno())), wanted, told
