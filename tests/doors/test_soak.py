"""A short slice of the long campaigns of `tools/soak`: whatever kills a build, readers keep a whole site."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from tools.soak import kills

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_ten_kills_and_five_refusals_leave_a_whole_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = "5" if shutil.which("strace") else "0"
    code = kills.main(["--kills", "10", "--errors", errors, "--log", str(tmp_path / "log")])
    told = json.loads(capsys.readouterr().out)
    assert code == 0, (tmp_path / "log").read_text(encoding="utf-8")
    assert told["kills"] == 10
    assert {told[what] for what in ("mixed", "missing", "leftovers", "orphans")} == {0}
