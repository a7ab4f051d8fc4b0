"""Decide whether a folder may be written to, before any work; every command that fills one asks here."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.machine import refused
from generator.publishing.mark import strangers
from generator.sources import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SOURCES = (*ROOTS, *("schemas", "generator", "tests", "tools", "requirements", "theme"))
IN_WORK = ("docs", "engine", "images")
"""The names that a build uses in its work folder."""

_MOST_NAMED = 3
_OCTAL = re.compile(rb"\\([0-7]{3})")  # how the kernel writes a blank in the name of a place


class PlaceError(RuntimeError):
    """A folder cannot be written where it was asked; the message says why and what to do, in French."""


class Ground(Frozen):
    """Folders that must not be overwritten: the commons `root`, the program `project`, the cache `work`."""

    root: Path
    project: Path
    work: Path


def allowed(out: Path, kind: str, ground: Ground, *, in_place: bool = False) -> Path:
    """The real place of the folder `out`, where a folder of that `kind` may be put; links are followed.

    It is absent, empty, or all ours; it is no folder of sources, nothing above one, nor anything inside.
    With `in_place` it will be written into, and not replaced. Raises PlaceError.
    """
    place = permitted(out, ground, in_place=in_place)
    try:
        found = strangers(place, kind) if place.is_dir() else []
    except OSError as error:
        raise PlaceError(refused(error)) from error
    if found:
        more = len(found) - _MOST_NAMED
        named = ", ".join(found[:_MOST_NAMED]) + (f" et {more} autre{'s' * (more > 1)}" if more > 0 else "")
        message = (
            f"{out} contient ce que cet outil n'a pas écrit : {named}\n"
            "  aide: rien n'a été effacé ; déplacez ce qui est à vous, ou donnez un dossier vide ou nouveau"
        )
        raise PlaceError(message)
    return place


def permitted(out: Path, ground: Ground, *, in_place: bool = False) -> Path:
    """As `allowed`, without a look at the content: ask `allowed` again once the folder is locked."""
    try:
        place = real(out)
        _refuse_ground(out, place, ground, in_place=in_place)
        _refuse_sort(out, place, in_place=in_place)
    except OSError as error:
        raise PlaceError(refused(error)) from error
    return place


def real(out: Path) -> Path:
    """The place that `out` leads to, links followed, except the link by which we publish: see `places`."""
    parent = Path(os.path.realpath(out.parent if out.name not in {"", ".."} else out))
    named = parent / out.name if out.name not in {"", ".."} else parent
    if named.is_symlink() and named.readlink().parent == Path(workshop(named).name):
        return named
    return Path(os.path.realpath(named))


def workshop(place: Path) -> Path:
    """The hidden folder beside `place` where its new content is prepared."""
    return place.with_name(f".{place.name}.espace")


def _refuse_ground(out: Path, place: Path, ground: Ground, *, in_place: bool) -> None:
    why = next(_reasons(place, ground, in_place=in_place), None)
    if why:
        message = f"{out} ne peut pas servir : {why}\n  aide: donnez un dossier vide ou nouveau, ailleurs"
        raise PlaceError(message)


def _reasons(place: Path, ground: Ground, *, in_place: bool) -> Iterator[str]:
    if place == place.parent:
        yield "c'est toute la machine"
    here, above = _names(place), _lineage(place)
    kept = [
        (ground.root, "l'espace et ses fiches sont dedans"),
        (ground.project, "cet outil est dedans"),
        *((home, "votre dossier personnel est dedans") for home in _home()),
        (Path.cwd(), "c'est le dossier où vous êtes, ou il est dedans"),
        (ground.work, "c'est le dossier de travail de l'espace"),
    ]
    yield from (why for folder, why in kept if here & _lineage(folder))
    if any(part.casefold() == ".git" for part in place.parts):
        yield "c'est le dossier de git"
    if any(part.startswith(".") and part.endswith(".espace") for part in place.parts):
        yield "c'est un dossier de travail de cet outil"
    for folder in (*_sources(ground), *(ground.work / name for name in IN_WORK)):
        names = _names(folder)
        if in_place and here & names and folder == ground.work / "docs":
            continue  # this is the staging folder itself
        if names & above or here & _lineage(folder):
            yield f"{folder} n'est pas fait pour être remplacé, ni ce qu'il contient"


def _sources(ground: Ground) -> Iterator[Path]:
    for top in dict.fromkeys((ground.root, ground.project)):
        yield from (top / name for name in _SOURCES)
        yield from (path for path in top.glob(".*") if path.is_dir() and not path.name.endswith(".espace"))


def _home() -> Iterable[Path]:
    try:
        return [Path.home()]
    except RuntimeError:  # this user has no home folder
        return []


def _lineage(path: Path) -> set[object]:
    """The identities of a folder and of all its parents, with links followed."""
    real = Path(os.path.realpath(path))
    return set().union(*map(_names, (real, *real.parents)))


def _names(path: Path) -> set[object]:
    """The identities of a folder: its path in lower case, and its device and inode numbers."""
    names: set[object] = {os.path.realpath(path).casefold()}
    with suppress(OSError):
        fact = path.stat()
        names.add((fact.st_dev, fact.st_ino))
    return names


def _refuse_sort(out: Path, place: Path, *, in_place: bool) -> None:
    if (place.exists() or place.is_symlink()) and not place.is_dir():
        message = f"{out} n'est pas un dossier\n  aide: donnez un dossier vide ou nouveau"
        raise PlaceError(message)
    if not in_place and _is_mount(place):
        message = (
            f"un disque est attaché à {out}, qui ne peut donc pas être remplacé d'un coup\n"
            f"  aide: donnez un dossier à l'intérieur, par exemple {out / 'site'}"
        )
        raise PlaceError(message)
    holder = place if in_place and place.is_dir() else place.parent
    while not holder.exists():
        holder = holder.parent
    if not holder.is_dir():
        message = f"{holder} n'est pas un dossier, et {out} devrait être dedans\n  aide: vérifiez le chemin"
        raise PlaceError(message)
    if not os.access(holder, os.W_OK | os.X_OK):
        readonly = os.statvfs(holder).f_flag & os.ST_RDONLY
        raise OSError(errno.EROFS if readonly else errno.EACCES, "", str(holder))


def _is_mount(place: Path) -> bool:
    if place.is_symlink():
        return False
    if os.path.ismount(place):
        return True
    try:  # only this table lists a folder mounted again elsewhere (bind mount)
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    points = (_OCTAL.sub(lambda found: bytes([int(found[1], 8)]), line.split(b" ")[4]) for line in lines)
    return os.fsencode(place) in points
