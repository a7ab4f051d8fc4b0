"""Random lives: told as they should be they have no fault, and each single slip has its own and no other."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from generator.diagnostics import FAMILIES
from generator.pipeline import check
from tests.cases.case_file import lay_base
from tests.house.histories import History, invent
from tests.house.lives import ARRETS, PHASES
from tests.house.slips import slip

if TYPE_CHECKING:
    from pathlib import Path

# Lives are checked together, as they stand in a commons.
COMMONS = 16
LIVES = 25


def lives(seed: int) -> list[tuple[random.Random, History]]:
    generators = [random.Random(f"{seed}-{number}") for number in range(LIVES)]  # noqa: S311 — not a secret
    return [(rng, invent(rng, f"essai-{number}")) for number, rng in enumerate(generators)]


def said(root: Path) -> dict[str, set[str]]:
    """By experiment, the rules that its files break."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for fault in check(root).diagnostics:
        found[fault.place.path.split("/")[1]].add(fault.rule)
    return dict(found)


def _lay_space(root: Path) -> None:
    """The small commons, published by an association: who must sign conventions is then known."""
    lay_base(root)
    facts = root / "content/site.yml"
    facts.write_text(facts.read_text(encoding="utf-8") + "editeur: Démocratie Ouverte\n", encoding="utf-8")


@pytest.mark.parametrize("seed", range(COMMONS))
def test_a_life_well_told_has_no_fault(seed: int, tmp_path: Path) -> None:
    _lay_space(tmp_path)
    for _, history in lives(seed):
        history.lay(tmp_path)
    assert said(tmp_path) == {}


@pytest.mark.parametrize("seed", range(COMMONS))
def test_each_slip_has_its_fault(seed: int, tmp_path: Path) -> None:
    _lay_space(tmp_path)
    expected = {}
    for rng, history in lives(seed):
        expected[history.id] = {slip(rng, history)}
        history.lay(tmp_path)
    assert said(tmp_path) == expected


def test_lives_and_slips_are_of_all_sorts() -> None:
    every = [life for seed in range(COMMONS) for life in lives(seed)]
    histories = [history for _, history in every]
    assert sum(bool(history.revisions) for history in histories) >= 200
    assert {len(history.revisions) for history in histories} == set(range(7))
    assert {history.index["statut"] for history in histories} == {*PHASES, *ARRETS}
    assert {(history.index["cadre"], history.strict) for history in histories} >= {
        ("labo", True),
        ("labo", False),
        ("reseau", False),
        ("comparable", False),
        ("demonstration", True),
    }
    of_lives = [family for family in FAMILIES if family.name in {"phases", "protocole"}]
    assert {slip(*life) for life in every} == {rule.name for family in of_lives for rule in family.rules}
