"""Try that a build after any edit gives the bytes of one from nothing: `python -m tools.soak.edits`.

A small commons is edited again and again, in every way of `edit_kinds.py`, and built each time on what the
last build kept. A copy of it that keeps nothing is then built elsewhere: both sites are the same, byte for
byte and right for right, or both builds refuse and say the same.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.pipeline import PROJECT, CouldNotRun, build
from tests.cases.case_file import lay, lay_base, read_case
from tools.soak.edit_kinds import EDITS, OTHER_PROGRAM

_GOLDEN = PROJECT / "tests/golden/petit-espace.txt"
_MADE = {"build", "site", ".site.espace"}
_DAYS = ("", "2026-03-02", "2027-01-31")
_PROGRAM = ("generator", "schemas", "requirements", "mkdocs.yml", "pyproject.toml", "CHANGELOG.md")


class Edited(NamedTuple):
    """What one edit was, what its build said where it refused, and how both sites differ."""

    told: str
    refused: str
    differs: tuple[str, ...]


class Espace:
    """A small commons in `folder`, built on what it keeps; `luck` draws its edits."""

    def __init__(self, folder: Path, luck: random.Random) -> None:
        self.root, self._folder, self._luck = folder / "espace", folder, luck
        self._day = ""
        self._program: Path | None = None
        lay_base(self.root)
        lay(self.root, read_case(_GOLDEN).files)
        shutil.copytree(PROJECT / "schemas", self.root / "schemas")
        self._publish()

    def edit(self, kind: str, *, compared: bool = True) -> Edited:
        """Make one edit of this kind and build on it; where it is refused, put the commons back as it was.

        Unless `compared`, the bytes are not: those of a later edit tell for both.
        """
        before = self._copied("avant")
        told = self._changed(kind)
        refused = self._publish()
        differs = self._against_nothing(refused) if compared or refused else ()
        if refused:
            _bring(before, self.root)
        return Edited(f"{kind}: {told}", refused, differs)

    def _changed(self, kind: str) -> str:
        self._program = None
        if kind == "day":
            self._day = self._luck.choice([day for day in _DAYS if day != self._day])
            return self._day or "no day"
        if kind == OTHER_PROGRAM:
            self._program = self._folder / "programme"
            shutil.rmtree(self._program, ignore_errors=True)
            for name in _PROGRAM:
                _copy_of_program(PROJECT / name, self._program / name)
            return EDITS[kind](self._luck, self._program)
        return EDITS[kind](self._luck, self.root)

    def _against_nothing(self, refused: str) -> tuple[str, ...]:
        copy = self._copied("rien")
        again = self._publish(copy)
        if refused or again:
            return () if refused == again else (f"refused: {refused!r}, from nothing: {again!r}",)
        return _differences(_held(self.root / "site"), _held(copy / "site"))

    def _copied(self, name: str) -> Path:
        copy = self._folder / name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(*_MADE))
        return copy

    def _publish(self, root: Path | None = None) -> str:
        """Build, and say why nothing was published, if so."""
        root = root or self.root
        if self._program:
            return _built_by(self._program, root, self._day)
        try:
            built = build(root, root / "site", day=self._day)
        except CouldNotRun as error:
            return str(error).replace(str(root), "")
        if built.result is None:
            return built.staging.report
        return "\n".join(map(str, built.result.broken))


def _built_by(program: Path, root: Path, day: str) -> str:
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--out", str(root / "site")]
    done = subprocess.run(
        [*command, "--jobs", "1", *(["--jour", day] if day else [])],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stderr.replace(str(root), "") or f"code {done.returncode}" if done.returncode else ""


def _copy_of_program(there: Path, here: Path) -> None:
    """The same files under second names: what is edited of them is written anew."""
    if there.is_dir():
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(there, here, copy_function=os.link, ignore=left)
    else:
        here.parent.mkdir(parents=True, exist_ok=True)
        os.link(there, here)


def _bring(copy: Path, root: Path) -> None:
    for path in root.iterdir():
        if path.name not in _MADE:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(copy, root, dirs_exist_ok=True)


def _held(folder: Path) -> dict[str, tuple[str, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (
            sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mode,
        )
        for path in files
    }


def _differences(one: dict[str, tuple[str, int]], other: dict[str, tuple[str, int]]) -> tuple[str, ...]:
    return tuple(sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path)))


def main() -> int:
    """Make `--count` edits drawn from `--seed`; say each after which the two sites differ, and stop there."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak.edits", description=__doc__)
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=EDITS, help="edits of one kind")
    asked = parser.parse_args()
    luck = random.Random(asked.seed)  # noqa: S311 — the same edits each time, no secret
    start = time.process_time()
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    with TemporaryDirectory(prefix="espace-") as folder:
        espace = Espace(Path(folder), luck)
        for rank, kind in enumerate(
            _drawn(luck, asked.count, [asked.only] if asked.only else [*EDITS, "day"])
        ):
            made = espace.edit(kind)
            seen[kind] += 1
            refused[kind] += bool(made.refused)
            if made.differs:
                sys.stderr.write(f"edit {rank}, {made.told}\n    " + "\n    ".join(made.differs[:20]) + "\n")
                return 1
    for kind, count in sorted(seen.items()):
        sys.stdout.write(f"{kind}: {count}, of which refused alike {refused[kind]}\n")
    sys.stdout.write(f"{sum(seen.values())} edits, no difference ({time.process_time() - start:.0f} s)\n")
    return 0


def _drawn(luck: random.Random, count: int, kinds: list[str]) -> list[str]:
    """So many kinds of edits: each as often as the others, in an order drawn."""
    rounds = -(-count // len(kinds))
    return [kind for _ in range(rounds) for kind in luck.sample(kinds, len(kinds))][:count]


if __name__ == "__main__":
    sys.exit(main())
