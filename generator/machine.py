"""Say in French what the machine refuses, and about which file: every command takes its words from here."""

from __future__ import annotations

import errno
import os
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = Path(__file__).with_name("errnos.toml")
# Error numbers about the disk that is written to: where an error names two files, the second one is there.
_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}


def refused(error: OSError) -> str:
    """An error of the system in French, with its file, or with its disk if the disk is the cause."""
    if error.errno is None:
        return str(error)
    words = reason(error.errno)
    disk = error.errno in _OF_THE_DISK
    name = (error.filename2 if disk else None) or error.filename
    if name is None or isinstance(name, int):
        return words
    place = os.fsdecode(name)
    on = f" (celui qui porte {_mount(place)})" if disk else ""
    return f"{place} : {words}{on}"


def missing(error: ImportError) -> str:
    """What to say of a part of the program that could not be read: Python then takes it for absent."""
    return (
        f"une partie du programme manque ou ne peut pas être lue : {error.name or error}\n"
        "  aide: recommencez ; si cela se répète, effacez le dossier .venv, puis recommencez"
    )


def reason(number: int) -> str:
    """The French words for an error number."""
    return _words().get(number, f"la machine a refusé (erreur {number})")


@contextmanager
def about(path: Path | str) -> Iterator[None]:
    """Add `path` to errors that name no file: a failed write gives only a number."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def listed(top: Path | str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every folder under `top`, itself included, with the names of its folders and of its files.

    Raises OSError for one that cannot be listed: `os.walk` leaves out all that it holds, and says nothing.
    """
    return os.walk(str(top), onerror=_raise)


def entries(top: Path | str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything under `top`, folders and links too, with its path from there; links are not followed.

    Each entry comes with its type and its size: asking the disk for them by path takes twice as long.
    Raises OSError.
    """
    waiting = [(str(top), "")]
    while waiting:
        place, prefix = waiting.pop()
        with os.scandir(place) as found:
            for entry in found:
                yield prefix + entry.name, entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))


def _raise(error: OSError) -> NoReturn:
    raise error


@cache  # data of the program
def _words() -> dict[int, str]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {getattr(errno, name): words for name, words in table.items() if hasattr(errno, name)}


def _mount(path: str) -> str:
    """The mount point of the disk that holds `path`, or would hold it."""
    place = os.path.realpath(path)
    while not os.path.ismount(place):
        place = os.path.dirname(place)  # noqa: PTH120 — as text: it may be no path that a value can hold
    return place
