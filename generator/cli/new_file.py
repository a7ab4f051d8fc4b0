"""Create a new file atomically, and never overwrite an existing one."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from generator.pipeline import CouldNotRun

if TYPE_CHECKING:
    from pathlib import Path


def write_new(root: Path, path: str, text: str | bytes) -> None:
    """Write `text`, or bytes as they are, at `path` under `root`, creating the missing folders.

    Raises `CouldNotRun` where something is there already or a folder on the way is no folder of ours, and
    `OSError`.
    """
    *folders, name = path.split("/")
    folder = root
    for step in folders:
        folder /= step
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            message = f"{folder} n'est pas un vrai dossier : rien n'y est écrit"
            raise CouldNotRun(message)
        folder.mkdir(exist_ok=True)
    # A name that the checker does not read, for as long as the file is not whole.
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        with draft.open("xb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
        _put(draft, folder / name)
    except FileExistsError as error:
        message = (
            f"{path} existe déjà : il n'a pas été touché\n  aide: modifiez ce fichier, ou donnez un autre nom"
        )
        raise CouldNotRun(message) from error
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, target: Path) -> None:
    """Give the finished file its name; raises `FileExistsError` if it is taken."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        content = draft.read_bytes()
        with target.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except BaseException:
                target.unlink()
                raise
