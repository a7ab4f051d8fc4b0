"""Lay dates on an axis of years: where it starts and ends, which years it names, where each date falls."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH = 600
"""How long the axis is; a drawing stretches it to its width."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 500, 1000)
_MOST_NAMED = 8  # as many years as a phone shows side by side


class Axis(Frozen):
    """From the first of `years` to the last, which are as far apart as any two neighbours."""

    years: tuple[int, ...]

    def place(self, when: float) -> float:
        """Where a moment, in years, falls on the axis."""
        first, last = self.years[0], self.years[-1]
        return round(LENGTH * (min(max(when, first), last) - first) / (last - first), 1)

    @property
    def lines(self) -> str:
        """The path of a line at each year."""
        return "".join(f"M{self.place(year):g} 0V16" for year in self.years)


def axis_of(dates: Iterable[str]) -> Axis:
    """The axis of these dates, as files write them; of no date, a year that names nothing."""
    moments = [found for date in dates for found in (moment(date), moment(date, end=True))]
    first, last = (min(moments), max(moments)) if moments else (0.0, 1.0)
    for step in _STEPS:
        start = int(first // step) * step
        stop = int(-(-last // step)) * step
        years = range(start, max(stop, start + step) + 1, step)
        if len(years) <= _MOST_NAMED:
            break
    return Axis(tuple(years))


def moment(date: str, *, end: bool = False) -> float:
    """A date in years: `2021-07` is 2021.5; or the `end` of what it names, be it a day, a month or a year."""
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if not month:
        return year + end
    in_month = calendar.monthrange(year, month)[1]
    passed = (day if end else day - 1) if day else in_month if end else 0
    return year + (month - 1 + passed / in_month) / 12
