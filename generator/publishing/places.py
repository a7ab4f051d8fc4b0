"""Replace a published folder in one step: one build at a time makes the new one beside the old."""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shutil
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.machine import entries, listed
from generator.publishing.exchange import exchange
from generator.publishing.ground import IN_WORK, Ground, PlaceError, allowed, permitted, workshop
from generator.publishing.lock import LOCK, alone
from generator.publishing.mark import sign, strangers
from generator.publishing.staging import FILE_MODE, FOLDER_MODE
from generator.publishing.work_folder import put_right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LAST = "suivant"  # the folder published before: what is the same in it need not be written again
_ASIDE = "ancien"  # the folder published now, for the instant that a system without exchange needs
_LINK = "lien"
_SCRATCH = re.compile(r"[0-9a-f]{16}")


class Swap:
    """A published folder at `target`, and the folder `scratch` that will replace it.

    Only `place` makes one: while it lasts, no other build writes here.
    """

    def __init__(self, out: Path, kind: str, ground: Ground, *, target: Path) -> None:
        self.target = target
        self.scratch = workshop(target) / secrets.token_hex(8)
        self._asked = (out, kind, ground)

    def put(self) -> None:
        """Publish what `scratch` holds in one step; what was published before becomes `scratch`.

        Everything is on the disk first. Raises PlaceError where someone's files came meanwhile, and OSError:
        then readers see what they saw.
        """
        _, kind, _ = self._asked
        finish(self.scratch, kind)
        _flush(self.scratch)
        allowed(*self._asked)
        if self.target.is_symlink() or not _can_exchange(self.scratch.parent):
            self._put_link()
        elif self.target.exists():
            exchange(self.scratch, self.target)
        else:
            self.scratch.rename(self.target)
        _flush_one(str(self.target.parent))

    def _put_link(self) -> None:
        """Publish through a symbolic link, which can be replaced in one step where names cannot be exchanged.

        A real folder is first moved aside, once; `_settle` puts it back if the process is killed in between.
        """
        shop = self.scratch.parent
        before = shop / self.target.readlink().name if self.target.is_symlink() else shop / _ASIDE
        link = shop / _LINK
        link.unlink(missing_ok=True)
        link.symlink_to(f"{shop.name}/{self.scratch.name}")
        if self.target.exists() and not self.target.is_symlink():
            self.target.rename(before)
        try:
            link.rename(self.target)
        except OSError:
            if before.name == _ASIDE and before.exists():
                before.rename(self.target)
            raise
        self.scratch = before


@contextmanager
def place(
    out: Path, kind: str, ground: Ground, *, waiting: Callable[[str], None], keep: bool = True
) -> Iterator[Swap]:
    """Lock the folder `out`, to replace it by another of that `kind`.

    What killed builds left is cleared or put back first. On the way out, with `keep`, the folder published
    before stays hidden beside the other, for the next build. Raises PlaceError, before any work, and OSError.
    """
    with _beside(permitted(out, ground), waiting) as (shop, target):
        _adopt(shop, target, kind)
        _settle(shop, target, keep=keep)
        try:
            one = Swap(out, kind, ground, target=allowed(out, kind, ground))
            with suppress(FileNotFoundError):
                (shop / _LAST).rename(one.scratch)
            yield one
        finally:
            _settle(shop, target, keep=keep)


@contextmanager
def in_place(folder: Path, kind: str, ground: Ground, *, waiting: Callable[[str], None]) -> Iterator[Path]:
    """Lock `folder`, to write in it in place; gives its real path. Raises as `place`."""
    with _beside(permitted(folder, ground, in_place=True), waiting):
        yield allowed(folder, kind, ground, in_place=True)


@contextmanager
def at_work(work: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Lock the folder `work`, where builds keep what the next one can reuse.

    Other things may stand there, except under the names we need. Raises PlaceError and OSError.
    """
    if not any((work / proof).is_file() for proof in (LOCK, "pages.json")):
        taken = [name for name in IN_WORK if _holds_something(work / name)]
        if taken:
            message = (
                f"{work} contient déjà {', '.join(taken)}, que cet outil n'a pas écrit\n"
                "  aide: donnez un autre nom à ce dossier, dont l'espace a besoin pour travailler"
            )
            raise PlaceError(message)
    with alone(work, waiting):
        put_right(work)
        yield


def _holds_something(path: Path) -> bool:
    """Whether something at a path could be lost; an empty folder, which MkDocs needs, does not count."""
    return any(path.iterdir()) if path.is_dir() and not path.is_symlink() else os.path.lexists(path)


@contextmanager
def _beside(target: Path, waiting: Callable[[str], None]) -> Iterator[tuple[Path, Path]]:
    shop = workshop(target)
    _refuse_shop(shop)
    lacking = [folder for folder in target.parents if not folder.exists()]
    try:
        with alone(shop, waiting):
            yield shop, target
    finally:
        for folder in lacking:
            with suppress(OSError):  # it holds what was published
                folder.rmdir()


def _refuse_shop(shop: Path) -> None:
    """Raise PlaceError if our hidden folder's name is used by something that is not ours."""
    ours = shop.is_dir() and not shop.is_symlink() and ((shop / LOCK).is_file() or not any(shop.iterdir()))
    if (shop.exists() or shop.is_symlink()) and not ours:
        message = (
            f"{shop} n'est pas un dossier de cet outil, qui a besoin de ce nom\n"
            "  aide: renommez-le, ou donnez un autre dossier"
        )
        raise PlaceError(message)


def _adopt(shop: Path, target: Path, kind: str) -> None:
    """Move the previous site, kept beside the folder by earlier versions, into the hidden folder."""
    before = target.with_name(f".{target.name}.{_LAST}")
    if before.is_dir() and not before.is_symlink() and any(before.iterdir()) and not strangers(before, kind):
        before.rename(shop / secrets.token_hex(8))


def _settle(shop: Path, target: Path, *, keep: bool) -> None:
    """Put back what a killed build set aside and remove its leftovers, and only those.

    With `keep`, one old folder is kept for the next build to start from.
    """
    shop.chmod(FOLDER_MODE)
    aside, last = shop / _ASIDE, shop / _LAST
    if aside.is_dir() and not (target.exists() or target.is_symlink()):
        aside.rename(target)
    (shop / _LINK).unlink(missing_ok=True)
    shown = target.readlink().name if target.is_symlink() else ""
    for path in sorted(shop.iterdir()):
        if path.name == shown or not (path.name in {_ASIDE, _LAST} or _SCRATCH.fullmatch(path.name)):
            continue
        if path.name != _LAST and keep and not last.exists():
            path.rename(last)
        elif path.name != _LAST or not keep:
            shutil.rmtree(path)


def finish(folder: Path, kind: str) -> None:
    """Set the same permissions everywhere in `folder` whatever the umask, and write its mark."""
    sizes: dict[str, int | None] = {}
    folder.chmod(FOLDER_MODE)
    for path, entry in entries(folder):
        fact, is_folder = entry.stat(follow_symlinks=False), entry.is_dir(follow_symlinks=False)
        mode = FOLDER_MODE if is_folder else FILE_MODE
        if stat.S_IMODE(fact.st_mode) != mode:  # what is as it should be is not even touched
            os.chmod(entry.path, mode)  # noqa: PTH101 — 10,000 paths as text take a third of the time
        if not is_folder:
            sizes[path] = fact.st_size
    sign(folder, kind, sizes)


def _can_exchange(folder: Path) -> bool:
    """Whether this disk can exchange two names at once, as tried on two temporary folders."""
    one, other = folder / secrets.token_hex(8), folder / secrets.token_hex(8)
    try:
        one.mkdir()
        other.mkdir()
        return exchange(one, other)
    finally:
        for made in (one, other):
            with suppress(FileNotFoundError):
                made.rmdir()


def _flush(folder: Path) -> None:
    """Wait until everything is on the disk, in one call: a call for each file is a hundred times slower."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        whole = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if whole is None:
            for where, _, names in listed(folder):
                for path in (where, *(f"{where}/{name}" for name in names)):
                    _flush_one(path)
        elif whole(opened) != 0:
            raise OSError(ctypes.get_errno(), "", str(folder))
    finally:
        os.close(opened)


def _flush_one(path: str) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
