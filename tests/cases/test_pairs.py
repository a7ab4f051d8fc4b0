"""No fault hides another of another kind: two in one file are both told, for every pair of families."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from generator.checking import check
from generator.diagnostics import FAMILIES
from generator.pipeline import PROJECT
from generator.working import schemas_of
from tests.cases.case_file import lay_base

_DATA = tomllib.loads((Path(__file__).parent / "_pairs.toml").read_text(encoding="utf-8"))
FAULTS: list[dict[str, Any]] = _DATA["fautes"]
SCHEMAS = schemas_of(PROJECT)
# A record's own faults, less those that two revisions, or two states of a commons, make together.
BETWEEN_FILES = {"protocole", "permanence", "jugement"}


def _broken(text: str, *faults: dict[str, Any]) -> bytes:
    for fault in faults:
        assert fault.get("avant", "") in text
        text = text.replace(fault["avant"], fault["apres"], 1) if "avant" in fault else text
    # What makes a file too long comes last: the rest stands in what is read of it.
    for fault in sorted(faults, key=lambda one: one["famille"] == "fichier"):
        text += fault.get("fin", "").replace("{40000×mots ici}", "\n" + "mots ici\n" * 40_000)
    return text.encode().replace(b"\0", b"\xe0")


def _rules(root: Path, *faults: dict[str, Any]) -> set[str]:
    path = root / _DATA["fichier"]
    before = path.read_bytes()
    path.write_bytes(_broken(before.decode(), *faults))
    found = {one.rule for one in check(root, SCHEMAS).told if one.place.path == _DATA["fichier"]}
    path.write_bytes(before)
    return found


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("paires")
    lay_base(root)
    return root


def test_every_family_is_there() -> None:
    assert {fault["famille"] for fault in FAULTS} == {one.name for one in FAMILIES} - BETWEEN_FILES


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["regle"])
def test_one_fault_makes_no_other(fault: dict[str, Any], commons: Path) -> None:
    """No cascade: what follows from a fault is not told as another."""
    assert _rules(commons, fault) == {fault["regle"]}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["regle"])
def test_two_faults_are_both_told(fault: dict[str, Any], commons: Path) -> None:
    for one, other in combinations(FAULTS, 2):
        if fault is one and not (one.get("avant") and one.get("avant") == other.get("avant")):
            hidden = {*one.get("cache", ()), *other.get("cache", ())}
            assert {one["regle"], other["regle"]} - _rules(commons, one, other) <= hidden
            assert not hidden or one.get("parce_que") or other.get("parce_que")
