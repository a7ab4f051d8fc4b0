"""Hold work shared among processes to what one process would have done."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from generator import pages, pipeline
from generator.crew import spread
from tools.bench.commons import write

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = range(1000)


@pytest.mark.parametrize("jobs", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_same_results_in_the_same_order(jobs: int, count: int) -> None:
    assert list(spread(lambda one: one * one, ITEMS[:count], jobs, share=64)) == [
        one * one for one in ITEMS[:count]
    ]


@pytest.mark.parametrize(("count", "here"), [(64, True), (65, False)])
def test_a_single_share_starts_no_process(count: int, *, here: bool) -> None:
    workers = set(spread(lambda _: os.getpid(), ITEMS[:count], 2, share=64))
    assert (workers == {os.getpid()}) == here


def test_one_spread_inside_another() -> None:
    def inner(one: int) -> list[int]:
        return list(spread(lambda other: one * other, ITEMS[:9], 1, share=3))

    found = list(spread(inner, ITEMS[:20], 2, share=5))
    assert found == [[one * other for other in range(9)] for one in range(20)]


def test_two_spreads_side_by_side() -> None:
    pairs = zip(
        spread(lambda one: one + 1, ITEMS, 2, share=64),
        spread(lambda one: one + 2, ITEMS, 2, share=64),
        strict=True,
    )
    assert list(pairs) == [(one + 1, one + 2) for one in ITEMS]


def test_what_work_raises_comes_back() -> None:
    def work(one: int) -> int:
        return 1 // (one - 700)

    with pytest.raises(ZeroDivisionError):
        list(spread(work, ITEMS, 2, share=64))


def test_a_killed_process_is_told() -> None:
    def work(one: int) -> int:
        if one == 700:
            os.kill(os.getpid(), signal.SIGKILL)
        return one

    with pytest.raises(ChildProcessError, match="aide: fermez"):
        list(spread(work, ITEMS, 2, share=64))


def test_a_commons_is_checked_the_same_however_many_read_it(tmp_path: Path) -> None:
    write(tmp_path, 600)
    for rank, path in enumerate(sorted(tmp_path.rglob("*.md"))):
        if rank % 40 == 7:
            text = path.read_text(encoding="utf-8")
            broken = (text.replace("titre:", "tire:", 1), f"{text}\n[rien](nulle-part.md)\n", "---\n: {")
            path.write_text(broken[rank % 3], encoding="utf-8")
    one, three = (pipeline.check(tmp_path, jobs=jobs) for jobs in (1, 3))
    assert len(one.diagnostics) > 10
    assert one.diagnostics == three.diagnostics
    assert one.sources == three.sources
    first, second = (list(pages.shown(made.index)) for made in (one, three))
    assert len(first) > 600
    assert first == second
