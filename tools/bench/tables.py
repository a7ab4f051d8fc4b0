"""Print what the bench measured, as Markdown tables that the README can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bench.measure import Step
from tools.bench.peers import HUGO, PAGEFIND, RELATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tools.bench.first_answer import Answer
    from tools.bench.first_paint import Paint
    from tools.bench.processes import Cost

ALONE = ("read alone", "render alone")  # part of other steps: measured apart, not summed
WHOLE, EDIT, CHECK, WARM = "ours, whole", "ours, one edit published", "ours, check cold", "ours, check warm"
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured at one size: steps of each run, whole commands, answers, seconds of a save."""

    steps: Mapping[str, Sequence[Step]]
    whole: Mapping[str, Cost]
    answers: Sequence[Answer]
    save: float


def print_ratios(found: Mapping[int, Figures]) -> None:
    """Against the peers, and against ourselves ten times larger; then the figures they come from."""
    _head(
        "Ratios of wall seconds, medians; of CPU where other work shares the machine",
        [f"{size:,}" for size in found],
    )
    for beside in (RELATED, HUGO):
        cells = [_against(figures.whole, beside) for figures in found.values()]
        print(f"| whole / ({beside} + Pagefind) | {' | '.join(cells)} |")
    least = min(found)
    for name in (WHOLE, EDIT, CHECK):
        base = found[least].whole[name].wall
        cells = [f"× {figures.whole[name].wall / base:.1f}" for figures in found.values()]
        print(f"| {name}, against {least:,} | {' | '.join(cells)} |")
    _head("Wall and CPU seconds, MiB of all processes together; medians", [f"{size:,}" for size in found])
    for name in dict.fromkeys(name for figures in found.values() for name in figures.whole):
        print(f"| {name} | {' | '.join(_told(figures.whole.get(name)) for figures in found.values())} |")
    print(
        f"| a save, until its page shows it | {' | '.join(f'{one.save:.2f} s' for one in found.values())} |"
    )


def _head(title: str, columns: Sequence[str]) -> None:
    print(f"\n{title}\n")
    print(f"| | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")


def _against(whole: Mapping[str, Cost], beside: str) -> str:
    if beside not in whole:
        return _NONE
    wall = whole[WHOLE].wall / (whole[beside].wall + whole[PAGEFIND].wall)
    cpu = whole[WHOLE].cpu / (whole[beside].cpu + whole[PAGEFIND].cpu)
    return f"× {wall:.2f} (CPU × {cpu:.2f})"


def _told(one: Cost | None) -> str:
    return _NONE if one is None else f"{one.wall:.2f} s, {one.cpu:.2f} s, {one.peak:.0f}"


def print_steps(title: str, steps: Sequence[Step], records: int) -> None:
    """Each step of one run, then their sum."""
    print(f"\n{title}\n")
    print("| step | wall (s) | CPU (s) | peak (MiB) | CPU per record (ms) |")
    print("|---|---:|---:|---:|---:|")
    whole = _total(steps)
    for step in (*(s for s in steps if s.name not in ALONE), whole, *(s for s in steps if s.name in ALONE)):
        each = step.cpu * 1000 / records
        print(f"| {step.name} | {step.wall:.2f} | {step.cpu:.2f} | {step.peak:.0f} | {each:.2f} |")


def print_answers(records: int, first: Iterable[Answer]) -> None:
    """What a browser that keeps nothing waits for on the search page."""
    print(f"\n{records:,} records, first answer of the search page to a browser that keeps nothing\n")
    print("| asked | results | wall (s) | on the wire (kB) | requests |")
    print("|---|---|---:|---:|---:|")
    for one in first:
        print(f"| {one.question} | {one.told} | {one.wall:.2f} | {one.size / 1000:.0f} | {one.requests} |")


def print_growth(small: int, large: int, found: Mapping[int, Figures]) -> None:
    """How each step grows: below the ratio of the sizes is better than in proportion."""
    print(f"\n{large:,} records against {small:,}: × {large / small:.1f}\n")
    runs = list(found[small].steps)
    print(f"| step | {' | '.join(f'CPU, {run}' for run in runs)} |")
    print(f"|---|{'---:|' * len(runs)}")
    grown = [_growth(found[small].steps[run], found[large].steps[run]) for run in runs]
    for name in grown[0]:
        cells = [f"× {by_step[name]:.1f}" if name in by_step else "" for by_step in grown]
        print(f"| {name} | {' | '.join(cells)} |")


def print_differences(found: Iterable[tuple[str, float]]) -> None:
    """What the difference of two revisions costs."""
    print("\nTwo revisions of 25 kB: their difference, for people and for programs\n")
    print("| what differs | wall (ms) |")
    print("|---|---:|")
    for said, seconds in found:
        print(f"| {said} | {seconds * 1000:.0f} |")


def print_paints(found: Iterable[Paint]) -> None:
    """What a first visit costs on a slow phone."""
    print("\nThe real records on a phone four times slower: largest paint of a first visit\n")
    print("| page | wall (s) | on the wire (kB) | requests |")
    print("|---|---:|---:|---:|")
    for one in found:
        print(f"| {one.page} | {one.wall:.2f} | {one.size / 1000:.0f} | {one.requests} |")


def _growth(small: Sequence[Step], large: Sequence[Step]) -> dict[str, float]:
    before = {step.name: step.cpu for step in (*small, _total(small))}
    after = {step.name: step.cpu for step in (*large, _total(large))}
    return {name: cpu / before[name] for name, cpu in after.items() if before.get(name)}


def _total(steps: Sequence[Step]) -> Step:
    summed = [step for step in steps if step.name not in ALONE]
    return Step(
        "**total**",
        sum(step.wall for step in summed),
        sum(step.cpu for step in summed),
        max(step.peak for step in summed),
    )
