"""Put a finished folder in the place of an old one at once: readers see one site or the other, never half."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# What a kernel, a libc or a file system answers when it cannot exchange two names.
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def swap(new: Path, target: Path) -> None:
    """Make `target` be the folder `new`, and `new` the folder that was there, if any.

    Both must be on one file system. Raises OSError, with `target` as it was, when the exchange is
    refused. Where the system cannot exchange two names, two renames leave an instant without site.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        msg = f"{target} n'est pas un dossier"
        raise NotADirectoryError(msg)
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        return
    old = target.with_name(f"{target.name}.ancien")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where this system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
