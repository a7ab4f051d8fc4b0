"""Experiments are compared in one table: the same rows in each order, and what nobody wrote is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checking import Checked
    from generator.model import Experimentation

ORDERS = ("", "participants/", "temps/", "duree/", "cout/")
_ROW = re.compile(r'<tr role="row">\s*<th role="rowheader" scope="row">(.*?)</tr>', re.DOTALL)


@pytest.fixture(scope="module")
def real() -> Checked:
    return check(PROJECT)


@pytest.fixture(scope="module")
def tables(real: Checked) -> Mapping[str, str]:
    made = {page.address: page.html or "" for page in pages.render(real.index)}
    return {order: made[f"/comparer/{order}"] for order in ORDERS}


def _ids(html: str) -> list[str]:
    return [_id(row) for row in _ROW.findall(html)]


def _id(row: str) -> str:
    return str(row.partition('href="/experimentations/')[2].partition("/")[0])


def _in_order(real: Checked, html: str) -> list[Experimentation]:
    by_id = {item.id: item for item in real.commons.experimentations}
    return [by_id[one] for one in _ids(html) if not by_id[one].inventee]


def test_each_table_holds_every_experiment_once_and_inventions_last(
    real: Checked, tables: Mapping[str, str]
) -> None:
    every = sorted(item.id for item in real.commons.experimentations)
    invented = {item.id for item in real.commons.experimentations if item.inventee}
    assert invented
    for order, html in tables.items():
        found = _ids(html)
        assert sorted(found) == every, order
        assert set(found[-len(invented) :]) == invented, order
        assert html.index('id="Inventees"') > html.index('id="Reelles"')


def test_each_table_is_in_its_order(real: Checked, tables: Mapping[str, str]) -> None:
    sizes = real.schemas.values("experimentation", "temps_demande")

    def persons(item: Experimentation) -> float | None:
        return item.participants.nombre if item.participants else None

    def asked(item: Experimentation) -> float | None:
        return sizes.index(item.temps_demande) if item.temps_demande else None

    def cost(item: Experimentation) -> float | None:
        return max((one.montant for one in item.couts if one.monnaie == "EUR"), default=None)

    for order, measure in (("participants/", persons), ("temps/", asked), ("cout/", cost)):
        values = [measure(item) for item in _in_order(real, tables[order])]
        told = [value for value in values if value is not None]
        assert told == sorted(told), order
        assert 0 < len(told) < len(values), order
        assert values == [*told, *[None] * (len(values) - len(told))], order
        assert f"{len(told)} fiches sur {len(values)} le disent" in tables[order].replace("\u00a0", " ")


def test_each_table_leads_to_the_others(tables: Mapping[str, str]) -> None:
    for order, html in tables.items():
        others = {f"/comparer/{one}" for one in ORDERS if one != order}
        ways = html.partition('<nav class="comparer-ordres"')[2].partition("</nav>")[0]
        assert set(re.findall(r'href="([^"]+)"', ways)) == others
        assert ways.count('aria-current="page"') == html.count("aria-sort") == 1


def test_what_nobody_wrote_is_said(real: Checked, tables: Mapping[str, str]) -> None:
    rows = {_id(row): row for row in _ROW.findall(tables[""])}
    for item in real.commons.experimentations:
        cells = dict(re.findall(r'data-nom="([^"]+)">(.*?)</td>', rows[item.id], re.DOTALL))
        assert ("lacune" in cells["Coût"]) == (not item.couts), item.id
        assert ("lacune" in cells["Financeurs"]) == (not item.financeurs), item.id
        assert cells["Coût"].count("comparer-cout") == len(item.couts)
