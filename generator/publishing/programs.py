"""Find and run the two programs installed beside Python: the search indexer and the link checker."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pagefind_bin_extended

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 2000


class ProgramError(RuntimeError):
    """A program could not run, or stopped for another reason than the faults it looks for."""


def lychee() -> Path:
    """The link checker of this environment, else the one on the path. Raises ProgramError without any."""
    found = shutil.which("lychee", path=sysconfig.get_path("scripts")) or shutil.which("lychee")
    if found is None:
        msg = "il manque le programme lychee, qui suit les liens\n  aide: relancez make site, qui l'installe"
        raise ProgramError(msg)
    return Path(found)


def pagefind() -> Path:
    """The search indexer, in its edition that knows how French words vary."""
    return Path(pagefind_bin_extended.get_executable())


def run(command: Sequence[str], *, folder: str | Path, accepted: Sequence[int] = (0,)) -> str:
    """Run a program in `folder` and return what it printed. Raises ProgramError for any other exit code."""
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    if done.returncode not in accepted:
        words = (done.stderr + done.stdout).decode(errors="replace").strip()[-_MOST_WORDS:]
        msg = f"le programme {Path(command[0]).name} s'est arrêté (code {done.returncode}) : {words}"
        raise ProgramError(msg)
    return done.stdout.decode()
