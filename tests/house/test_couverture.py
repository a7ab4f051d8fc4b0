"""Hold the tables of what is covered to the published files: every number is counted again from them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from generator import pages, pipeline
from generator.catalogue import is_country
from generator.exports.catalogue_json import catalogue
from generator.exports.hypotheses import hypotheses
from tools.bench.commons import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

ALL = "Total"
NOWHERE = "Sans région connue"
_TABLE = re.compile(r'<table class="matrice">(.*?)</table>', re.DOTALL)
_ROW = re.compile(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r'<td class="case([^"]*)">(.*?)</td>', re.DOTALL)
_VERDICT = re.compile(r'<li class="case-[^"]*" title="([^"]*)"><i class="[^"]*"></i>(\d+)')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Cell:
    """What a cell shows: how many, verdicts by their words, where it leads."""

    number: int
    verdicts: Mapping[str, int]
    href: str | None


@dataclass(frozen=True)
class Published:
    """The page on coverage, and what it must agree with."""

    tables: list[dict[str, list[Cell]]]
    enjeux: list[str]
    fiches: list[dict[str, Any]]
    lines: list[dict[str, str]]
    words: Mapping[str, Mapping[str, str]]


def _cell(body: str) -> Cell:
    href = re.search(r'<a href="([^"]*)"', body)
    number = re.match(r"\s*(?:<a [^>]*>)?(\d+)", body)
    found = {unescape(words): int(count) for words, count in _VERDICT.findall(body)}
    return Cell(int(number[1]) if number else 0, found, unescape(href[1]) if href else None)


@pytest.fixture(scope="module", params=["real", "crowded"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    root: Path = pipeline.PROJECT
    if request.param == "crowded":
        root = tmp_path_factory.mktemp("foule")
        write(root, 600)
    found = pipeline.check(root)
    page = next(page.html or "" for page in pages.render(found.index) if page.address == "/couverture/")
    tables = [
        {
            unescape(_TAG.sub("", title)).replace("’", "'"): [_cell(body) for _, body in _CELL.findall(cells)]
            for title, cells in _ROW.findall(table)
        }
        for table in _TABLE.findall(page)
    ]
    told = json.loads(catalogue(found.index).content)
    rows = csv.DictReader(io.StringIO(hypotheses(found.index).content.decode("utf-8-sig")), delimiter=";")
    choices = {
        group["nom"]: {one["code"]: one["libelle"] for one in group["choix"]} for group in told["groupes"]
    }
    return Published(
        tables,
        [one.id for one in found.commons.enjeux],
        [fiche for fiche in told["fiches"] if not fiche["invente"]],
        [row for row in rows if row["demonstration"] == "non"],
        choices,
    )


def _kind(published: Published, kind: str) -> list[dict[str, Any]]:
    return [fiche for fiche in published.fiches if fiche["nature"] == kind]


def _rows(fiche: dict[str, Any], group: str, words: Mapping[str, str]) -> list[str]:
    return [words[code] for code in fiche["facettes"][group]] or [NOWHERE]


def _verdicts(published: Published, lines: Iterable[dict[str, str]]) -> dict[str, int]:
    known = published.words["verdict"]
    return dict(Counter(known[line["verdict"]] for line in lines if line["verdict"]))


def _assert_table(
    published: Published,
    table: dict[str, list[Cell]],
    shown: list[dict[str, Any]],
    group: str,
    lines: Callable[[list[dict[str, Any]], str | None], Iterable[dict[str, str]]],
) -> None:
    words = published.words[group]
    assert len(table) > 3
    for title, cells in table.items():
        row = [one for one in shown if title == ALL or title in _rows(one, group, words)]
        for enjeu, cell in zip([*published.enjeux, None], cells, strict=True):
            held = [one for one in row if enjeu is None or enjeu in one["facettes"]["enjeu"]]
            assert cell.number == len(held), (title, enjeu)
            assert cell.verdicts == _verdicts(published, lines(held, enjeu)), (title, enjeu)


def test_experiments_by_region_are_those_of_the_catalogue(published: Published) -> None:
    by_experiment: dict[str, list[dict[str, str]]] = {}
    for line in published.lines:
        by_experiment.setdefault(line["experimentation"], []).append(line)

    def lines(held: list[dict[str, Any]], _enjeu: str | None) -> list[dict[str, str]]:
        return [line for one in held for line in by_experiment.get(one["id"], ())]

    shown = _kind(published, "experimentation")
    _assert_table(published, published.tables[0], shown, "region", lines)


def test_tools_by_type_are_those_of_the_catalogue(published: Published) -> None:
    enjeux_of = {one["id"]: one["facettes"]["enjeu"] for one in _kind(published, "experimentation")}

    def lines(held: list[dict[str, Any]], enjeu: str | None) -> list[dict[str, str]]:
        found = {}
        for tool in held:
            for line in published.lines:
                shared = set(tool["facettes"]["enjeu"]) & set(enjeux_of[line["experimentation"]])
                if tool["id"] in line["outils"].split(" | ") and (enjeu in shared if enjeu else shared):
                    found[line["experimentation"], line["hypothese"]] = line
        return list(found.values())

    _assert_table(published, published.tables[1], _kind(published, "outil"), "type", lines)


def test_every_hole_leads_to_a_proposal_already_begun(published: Published) -> None:
    # Nothing is proposed in a country as a whole: its row has holes that lead nowhere.
    regions = published.words["region"].items()
    codes = {words: code for code, words in regions if not is_country(code)}
    holes = 0
    for title, cells in published.tables[0].items():
        for enjeu, cell in zip(published.enjeux, cells, strict=False):
            if title in codes and cell.number == 0:
                holes += 1
                assert cell.href is not None
                assert f"enjeu={enjeu}" in cell.href
                code = codes[title]
                # A country is no territory that a record may name.
                assert (f"territoire=region-{code}" in cell.href) != is_country(code)
    tools = {words: code for code, words in published.words["type"].items()}
    for title, cells in published.tables[1].items():
        for enjeu, cell in zip(published.enjeux, cells, strict=False):
            if title != ALL and cell.number == 0:
                holes += 1
                assert cell.href is not None
                assert f"enjeu={enjeu}" in cell.href
                assert f"type={tools[title]}" in cell.href
    assert holes > 0
