"""Erase what was made here and nothing else: `python -m tools.clean`, in the folder of the project."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publishing import PlaceError, at_work
from generator.publishing.ground import IN_WORK, workshop
from generator.publishing.lock import LOCK
from generator.publishing.mark import EDITION, PART, PREVIEW, SITE, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = ("engine.json", "frames.json", "liens", "pages.json", "restes.json")
_FOLDERS = (*IN_WORK, "recherche")


def main(top: Path) -> int:
    """Erase the site, the preview and the folder of work under `top`; 1 where something is not ours."""
    left = [
        *_published(top / "site", SITE),
        *_published(top / "site-hors-ligne", EDITION),
        *_published(top / "build/apercu", PREVIEW),
        *(line for one in sorted((top / "build/parties").glob("*")) for line in _published(one, PART)),
        *_work(top / "build/partie"),
        *_work(top / "build"),
    ]
    for line in left:
        print(f"{line}. Rien n'a été effacé de ce qui est à vous.", file=sys.stderr)
    return int(bool(left))


def _published(folder: Path, kind: str) -> Iterator[str]:
    """Erase a folder that was published, and what is hidden beside; tell what is not ours."""
    found = strangers(folder, kind) if folder.is_dir() else []
    shop = workshop(folder)
    if found:
        yield f"{folder} contient ce que cet outil n'a pas écrit : {', '.join(found[:3])}"
        return
    for one in (folder, *((shop,) if (shop / LOCK).is_file() else ())):
        if one.is_symlink():
            one.unlink()
        elif one.exists():
            shutil.rmtree(one)


def _wheels(folder: Path) -> None:
    """Erase what `make paquet` made."""
    for one in folder.glob("espace_ressources-*.whl"):
        one.unlink()
    with suppress(OSError):  # it is not there, or holds something else
        folder.rmdir()


def _work(work: Path) -> Iterator[str]:
    if not work.is_dir():
        return
    try:
        with at_work(work, print):
            for name in _FOLDERS:
                shutil.rmtree(work / name, ignore_errors=True)
            for name in _FILES:
                (work / name).unlink(missing_ok=True)
            _wheels(work / "paquet")
            with suppress(OSError):  # as above
                (work / "parties").rmdir()
    except PlaceError as error:
        yield str(error)
        return
    if work.is_dir():
        yield f"{work} contient autre chose que ce que cet outil y met"


if __name__ == "__main__":
    sys.exit(main(Path()))
