"""Time one piece of work, step by step, in a process of its own: `measured` starts it, `main` is it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[2]
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
# The steps of `pipeline.build` as it tells them, and as the table names them.
_STEPS = {
    "lecture et vérification": "read and check",
    "écriture des pages": "render and stage",
    "mise en page": "engine",
    "recherche": "search",
    "vérification des liens": "links",
    "mise en place": "swap",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a step took: seconds of wall, seconds of processor (children included), and memory.

    `peak` is in MiB: the process at its highest during the step, or the largest child so far where
    that is more.
    """

    name: str
    wall: float
    cpu: float
    peak: float


def measured(work: str, folder: Path, jobs: int) -> tuple[Step, ...]:
    """The steps of `work` (read, render or build) on the commons in `folder`, in a fresh process."""
    command = [sys.executable, "-m", "tools.bench.measure", work, str(folder), str(jobs)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{work} failed:\n{done.stderr}{done.stdout}"
        raise RuntimeError(message)
    return tuple(Step(**step) for step in json.loads(done.stdout.splitlines()[-1]))


class _Clock:
    """Ends a step when the next one starts."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._name = "start"
        self._begin()

    def step(self, name: str) -> None:
        self._end()
        self._name = _STEPS.get(name, name)
        self._begin()

    def stop(self) -> list[Step]:
        self._end()
        return self.steps

    def _begin(self) -> None:
        with suppress(OSError):  # only Linux can forget a peak; elsewhere peaks only grow
            _FORGET.write_text("5", encoding="ascii")
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def _end(self) -> None:
        wall, cpu = time.perf_counter() - self._wall, _cpu() - self._cpu
        self.steps.append(Step(self._name, wall, cpu, _peak()))


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak() -> float:
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with suppress(OSError):
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return max(child, int(line.split()[1])) / 1024
    return max(child, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def _read(folder: Path, _jobs: int, clock: _Clock) -> None:
    from generator import sources  # noqa: PLC0415 — what a step imports is part of what it costs

    clock.step("read alone")
    found = sources.read(folder)
    if found.diagnostics:
        raise RuntimeError(str(found.diagnostics[0]))


def _render(folder: Path, jobs: int, clock: _Clock) -> None:
    from generator import pages, pipeline  # noqa: PLC0415 — idem

    checked = pipeline.check(folder)
    clock.step("render alone")
    for _page in pages.render(checked.index, jobs=jobs):
        pass


def _build(folder: Path, jobs: int, clock: _Clock) -> None:
    from generator import pipeline  # noqa: PLC0415 — idem

    built = pipeline.build(folder, folder / "site", jobs=jobs, progress=clock.step)
    if built.staging.report or built.result is None or not built.result.published:
        message = f"a fault in the commons of the bench: {built.staging.report[:2000]}{built.result}"
        raise RuntimeError(message)


_WORKS: dict[str, Callable[[Path, int, _Clock], None]] = {"read": _read, "render": _render, "build": _build}


def main(work: str, folder: str, jobs: str) -> None:
    """Do the work, then print its steps as JSON on the last line."""
    clock = _Clock()
    _WORKS[work](Path(folder), int(jobs), clock)
    print(json.dumps([asdict(step) for step in clock.stop()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
