"""A short slice of the long campaigns of `tools/soak`: whatever kills a build, readers keep a whole site."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_ten_kills_and_three_refusals_leave_a_whole_site(tmp_path: Path) -> None:
    slice_ = ["--kills", "10", "--errors", "3", "--log", str(tmp_path / "log")]
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak.kills", *slice_],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kills"] == 10
    assert {told[what] for what in ("mixed", "missing", "leftovers", "orphans")} == {0}
