"""The command `espace` in a fork of this process: all of a program, but for the second it takes to load."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
import warnings
from contextlib import suppress
from subprocess import CompletedProcess
from typing import IO, TYPE_CHECKING, NoReturn

import generator.cli  # noqa: F401 — loaded once, for every fork
from generator.__main__ import run
from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_CRASHED = 99


def espace(
    *arguments: str | Path,
    cwd: Path = PROJECT,
    env: Mapping[str, str] | None = None,
    closed: Collection[int] = (),
) -> CompletedProcess[str]:
    """What `espace` answers to what is typed: its code and both its streams; `closed` are not even open.

    What Python does of the environment as it starts (`PYTHON…`, `LC_ALL`) is for a real program to prove.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            _become([*map(str, arguments)], cwd, os.environ if env is None else env, (out, err), closed)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said = [(stream.seek(0), stream.read().decode("utf-8"))[1] for stream in (out, err)]
    return CompletedProcess(arguments, code, *said)


def _become(
    typed: list[str], cwd: Path, env: Mapping[str, str], said: tuple[IO[bytes], ...], closed: Collection[int]
) -> NoReturn:
    code: object = _CRASHED
    try:
        warnings.resetwarnings()
        warnings.simplefilter("ignore")  # as a program does, whatever the tests make of a warning
        os.chdir(cwd)
        kept = dict(env)
        os.environ.clear()
        os.environ.update(kept)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, stream in enumerate(said, 1):
            os.dup2(stream.fileno(), number)
        for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
            if number in closed:
                os.close(number)
                setattr(sys, name, None)  # as Python starts
            else:
                setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
        sys.argv = ["espace", *typed]
        run()
    except SystemExit as done:
        code = done.code or 0
    except BaseException:  # noqa: BLE001 — nothing of it may reach the tests of the parent
        traceback.print_exc()
    finally:
        for written in (sys.stdout, sys.stderr):
            with suppress(Exception):
                written.flush()
        os._exit(code if isinstance(code, int) else 1)
