"""Exchange the names of two folders in one system call, on systems that have it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2  # of macOS
# What a kernel, a libc or a file system answers when it cannot exchange two names.
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names of one file system at once; False, with nothing done, where this system cannot.

    Raises OSError, with nothing done, when it is refused.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            code = system.renamex_np(first, second, _RENAME_SWAP)
        else:
            code = system.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except (OSError, AttributeError):
        return False
    number = ctypes.get_errno()
    if code == 0:
        return True
    if number in _UNABLE:
        return False
    raise OSError(number, "", str(one), None, str(other))
