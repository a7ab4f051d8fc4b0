"""Share work among processes: `spread` gives the same results, in the same order, however many there are."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: a forked process must not load a library.
_prctl = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
_KILLED = (
    "un des programmes qui se partageaient le travail a été arrêté, sans doute faute de mémoire\n"
    "  aide: fermez d'autres programmes, puis relancez la commande"
)
# What the processes inherit when they start: only results have to be sent.
_inherited: list[tuple[Callable[[Any], Any], Sequence[Any], int]] = []


def spread(
    work: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int, *, share: int = 256
) -> Iterator[_Result]:
    """The result of `work` on each of the `items`, on `jobs` processes that each take `share` at a time.

    By default a share is of records: fewer than that are read sooner than a process starts. Where all would
    be a single share, or where this system cannot fork, it is done here. Results must be
    picklable, `work` and `items` need not. Raises what `work` raises, and ChildProcessError, in French, where
    a process is killed.
    """
    if jobs <= 1 or len(items) <= share or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    starts = range(0, len(items), share)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(jobs, len(starts)), fork, die_with, (os.getpid(),)) as crew:
        _inherited.append((work, items, share))
        # The collector would write in every object loaded so far: each process would then get its own copy.
        gc.freeze()
        try:
            shares = crew.map(_share, starts)  # forks every process at once
        finally:
            gc.unfreeze()
            _inherited.pop()
        try:
            yield from chain.from_iterable(shares)
        except BrokenProcessPool as stop:
            raise ChildProcessError(_KILLED) from stop
        except KeyboardInterrupt:  # what is under way is of no more use: do not wait for it
            for process in multiprocessing.active_children():
                process.kill()
            raise


def die_with(parent: int) -> None:
    """Let this process, just forked by `parent`, end when that one does, however it does (Linux only)."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before the line above
        os._exit(1)


def _share(start: int) -> list[Any]:
    work, items, share = _inherited[-1]
    return [work(item) for item in items[start : start + share]]
