"""Put right what stands in the work folder under a name of ours and is of another sort than what we keep."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FOLDERS = ("engine", "images", "partage", "recherche")
_FILES = ("engine.json", "frames.json", "liens", "pages.json", "restes.json")


def put_right(work: Path) -> None:
    """Take away a file where a folder is kept, a folder where a file is, and a link: it leads elsewhere.

    `at_work` asks for it, once the folder is known to be ours: what a forge kept between two publications may
    hold anything. What a link leads to stays. Raises OSError.
    """
    for place in (work / name for name in _FOLDERS):
        if place.is_symlink() or place.is_file():
            place.unlink()
    for place in (work / name for name in _FILES):
        if place.is_symlink():
            place.unlink()
        elif place.is_dir():
            shutil.rmtree(place)
