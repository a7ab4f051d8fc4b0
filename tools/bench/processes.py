"""Run a command and say what it cost with all that it starts: wall, CPU, memory at its highest."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROJECT = Path(__file__).resolve().parents[2]
RUNS = 3
_EVERY = 0.05  # seconds between two looks at the memory
_TURNS = 5_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and of processor, MiB of all processes together (0 where nothing tells them)."""

    wall: float
    cpu: float
    peak: float


def cost(command: Sequence[str], folder: Path = PROJECT) -> Cost:
    """What the command costs once. Raises RuntimeError with its words where it fails."""
    before, start = _children(), time.perf_counter()
    # As installed: some machines of work ask Python to keep nothing of what it compiled.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, cwd=folder, env=usual, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        highest = [0]
        watcher = threading.Thread(target=_watch, args=(process, highest))
        watcher.start()
        told = process.communicate()[0]
        watcher.join()
    if process.returncode:
        message = f"{command[0]} failed:\n{told.decode(errors='replace')}"
        raise RuntimeError(message)
    return Cost(time.perf_counter() - start, _children() - before, highest[0] / 1024)


def middle(work: Callable[[], Cost], before: Callable[[], object] = lambda: None) -> Cost:
    """The median of each figure of a few runs; `before` puts things back before each of them, unmeasured."""
    runs = []
    for _ in range(RUNS):
        before()
        runs.append(work())
    return Cost(*(median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def ours(*words: str | Path) -> list[str]:
    """The command `espace` of this environment, with those words."""
    return [sys.executable, "-m", "generator", *map(str, words)]


def calibration() -> float:
    """Seconds of processor that this machine takes, at this moment, for a loop that never changes."""
    start, total = time.process_time(), 0
    for turn in range(_TURNS):
        total += turn & 7
    return time.process_time() - start


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[bytes], highest: list[int]) -> None:
    while process.poll() is None:
        highest[0] = max(highest[0], sum(map(_memory, _family(process.pid))))
        time.sleep(_EVERY)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started, by Linux's own list; itself alone elsewhere."""
    yield pid
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 — looked at twenty times a second
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text(encoding="ascii").split():
                yield from _family(int(child))


def _memory(pid: int) -> int:
    """KiB of a process, what it shares divided among those who share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
