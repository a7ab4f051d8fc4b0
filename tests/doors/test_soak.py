"""A short slice of the long campaigns of `tools/soak`: whatever kills a build, readers keep a whole site."""

from __future__ import annotations

import json
import subprocess
import sys
from shutil import which
from typing import TYPE_CHECKING

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_six_kills_leave_a_whole_site(tmp_path: Path) -> None:
    told = _campaign(tmp_path, kills=6)
    assert told["kills"] == 6


def test_two_refusals_leave_a_whole_site(tmp_path: Path) -> None:
    told = _campaign(tmp_path, errors=2)
    assert told["errors"] or not which("strace")


def _campaign(folder: Path, *, kills: int = 0, errors: int = 0) -> dict[str, int]:
    """What was seen of so many of each, once it is known that readers never had anything but a whole site."""
    asked = ["--kills", str(kills), "--errors", str(errors), "--log", str(folder / "log")]
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak.kills", *asked],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, int] = json.loads(done.stdout)
    assert {told[what] for what in ("mixed", "missing", "leftovers", "orphans")} == {0}
    return told
