"""Build made-up commons of the sizes asked for and print what each step costs, as Markdown tables."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.options import JOBS
from tools.bench.commons import write
from tools.bench.differences import timed
from tools.bench.first_answer import answers
from tools.bench.first_paint import paints
from tools.bench.measure import Step, measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.bench.first_answer import Answer

_RUNS = ("cold", "after one edit")
_ALONE = ("read alone", "render alone")  # part of other steps: measured apart, not summed


def main() -> None:
    """Parse what is asked, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--records", default="1000", help="sizes, multiples of 100: 1000 or 1000,10000")
    parser.add_argument("--jobs", type=int, default=JOBS, help=f"processes that share the work ({JOBS})")
    asked = parser.parse_args()
    sizes = sorted({int(size) for size in asked.records.split(",")})
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, jobs {asked.jobs}")
    runs, first = {}, {}
    for size in sizes:
        runs[size], first[size] = _measure(size, asked.jobs)
    for size, tables in runs.items():
        for title, steps in tables.items():
            _print_table(f"{size:,} records, {title}", steps, size)
        _print_answers(size, first[size])
    for small, large in pairwise(sizes):
        _print_ratio(small, large, runs)
    _print_differences()
    _print_paints()


def _print_answers(records: int, first: Sequence[Answer]) -> None:
    print(f"\n{records:,} records, first answer of the search page to a browser that keeps nothing\n")
    print("| asked | results | wall (s) | on the wire (kB) | requests |")
    print("|---|---|---:|---:|---:|")
    for one in first:
        print(f"| {one.question} | {one.told} | {one.wall:.2f} | {one.size / 1000:.0f} | {one.requests} |")


def _print_differences() -> None:
    print("\nTwo revisions of 25 kB: their difference, for people and for programs\n")
    print("| what differs | wall (ms) |")
    print("|---|---:|")
    for said, seconds in timed():
        print(f"| {said} | {seconds * 1000:.0f} |")


def _print_paints() -> None:
    print("\nThe real records on a phone four times slower: largest paint of a first visit\n")
    print("| page | wall (s) | on the wire (kB) | requests |")
    print("|---|---:|---:|---:|")
    for one in paints():
        print(f"| {one.page} | {one.wall:.2f} | {one.size / 1000:.0f} | {one.requests} |")


def _measure(size: int, jobs: int) -> tuple[Mapping[str, Sequence[Step]], Sequence[Answer]]:
    with tempfile.TemporaryDirectory(prefix="espace-bench-") as name:
        folder = Path(name)
        _tell(f"{size:,} records: writing them")
        edited = write(folder, size)
        _tell(f"{size:,} records: cold")
        alone = [step for work in ("read", "render") for step in measured(work, folder, jobs)]
        cold = measured("build", folder, jobs)
        _tell(f"{size:,} records: first answers")
        first = tuple(answers(folder / "site"))
        _tell(f"{size:,} records: after one edit")
        with edited.open("a", encoding="utf-8") as file:
            file.write("\nUne phrase de plus.\n")
        again = measured("build", folder, jobs)
        _tell("")
    apart = [step for step in alone if step.name in _ALONE]
    return dict(zip(_RUNS, ([*cold, *apart], again), strict=True)), first


def _print_table(title: str, steps: Sequence[Step], records: int) -> None:
    print(f"\n{title}\n")
    print("| step | wall (s) | CPU (s) | peak (MiB) | CPU per record (ms) |")
    print("|---|---:|---:|---:|---:|")
    whole = _total(steps)
    for step in (*(s for s in steps if s.name not in _ALONE), whole, *(s for s in steps if s.name in _ALONE)):
        each = step.cpu * 1000 / records
        print(f"| {step.name} | {step.wall:.2f} | {step.cpu:.2f} | {step.peak:.0f} | {each:.2f} |")


def _print_ratio(small: int, large: int, runs: Mapping[int, Mapping[str, Sequence[Step]]]) -> None:
    """Say how each step grows: below the ratio of the sizes is better than in proportion."""
    print(f"\n{large:,} records against {small:,}: × {large / small:.1f}\n")
    print("| step | CPU, cold | CPU, after one edit |")
    print("|---|---:|---:|")
    grown = [_growth(runs[small][run], runs[large][run]) for run in _RUNS]
    for name in grown[0]:
        cells = [f"× {by_step[name]:.1f}" if name in by_step else "" for by_step in grown]
        print(f"| {name} | {' | '.join(cells)} |")


def _growth(small: Sequence[Step], large: Sequence[Step]) -> dict[str, float]:
    before = {step.name: step.cpu for step in (*small, _total(small))}
    after = {step.name: step.cpu for step in (*large, _total(large))}
    return {name: cpu / before[name] for name, cpu in after.items() if before.get(name)}


def _total(steps: Sequence[Step]) -> Step:
    summed = [step for step in steps if step.name not in _ALONE]
    return Step(
        "**total**",
        sum(step.wall for step in summed),
        sum(step.cpu for step in summed),
        max(step.peak for step in summed),
    )


def _tell(what: str) -> None:
    """Progress on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{what}")
        sys.stderr.flush()


main()
