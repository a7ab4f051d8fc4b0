"""Bring a folder to hold exactly the files asked for, touching only those that differ."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import about
from generator.output import KeptFile, LaterFile, OutputFile
from generator.publishing.aside import Aside
from generator.publishing.mark import MARK, PAGES, sign, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


FILE_MODE = 0o644
FOLDER_MODE = 0o755


class Staged(Frozen):
    """What a staging did: paths relative to the folder, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def stage(files: Iterable[OutputFile | LaterFile | KeptFile], folder: Path) -> Staged:
    """Make `folder` hold `files` and nothing else; a `KeptFile` must stand there already.

    A file whose bytes are already there is left alone, its date too: the engine rebuilds only what
    is newer. Raises ValueError, before anything is written, for a path that leaves the folder, for
    two files at one path, for a path through a file and for a kept file that is not there; OSError
    when the disk refuses.
    """
    with Aside(folder.parent) as aside:
        return _stage(files, folder, aside)


def _stage(files: Iterable[OutputFile | LaterFile | KeptFile], folder: Path, aside: Aside) -> Staged:
    asked: dict[str, Callable[[], bytes] | None] = {}
    for file in files:
        _refuse(file.path)
        if file.path in asked:
            msg = f"two files to write at {file.path}"
            raise ValueError(msg)
        if isinstance(file, KeptFile):
            asked[file.path] = None
        else:  # every name is known before anything is written: what is made meanwhile waits on the disk
            asked[file.path] = aside.put(file.content) if isinstance(file, OutputFile) else file.content
        if asked[file.path] is None and not (folder / file.path).is_file():
            msg = f"nothing to keep at {file.path}"
            raise ValueError(msg)
    folders = _folders(asked)
    if folder.is_symlink():
        msg = f"{folder} is a symbolic link"
        raise ValueError(msg)
    _make_folder(folder)
    # The mark lists old and new names first, then only new ones: if killed in between, all is still ours.
    names = dict.fromkeys(asked)
    sign(folder, PAGES, names | dict.fromkeys(signed(folder, PAGES) or {}))
    found, removed = _clear(folder, asked, folders)
    for name in sorted(folders):
        _make_folder(folder / name)
    written, kept = [], []
    for path in sorted(asked):
        known, later = found.get(path), asked[path]
        content = None if later is None else later()
        if content is None or (known is not None and _holds(folder / path, known, content)):
            kept.append(path)
            if known is not None and stat.S_IMODE(known.st_mode) != FILE_MODE:
                (folder / path).chmod(FILE_MODE)
        else:
            _write(folder / path, content)
            written.append(path)
    sign(folder, PAGES, names)
    return Staged(tuple(written), tuple(sorted(removed)), tuple(kept))


def _holds(path: Path, known: os.stat_result, content: bytes) -> bool:
    return known.st_size == len(content) and path.read_bytes() == content


def _refuse(path: str) -> None:
    if "\\" in path or "\0" in path or any(part in {"", ".", ".."} for part in path.split("/")):
        msg = f"not a path inside the folder: {path!r}"
        raise ValueError(msg)


def _folders(asked: Mapping[str, object]) -> set[str]:
    """Every folder the files need; a folder that is also a file is refused."""
    folders: set[str] = set()
    for path in asked:
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    for path in sorted(folders & asked.keys()):
        msg = f"both a file and a folder: {path}"
        raise ValueError(msg)
    return folders


def _clear(
    folder: Path, asked: Mapping[str, object], folders: set[str]
) -> tuple[dict[str, os.stat_result], list[str]]:
    """Remove what is not asked for; return the asked files already there, and what was removed."""
    found: dict[str, os.stat_result] = {}
    removed: list[str] = []

    def visit(place: str, prefix: str) -> None:
        with os.scandir(place) as entries:
            for entry in entries:
                name = prefix + entry.name
                if name == MARK:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    visit(entry.path, name + "/")
                    if name not in folders:
                        (folder / name).rmdir()
                elif name in asked and entry.is_file(follow_symlinks=False):
                    found[name] = entry.stat(follow_symlinks=False)
                else:
                    # A symbolic link is removed even where a file is asked: never write through it.
                    (folder / name).unlink()
                    removed.append(name)

    visit(str(folder), "")
    return found, removed


def _make_folder(folder: Path) -> None:
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        folder.mkdir(parents=True)
        mode = folder.stat().st_mode
    if stat.S_IMODE(mode) != FOLDER_MODE:
        folder.chmod(FOLDER_MODE)  # whatever the umask: the published bytes include their rights


def _write(path: Path, content: bytes) -> None:
    """A new file each time: the former one may have a second name, in a site that is published."""
    path.unlink(missing_ok=True)
    with about(path), path.open("xb") as stream:
        stream.write(content)
        os.fchmod(stream.fileno(), FILE_MODE)
