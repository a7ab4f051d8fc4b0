"""Every rule on a small commons: the exact lines it says, and the remedy that silences it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check as check_with
from generator.checking import to_publish
from generator.diagnostics import RULES
from generator.diagnostics.renderers.as_text import brief
from generator.frozen import replace
from generator.pipeline import PROJECT, check
from generator.working import schemas_of
from tests.cases.case_file import lay, lay_base, read_case, write_expected

FOLDER = Path(__file__).parent
SCHEMAS = schemas_of(PROJECT)
CASES = sorted(FOLDER.glob("*/*.txt"))


def said(root: Path, past: Path | None = None, *, publishing: bool = False) -> str:
    ledger = root / "registre.json"
    online = ledger if ledger.exists() else None
    own = {path.name: path.read_text(encoding="utf-8") for path in (root / "schemas").glob("*.schema.json")}
    schemas = replace(SCHEMAS, sources={**SCHEMAS.sources, **own})
    checked = check_with(root, schemas, past) if past else check(root, ledger=online)
    checked = to_publish(checked) if publishing else checked
    return "".join(brief(diagnostic) for diagnostic in checked.told)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(path)
    root, past = tmp_path / "espace", tmp_path / "avant" if case.before else None
    for folder in filter(None, (root, past)):
        lay_base(folder)
        lay(folder, case.before)
    lay(root, case.files)
    publishing = path.parent.name == "fait-manquant"
    lines = said(root, past, publishing=publishing)
    if request.config.getoption("--update-cases"):
        write_expected(path, lines)
        case = read_case(path)
    assert lines == case.expected
    if path.parent.name.startswith("sans-faute"):
        assert lines == ""
        return
    assert f"[{path.parent.name}]" in lines
    assert case.remedy, "a case shows what mends it"
    lay(root, case.remedy)
    assert said(root, past, publishing=publishing) == ""


def test_base_is_clean(tmp_path: Path) -> None:
    lay_base(tmp_path)
    assert said(tmp_path) == ""


def test_every_rule_has_a_case() -> None:
    assert {path.parent.name for path in CASES} - {"sans-faute"} == set(RULES)
