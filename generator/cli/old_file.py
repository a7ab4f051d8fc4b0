"""Overwrite a file atomically, unless someone changed it meanwhile."""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

from generator.pipeline import CouldNotRun
from generator.sources import content

if TYPE_CHECKING:
    from pathlib import Path


def write_over(root: Path, path: str, before: bytes, *, after: bytes) -> None:
    """Replace `before` by `after` in the record at `path` under `root`; its permissions stay.

    Raises `CouldNotRun` where the file or a folder on the way is a link, or holds something else by now, and
    `OSError`.
    """
    target = root / path
    _refuse_unless(root, path, before)
    # A name that the checker does not read, for as long as the file is not whole.
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _refuse_unless(root, path, before)
        shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    if content(root, path) != after:
        message = f"{path} ne contient pas ce qui vient d'y être écrit : vérifiez ce disque"
        raise CouldNotRun(message)


def _refuse_unless(root: Path, path: str, before: bytes) -> None:
    if _through_a_link(root, path) or content(root, path) != before:
        message = f"{path} a changé entre-temps : il n'a pas été touché"
        raise CouldNotRun(message)


def _through_a_link(root: Path, path: str) -> bool:
    place = root
    for step in path.split("/"):
        place /= step
        if place.is_symlink():
            return True
    return False
