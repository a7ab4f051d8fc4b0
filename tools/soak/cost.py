"""Measure what every rule and every renderer costs, at N, 2N and 4N: `python -m tools.soak.cost [WORD…]`.

Ends with code 1 where a cost grows faster than its text, or where a whole file takes too long from the
command line. Times are of the processor, children included; words choose the shapes that hold them.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checking import check
from generator.diagnostics import RENDERERS
from generator.working import lines_of, schemas_of
from tests.cases.case_file import lay_base
from tools.soak.shapes import PLAIN, SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STEEPEST = 2.5
LONGEST = 2.0
# Under this, in seconds, a ratio says more of the machine than of the work.
_NOISE = 0.1
_TRIES = 3


def main(words: Sequence[str]) -> int:
    """Measure every shape that a word names; the number of those that cost too much, 1 at most."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_base(root)
        _commit(root)
        empty = {doors: _of_command(root, doors) for doors in _DOORS}
        for shape in SHAPES:
            if not words or any(word in shape.name or word in shape.rules for word in words):
                faults = [*too_steep(root, shape), *_too_long(root, shape, empty)]
                wrong += bool(faults)
                print(f"{'non' if faults else 'oui'}  {shape.name}", *faults, sep="\n     ", flush=True)
    return min(wrong, 1)


def too_steep(root: Path, shape: Shape, largest: int = 0) -> list[str]:
    """Where the cost of a shape grows faster than its text, in words."""
    sizes = [(largest or shape.most) // part for part in (4, 2, 1)]
    found = []
    with _written(root, shape, "") as write:
        works = _works(root)
        write(PLAIN)
        nothing = {name: _least(work) for name, work in works.items()}
        costs: dict[str, list[float]] = {name: [] for name in works}
        for size in sizes:
            write(shape.text(size))
            for name, work in works.items():
                costs[name].append(_least(work) - nothing[name])
    for name, listed in costs.items():
        for less, more in pairwise(listed):
            if more > _NOISE and more > STEEPEST * max(less, _NOISE / STEEPEST):
                found.append(f"{name} : {less:.2f} s puis {more:.2f} s pour deux fois plus de texte")
    return found


def cost(root: Path, shape: Shape, size: int) -> float:
    """The seconds of processor that checking and telling a shape takes, in every format."""
    with _written(root, shape, shape.text(size)):
        began = time.process_time()
        for work in _works(root).values():
            work()
        return time.process_time() - began


def _works(root: Path) -> dict[str, Callable[[], object]]:
    """What is measured: the check, then each renderer on what it found."""
    schemas = schemas_of(root)

    def told(form: str) -> Callable[[], object]:
        return lambda: RENDERERS[form](found[-1].told, lines_of(root))

    def look() -> None:
        found[:] = [check(root, schemas)]

    found = [check(root, schemas)]
    return {"check": look} | {form: told(form) for form in RENDERERS}


def _least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TRIES):
        gc.collect()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


class _written:  # noqa: N801 — used as a statement
    """A file of the commons with another text, and as it was afterwards."""

    def __init__(self, root: Path, shape: Shape, text: str) -> None:
        self._path = root / shape.path
        self._before = self._path.read_bytes() if self._path.exists() else None
        self._text = text

    def __enter__(self) -> Callable[[str], None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._write(self._text)
        return self._write

    def _write(self, text: str) -> None:
        self._path.write_bytes(text.encode())

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            self._path.unlink()
        else:
            self._path.write_bytes(self._before)


# --- from the command line ----------------------------------------------------------------------

_DOORS = (
    *(("check", "--format", form) for form in RENDERERS),
    ("check", "--base", "HEAD"),
    ("fix",),
    ("report", "--base", "HEAD"),
)


def _too_long(root: Path, shape: Shape, empty: dict[tuple[str, ...], float]) -> list[str]:
    found = []
    with _written(root, shape, shape.text(shape.most)):
        for door in _DOORS:
            taken = min(_of_command(root, door) for _ in range(2)) - empty[door]
            if taken > LONGEST:
                found.append(f"espace {' '.join(door)} : {taken:.2f} s de plus que sans texte")
    return found


def _of_command(root: Path, door: tuple[str, ...]) -> float:
    """The seconds of processor of one command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).parent / "espace"), door[0], "--root", str(root), *door[1:]]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "COLUMNS": "80"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _commit(root: Path) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "base"]):
        subprocess.run([*git, *words], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
