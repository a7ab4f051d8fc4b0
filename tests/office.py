"""Documents as LibreOffice writes them: it opens a file and saves it in another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def saved_by_libreoffice(files: Sequence[Path], written: str, folder: Path) -> list[Path]:
    """Each file in the format `written` (`odt`, `html:HTML:EmbedImages`), in `folder`, under its own name."""
    program = shutil.which("soffice")
    if program is None:
        (pytest.fail if os.environ.get("EVERYTHING") else pytest.skip)("LibreOffice is not installed")
    home = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [
        program,
        home,
        "--headless",
        "--convert-to",
        written,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    suffix = written.partition(":")[0]
    return [folder / f"{file.stem}.{suffix}" for file in files]
