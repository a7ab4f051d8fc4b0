"""Try that what `check` accepts, `build` publishes: `python -m tools.soak.publishing --count 300`.

Each commons comes from one seed: that of the tests with some real records, much of it changed at random. What
`check` refuses is put back as it was, or taken away; what is left has no error, and must be published whole.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.pipeline import PROJECT, build, check
from tests.cases.case_file import lay, lay_base, read_case
from tools.soak.mutations import mutate

_GOLDEN = PROJECT / "tests/golden/petit-espace.txt"
_ROUNDS = 12
_REAL = 25
"""One commons in so many is the whole real one."""


class Tried(NamedTuple):
    """What became of one commons: how many of its files were changed and kept; why it was not published."""

    seed: int
    kept: int
    fault: str


def attempt(seed: int, folder: Path, count: int = 40) -> Tried:
    """Make the commons of a seed in `folder`, with some `count` changes, and publish it."""
    luck = random.Random(seed)  # noqa: S311 — the same commons each time, no secret
    root = folder / "espace"
    _start(luck, root, whole=seed % _REAL == _REAL - 1)
    before = _files(root)
    for _ in range(count):
        mutate(luck, root)
    if not _settle(root, before):
        return Tried(seed, 0, "")
    kept = sum(before.get(path) != content for path, content in _files(root).items())
    try:
        result = build(root, folder / "site").result
    except Exception as error:  # noqa: BLE001 — whatever it is, it is the fault that we look for
        return Tried(seed, kept, "".join(traceback.format_exception(error)[-3:]))
    if result is None:
        return Tried(seed, kept, "refused after a clean check")
    told = [f"{one.page} -> {one.link}: {one.reason}" for one in result.broken[:5]]
    return Tried(seed, kept, "\n    ".join([*told, *result.warnings[:5]]))


def _start(luck: random.Random, root: Path, *, whole: bool) -> None:
    if whole:
        for top in ("content", "experiments", "toolbox"):
            shutil.copytree(PROJECT / top, root / top)
        return
    lay_base(root)
    lay(root, read_case(_GOLDEN).files)
    real = sorted([*(PROJECT / "toolbox").glob("*.md"), *(PROJECT / "content").rglob("*.md")])
    for path in luck.sample(real, 12):
        copy = root / path.relative_to(PROJECT)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("content", "experiments", "toolbox")
        for path in (root / top).rglob("*")
        if path.is_file()
    }


def _settle(root: Path, before: dict[str, bytes]) -> bool:
    """Put back, or take away, what has an error, until nothing has; False where that has no end."""
    undone: set[str] = set()
    for _ in range(_ROUNDS):
        faulty = {one.place.path for one in check(root).diagnostics if one.severity == "error"}
        if not faulty:
            return True
        for path in faulty:
            file = root / path
            if path in before and path not in undone:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(before[path])
                undone.add(path)
            elif path.startswith("experiments/"):  # no part goes without the others
                shutil.rmtree(root.joinpath(*path.split("/")[:2]), ignore_errors=True)
            elif file.is_dir():
                shutil.rmtree(file)
            else:
                file.unlink(missing_ok=True)
    return False


def main() -> int:
    """Try `--count` commons from `--first` on; say each that is not published."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--count", type=int, default=300)
    given = asked.parse_args()
    start, tried = time.monotonic(), []
    for seed in range(given.first, given.first + given.count):
        with TemporaryDirectory(prefix="espace-") as folder:
            tried.append(attempt(seed, Path(folder)))
        if tried[-1].fault:
            sys.stdout.write(f"seed {seed}: {tried[-1].fault}\n")
        sys.stdout.flush()
    built = [one for one in tried if one.kept]
    sys.stdout.write(
        f"{len(built)} commons of {len(tried)} were clean, {sum(one.kept for one in built)} files changed; "
        f"{sum(bool(one.fault) for one in tried)} were not published ({time.monotonic() - start:.0f} s)\n"
    )
    return int(any(one.fault for one in tried))


if __name__ == "__main__":
    sys.exit(main())
