"""Erase what was made here and nothing else: `python -m tools.clean`, in the folder of the project."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from generator.publishing import PlaceError, at_work
from generator.publishing.ground import IN_WORK, workshop
from generator.publishing.lock import LOCK
from generator.publishing.mark import PREVIEW, SITE, strangers

_FILES = ("engine.json", "pages.json")


def main(top: Path) -> int:
    """Erase the site, the preview and the folder of work under `top`; 1 where something is not ours."""
    left = []
    for folder, kind in ((top / "site", SITE), (top / "build/apercu", PREVIEW)):
        found = strangers(folder, kind) if folder.is_dir() and not folder.is_symlink() else []
        if found:
            left.append(f"{folder} contient ce que cet outil n'a pas écrit : {', '.join(found[:3])}")
        else:
            shop = workshop(folder)
            for one in (folder, *((shop,) if (shop / LOCK).is_file() else ())):
                if one.is_symlink():
                    one.unlink()
                elif one.exists():
                    shutil.rmtree(one)
    work = top / "build"
    try:
        if work.is_dir():
            with at_work(work, print):
                for name in IN_WORK:
                    shutil.rmtree(work / name, ignore_errors=True)
                for name in _FILES:
                    (work / name).unlink(missing_ok=True)
        if work.is_dir():
            left.append(f"{work} contient autre chose que ce que cet outil y met")
    except PlaceError as error:
        left.append(str(error))
    for line in left:
        print(f"{line}. Rien n'y a été effacé de ce qui est à vous.", file=sys.stderr)
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main(Path()))
