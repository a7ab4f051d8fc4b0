"""Let one process at a time work in a folder, by a file lock that the system frees if it is killed."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.machine import about
from generator.publishing.ground import PlaceError
from generator.publishing.staging import FOLDER_MODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK = "verrou"
_OURS = b"espace ressources"


@contextmanager
def alone(folder: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of `folder`, which is created if needed; `waiting` is called, in French, before a wait.

    On leaving, the folder is removed if nothing else is in it. Raises PlaceError where the file that is
    held is someone's, and OSError.
    """
    held = _held(folder, waiting)
    try:
        with about(folder / LOCK):
            os.ftruncate(held, 0)
            os.pwrite(held, b"%s, %d\n" % (_OURS, os.getpid()), 0)
        yield
    finally:
        with suppress(OSError):
            if os.listdir(folder) == [LOCK]:  # noqa: PTH208 — names are enough
                (folder / LOCK).unlink()
                folder.rmdir()
        os.close(held)


def _held(folder: Path, waiting: Callable[[str], None]) -> int:
    file = folder / LOCK
    while True:
        _make(folder)
        try:
            held = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        except FileNotFoundError:  # the previous holder removed the folder
            continue
        try:
            with about(file):
                _take(held, file, waiting)
            if _is_still(held, file):
                return held
        except BaseException:
            os.close(held)
            raise
        os.close(held)  # as above: the name now belongs to another file


def _make(folder: Path) -> None:
    """Create a folder and its missing parents, readable by all whatever the umask."""
    for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        one.mkdir(exist_ok=True)
        one.chmod(FOLDER_MODE)


def _take(held: int, file: Path, waiting: Callable[[str], None]) -> None:
    said = os.pread(held, 100, 0)
    if said and not said.startswith(_OURS):
        message = f"{file} n'est pas de cet outil\n  aide: renommez-le, ou donnez un autre dossier"
        raise PlaceError(message)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = said.removeprefix(_OURS).strip(b", \n").decode("ascii", "replace")
        who = f", pid {pid}" if pid else ""
        waiting(f"une autre construction est en cours{who} : celle-ci attend qu'elle finisse")
        fcntl.flock(held, fcntl.LOCK_EX)


def _is_still(held: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), file.lstat())
    except FileNotFoundError:
        return False
