"""Mistakes of people who are no developers: each has its place, its words and its remedy, if there is one.

`clerks.toml` holds a sound record and, for each mistake, what is changed of it, what a check says, and the
lines that `espace fix` then writes. `--update-cases` writes the two last again: read the difference.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.pipeline import check
from tests.cases.case_file import lay_base

DATA = Path(__file__).parent / "clerks.toml"
_HEAD, _, _ = DATA.read_text(encoding="utf-8").partition("\n[[fautes]]")
_READ = tomllib.loads(DATA.read_text(encoding="utf-8"))
MISTAKES: list[dict[str, Any]] = _READ["fautes"]
PATH = "experiments/banc-sous-le-tilleul/index.md"
LEAST = 80


def wrong(mistake: dict[str, Any]) -> str:
    sound: str = _READ["fiche"]
    assert mistake["juste"] in sound
    return sound.replace(mistake["juste"], mistake["faux"], mistake.get("fois", 1))


def said(root: Path) -> str:
    found = [one for one in check(root).diagnostics if one.place.path == PATH]
    return "".join(
        f"{one.place.line}:{one.place.column} {one.rule} : {one.message}\n  {one.help}\n" for one in found
    )


def written(before: str, after: str) -> str:
    """The lines that are new, in their order."""
    changes = difflib.ndiff(before.split("\n"), after.split("\n"))
    return "".join(f"{line[2:]}\n" for line in changes if line.startswith("+ "))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one["nom"])
def test_mistake(mistake: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "espace"
    lay_base(root)
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_READ["fiche"], encoding="utf-8")
    assert said(root) == "", "the record is sound before"
    path.write_text(wrong(mistake), encoding="utf-8")
    told = said(root)
    done = CliRunner().invoke(main, ["fix", "--root", str(root), "--write"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    right = written(wrong(mistake), path.read_text(encoding="utf-8"))
    if request.config.getoption("--update-cases"):
        mistake |= {"dit": told, "corrige": right}
        _write()
    assert told == mistake["dit"]
    assert right == mistake["corrige"]
    assert told, "a mistake is never silent"
    left = said(root)
    assert (left != told) == bool(right), "what is mended is mended, and said only then"
    for fault in left.split("\n  "):
        assert "vouliez-vous dire" not in fault or fault in told, "a remedy leads to no other mistake"


def test_there_are_enough_of_them() -> None:
    assert len(MISTAKES) >= LEAST
    assert len({one["nom"] for one in MISTAKES}) == len(MISTAKES)


def _write() -> None:
    parts = [_HEAD]
    for one in MISTAKES:
        fields = [f'nom = "{one["nom"]}"']
        fields += [f"{name} = {_shown(one[name])}" for name in ("juste", "faux", "fois") if name in one]
        fields += [f"{name} = '''\n{one[name]}'''" for name in ("dit", "corrige")]
        parts.append("\n[[fautes]]\n" + "\n".join(fields) + "\n")
    DATA.write_text("".join(parts), encoding="utf-8")


def _shown(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    assert "'''" not in value
    return f"'''\n{value}'''" if "\n" in value or "'" in value else f"'{value}'"
