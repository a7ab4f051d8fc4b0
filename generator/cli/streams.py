"""Make the standard streams safe to print to: closed, on a full disk, or in another encoding."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from generator.machine import reason

if TYPE_CHECKING:
    from collections.abc import Buffer  # type: ignore[attr-defined] # of the types of 3.12 only

_OUT, _ERR = 1, 2


class NobodyListens(Exception):  # noqa: N818 — what happened
    """Raised when output cannot be written; the French message is empty if the reader closed the pipe."""


def open_streams() -> None:
    """Prepare the standard streams, so that printing raises nothing but `NobodyListens`.

    A closed one is opened on /dev/null, or else the next file would get its number, and the output.
    What the alphabet of a terminal lacks is replaced.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 — as long as we run
    sys.stdout, sys.stderr = _stream(_OUT, sys.stdout), _stream(_ERR, sys.stderr)


def _stream(number: int, known: TextIO | None) -> io.TextIOWrapper:
    raw = _Raw(number, "w", closefd=False)
    encoding = known.encoding if known else "utf-8"
    at_once = number == _ERR or raw.isatty()
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors="replace", line_buffering=at_once)


class _Raw(io.FileIO):
    """A stream that raises `NobodyListens` once, then drops its output; standard error never raises."""

    silent = False

    def write(self, data: Buffer) -> int:
        if not self.silent:
            try:
                return super().write(data)
            except OSError as error:
                self.silent = True
                if self.fileno() == _OUT:
                    why = "" if isinstance(error, BrokenPipeError) else reason(error.errno or 0)
                    raise NobodyListens(why) from error
        return len(memoryview(data))
