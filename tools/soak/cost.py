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
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checking import check
from generator.diagnostics import RENDERERS
from generator.working import lines_of, schemas_of
from tests.cases.case_file import lay_base
from tests.house.growth import forget
from tools.soak.shapes import PLAIN, SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.schema import Schemas

STEEPEST = 2.5
LONGEST = 2.0
# What mends checks the commons before, and again with what it would write: twice the work of a check.
TWICE = frozenset({"fix"})
# Under this, in seconds, a ratio says more of the machine than of the work.
_NOISE = 0.1
_TRIES = 5


def main(words: Sequence[str]) -> int:
    """Measure every shape that a word names; 1 where some cost too much."""
    shapes = [
        shape
        for shape in SHAPES
        if not words or any(word in shape.name or word in shape.rules for word in words)
    ]
    wrong = False
    # A process a core: the time is that of the processor, and each has a commons of its own.
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        for shape, (dearest, faults) in zip(shapes, pool.map(_measured, shapes, repeat(folder)), strict=True):
            wrong = wrong or bool(faults)
            said = f"{'non' if faults else 'oui'}  {dearest:.2f} s  {shape.name}"
            print(said, *faults, sep="\n     ", flush=True)
    return int(wrong)


def _measured(shape: Shape, folder: str) -> tuple[float, list[str]]:
    """The most that a command takes on a shape, in seconds, and what is wrong with its costs."""
    root, empty = _ground(folder)
    steep, form = _steep(root, shape)
    taken = _of_commands(root, shape, form, empty)
    long = [
        f"espace {' '.join(door)} : {seconds:.2f} s de plus que sans texte"
        for door, seconds in taken.items()
        if seconds > _longest(door)
    ]
    return max(taken.values()), [*steep, *long]


@cache
def _ground(folder: str) -> tuple[Path, dict[Door, float]]:
    """A commons for this process, and what each command takes on it."""
    root = Path(tempfile.mkdtemp(dir=folder))
    lay_base(root)
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "base"]):
        subprocess.run([*git, *words], check=True)
    return root, {door: _of_command(root, door) for door in DOORS}


def _steep(root: Path, shape: Shape) -> tuple[list[str], str]:
    """Where the cost of a shape grows faster than its text, in words; and the renderer that costs most.

    What seems to is measured again: noise only ever adds to the time of a processor.
    """
    schemas = schemas_of(root)
    least: dict[tuple[str, int], float] = {}
    found: list[str] = []
    for _ in range(_TRIES):
        for size in (0, shape.most // 4, shape.most // 2, shape.most):
            with _written(root, shape, shape.text(size) if size else PLAIN):
                for name, taken in _once(root, schemas):
                    least[name, size] = min(taken, least.get((name, size), taken))
        found = []
        for name in ("check", *RENDERERS):
            sizes = (shape.most // 4, shape.most // 2, shape.most)
            for less, more in pairwise(least[name, size] - least[name, 0] for size in sizes):
                if more > _NOISE and more > STEEPEST * max(less, _NOISE / STEEPEST):
                    found.append(f"{name} : {less:.2f} s puis {more:.2f} s pour deux fois plus de texte")
        if not found:
            break
    return found, max(RENDERERS, key=lambda form: least[form, shape.most])


def _once(root: Path, schemas: Schemas) -> Iterator[tuple[str, float]]:
    """What is measured: the check, then each renderer on what it found."""
    gc.collect()
    forget()
    began = time.process_time()
    found = check(root, schemas).told
    yield "check", time.process_time() - began
    for form, render in RENDERERS.items():
        began = time.process_time()
        render(found, lines_of(root))
        yield form, time.process_time() - began


class _written:  # noqa: N801 — used as a statement
    """A file of the commons with another text, and as it was afterwards."""

    def __init__(self, root: Path, shape: Shape, text: str) -> None:
        self._path = root / shape.path
        self._before = self._path.read_bytes() if self._path.exists() else None
        self._text = text

    def __enter__(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_bytes(self._text.encode())

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            self._path.unlink()
        else:
            self._path.write_bytes(self._before)


# --- from the command line ----------------------------------------------------------------------

Door = tuple[str, ...]
DOORS: tuple[Door, ...] = (
    *(("check", "--format", form) for form in RENDERERS),
    ("check", "--base", "HEAD"),
    ("fix",),
    ("report", "--base", "HEAD"),
)


def _longest(door: Door) -> float:
    """The most that a command may take on a whole file, in seconds, over what it takes on an empty one."""
    return LONGEST * (2 if door[0] in TWICE else 1)


def _of_commands(root: Path, shape: Shape, form: str, empty: dict[Door, float]) -> dict[Door, float]:
    """What each command takes more than without a text; of the formats, the one that costs most."""
    taken = {}
    with _written(root, shape, shape.text(shape.most)):
        for door in DOORS:
            if "--format" not in door or form in door:
                tries = (_of_command(root, door) - empty[door] for _ in range(_TRIES))
                taken[door] = _under(_longest(door), tries)
    return taken


def _under(limit: float, tries: Iterator[float]) -> float:
    """The least of the tries, made until one is within the limit."""
    least = next(tries)
    while least > limit and (more := next(tries, None)) is not None:
        least = min(least, more)
    return least


def _of_command(root: Path, door: Door) -> float:
    """The seconds of processor of one command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).parent / "espace"), door[0], "--root", str(root), *door[1:]]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "COLUMNS": "80"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
