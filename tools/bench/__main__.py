"""Build made-up commons of the sizes asked for and print what they cost, in Markdown: ratios first."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.options import JOBS
from tools.bench import tables
from tools.bench.commons import write
from tools.bench.differences import timed
from tools.bench.first_answer import answers
from tools.bench.first_paint import paints
from tools.bench.measure import measured
from tools.bench.peers import peers
from tools.bench.processes import calibration, cost, middle, ours
from tools.bench.saving import shown, the_real_commons
from tools.bench.tables import Figures
from tools.bench.weight import of_the_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.bench.processes import Cost

_PAGE = "/experimentations/experience-0/journal/2024-05-02-note-0/"


def main() -> None:
    """Parse what is asked, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--records", default="1000", help="sizes, multiples of 100: 1000 or 1000,10000")
    parser.add_argument("--jobs", type=int, default=JOBS, help=f"processes that share the work ({JOBS})")
    parser.add_argument("--peers", action="store_true", help="measure Hugo and Pagefind on the same records")
    asked = parser.parse_args()
    sizes = sorted({int(size) for size in asked.records.split(",")})
    speed = [calibration()]
    found = {}
    for size in sizes:
        found[size] = _measure(size, asked.jobs, beside=asked.peers)
        _print_size(size, found[size])
    speed.append(calibration())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, jobs {asked.jobs}; ", end="")
    print(
        f"calibration {speed[0]:.2f} s before, {speed[1]:.2f} s after; site's packages {of_the_site():.0f} MB"
    )
    tables.print_ratios(found)
    for small, large in pairwise(sizes):
        tables.print_growth(small, large, found)
    with tempfile.TemporaryDirectory(prefix="espace-bench-") as name:
        save = shown(Path(name), *the_real_commons(Path(name)))
    print(f"\nA save of the real records: {save:.2f} s until its page shows it.")
    tables.print_differences(timed())
    tables.print_paints(paints())


def _print_size(size: int, figures: Figures) -> None:
    """What a size cost, as soon as it is known: a large one takes long, and may be stopped."""
    tables.print_ratios({size: figures})
    for title, steps in figures.steps.items():
        tables.print_steps(f"{size:,} records, {title}", steps, size)
    tables.print_answers(size, figures.answers)
    sys.stdout.flush()


def _measure(size: int, jobs: int, *, beside: bool) -> Figures:
    with tempfile.TemporaryDirectory(prefix="espace-bench-") as name:
        folder = Path(name) / "espace"
        _tell(f"{size:,} records: writing them")
        edited = write(folder, size)
        _tell(f"{size:,} records: peers")
        others = peers(folder, Path(name)) if beside else {}
        _tell(f"{size:,} records: each step, cold")
        alone = [step for work in ("read", "render") for step in measured(work, folder, jobs)]
        steps = {
            "cold": [*measured("build", folder, jobs), *(one for one in alone if one.name in tables.ALONE)]
        }
        _tell(f"{size:,} records: the whole")
        whole = _whole(folder, edited, jobs)
        _tell(f"{size:,} records: each step, after one edit")
        _edit(edited)
        steps["after one edit"] = [*measured("build", folder, jobs)]
        _tell(f"{size:,} records: in a browser")
        first = tuple(answers(folder / "site"))
        save = shown(folder, edited, _PAGE)
        _tell("")
        return Figures(steps=steps, whole={**whole, **others}, answers=first, save=save)


def _whole(folder: Path, edited: Path, jobs: int) -> Mapping[str, Cost]:
    """The commands as people run them, each a few times."""
    build = ours("build", "--root", folder, "--jobs", str(jobs))
    check = ours("check", "--root", folder)
    cold = middle(lambda: cost(check), lambda: _forget(folder))
    warm = middle(lambda: cost(check))
    whole = middle(lambda: cost(build), lambda: _forget(folder))
    again = middle(lambda: cost(build), lambda: _edit(edited))
    return {tables.WHOLE: whole, tables.EDIT: again, tables.CHECK: cold, tables.WARM: warm}


def _forget(folder: Path) -> None:
    for place in (folder / "build", folder / "site", folder / ".site.espace"):
        shutil.rmtree(place, ignore_errors=True)


def _edit(edited: Path) -> None:
    with edited.open("a", encoding="utf-8") as file:
        file.write("\nUne phrase de plus.\n")


def _tell(what: str) -> None:
    """Progress on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{what}")
        sys.stderr.flush()


main()
