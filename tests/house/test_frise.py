"""The timeline holds every real experiment at its dates, says where nobody knows, draws nothing invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.pages.lists.time_axis import LENGTH, axis_of, moment
from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checking import Checked

_ROW = re.compile(r'<tr role="row" data-enjeux="([\d ]*)">(.*?)</tr>', re.DOTALL)
_BAR = re.compile(r'class="frise-(finie|arretee|prevue|debut)" x="([\d.]+)" y="\d" width="([\d.]+)"')


@pytest.fixture(scope="module")
def real() -> Checked:
    return check(PROJECT)


@pytest.fixture(scope="module")
def rows(real: Checked) -> Mapping[str, tuple[str, str]]:
    made = {page.address: page.html or "" for page in pages.render(real.index)}
    found = [(name, (enjeux, row)) for enjeux, row in _ROW.findall(made["/frise/"]) for name in _named(row)]
    assert len(found) == len(dict(found))
    return dict(found)


def _named(row: str) -> list[str]:
    return re.findall(r'href="/experimentations/([^/"]+)/"', row)


@pytest.mark.parametrize(
    ("date", "end", "when"),
    [
        ("2021", False, 2021.0),
        ("2021", True, 2022.0),
        ("2021-07", False, 2021.5),
        ("2021-06", True, 2021.5),
        ("2020-12-31", True, 2021.0),
        ("2020-01-01", False, 2020.0),
    ],
)
def test_a_date_is_a_moment(date: str, end: bool, when: float) -> None:  # noqa: FBT001 — a case
    assert moment(date, end=end) == pytest.approx(when)


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ((), (0, 1)),
        (("2021-03",), (2021, 2022)),
        (("1995", "2024-06-19"), (1995, 2000, 2005, 2010, 2015, 2020, 2025)),
        (("0001", "9999"), (0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000)),
    ],
)
def test_an_axis_names_few_years_that_hold_all_dates(dates: tuple[str, ...], years: tuple[int, ...]) -> None:
    axis = axis_of(dates)
    assert axis.years == years
    assert [axis.place(year) for year in (years[0] - 9, years[0], years[-1], years[-1] + 9)] == [
        *[0] * 2,
        *[LENGTH] * 2,
    ]


def test_each_real_experiment_is_a_row_and_no_other(
    real: Checked, rows: Mapping[str, tuple[str, str]]
) -> None:
    commons = real.commons
    assert rows.keys() == {item.id for item in commons.experimentations if not item.inventee}
    numbers = {one.id: str(one.numero) for one in commons.enjeux}
    for item in commons.experimentations:
        if not item.inventee:
            assert set(rows[item.id][0].split()) == {numbers[one] for one in item.enjeux}


def test_each_bar_stands_at_its_dates(real: Checked, rows: Mapping[str, tuple[str, str]]) -> None:
    drawn: set[str] = set()
    found = [item for item in real.commons.experimentations if not item.inventee]
    axis = axis_of(date for item in found for date in (item.debut, item.fin) if date)
    for item in found:
        bars = _BAR.findall(rows[item.id][1])
        if not item.debut:
            assert bars == []
            assert "dates non documentées" in rows[item.id][1]
            continue
        ((sort, x, width),) = bars
        drawn.add(sort)
        assert (sort == "debut") == (item.fin is None), item.id
        assert float(x) == pytest.approx(axis.place(moment(item.debut)), abs=5)
        if item.fin:
            assert float(x) + float(width) == pytest.approx(axis.place(moment(item.fin, end=True)), abs=5)
    assert {"finie", "debut", "arretee"} <= drawn
