"""Find and run the program installed beside Python: the link checker."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sysconfig
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.crew import die_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATIENCE = "ESPACE_PATIENCE"
"""The variable that says how many seconds a program is given."""
_SECONDS = 300.0
_MOST_WORDS = 2000
_REFUSED = re.compile(r"\(os error (\d+)\)")  # as programs written in Rust tell what the machine refused


class ProgramError(RuntimeError):
    """A program could not run, or failed for another reason than faults it found."""


def lychee() -> Path:
    """The link checker of this environment, else the one on the path. Raises ProgramError without any."""
    found = shutil.which("lychee", path=sysconfig.get_path("scripts")) or shutil.which("lychee")
    if found is None:
        msg = "il manque le programme lychee, qui suit les liens\n  aide: relancez make site, qui l'installe"
        raise ProgramError(msg)
    return Path(found)


def run(command: Sequence[str], *, folder: str | Path) -> str:
    """Run a program in `folder` and return what it printed. Raises as what `running` gives."""
    with running(command, folder=folder) as printed:
        return printed()


@contextmanager
def running(
    command: Sequence[str], *, folder: str | Path, accepted: Sequence[int] = (0,)
) -> Iterator[Callable[[], str]]:
    """Start a program in `folder`; the value is a function that waits for it and returns what it printed.

    That function raises ProgramError for any other exit code than those `accepted` and past its time, and
    OSError for what the machine refused to the program. On the way out, nothing of it is left running: it is
    alone in a group, and ends with this process even where that one is killed. Call it from the main thread:
    the kernel takes the end of a thread for the end of a parent.
    """
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 — a list of arguments, never a shell
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
        preexec_fn=partial(die_with, os.getpid()),  # noqa: PLW1509 — one call of the kernel, looked up before
    )
    seconds = float(os.environ.get(PATIENCE) or _SECONDS)
    try:
        yield lambda: _printed(process, accepted, Path(folder), started=started, seconds=seconds)
    finally:
        with suppress(ProcessLookupError, PermissionError):  # a group that is gone
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _printed(
    process: subprocess.Popen[bytes], accepted: Sequence[int], folder: Path, *, started: float, seconds: float
) -> str:
    name = Path(process.args[0]).name  # type: ignore[index,arg-type] # the list above
    try:
        out, complaint = process.communicate(timeout=max(0.0, started + seconds - time.monotonic()))
    except subprocess.TimeoutExpired as stop:
        msg = (
            f"le programme {name} n'avait pas fini au bout de {seconds:g} secondes : il a été arrêté\n"
            f"  aide: recommencez ; sur une machine lente, donnez-lui plus de temps avec {PATIENCE}=1200"
        )
        raise ProgramError(msg) from stop
    if process.returncode in accepted:
        return out.decode()
    if process.returncode < 0:
        msg = (
            f"le programme {name} a été arrêté (signal {-process.returncode}), sans doute faute de mémoire\n"
            "  aide: fermez d'autres programmes, puis relancez la commande"
        )
        raise ProgramError(msg)
    words = (complaint + out).decode(errors="replace").strip()[-_MOST_WORDS:]
    found = _REFUSED.search(words)
    if found:
        raise OSError(int(found[1]), words, str(folder))
    msg = f"le programme {name} s'est arrêté (code {process.returncode}) : {words}"
    raise ProgramError(msg)
