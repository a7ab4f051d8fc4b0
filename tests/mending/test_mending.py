"""Each remedy that a machine applies, or leaves to a person: what `espace fix` says and does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.pipeline import check
from tests.cases.case_file import lay, lay_base, read_case, write_expected

CASES = sorted(Path(__file__).parent.glob("*.txt"))


def fix(root: Path, *options: str) -> str:
    """What the command says, on both streams."""
    done = CliRunner().invoke(main, ["fix", "--root", str(root), *options])
    errors = any(fault.severity == "error" for fault in check(root).diagnostics)
    assert done.exit_code == (1 if errors else 0), done.output
    return done.output.replace(str(root), "ICI")


def held(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(path)
    root = tmp_path / "espace"
    lay_base(root)
    lay(root, case.files)
    before, faults = held(root), check(root).diagnostics
    said = fix(root)
    assert held(root) == before, "nothing is written before it is asked"
    if request.config.getoption("--update-cases"):
        write_expected(path, said)
        case = read_case(path)
    assert said == case.expected
    written = fix(root, "--write")
    after = held(root)
    assert ("\n+" in said) == (after != before)
    if after != before:
        hidden = any(fault.rule.startswith("yaml-") for fault in faults)  # by a header that could not be read
        assert len(check(root).diagnostics) < len(faults) + hidden
    again = fix(root, "--write")
    assert held(root) == after, "mended twice is mended once"
    assert "\n+" not in again
    assert "Traceback" not in said + written + again
