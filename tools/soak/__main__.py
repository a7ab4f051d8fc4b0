"""Run every campaign, one after the other: `python -m tools.soak`; 1 where one of them found something."""

from __future__ import annotations

import subprocess
import sys

CAMPAIGNS = ("kills", "publishing", "edits", "hostile", "trials", "cost")

codes = [
    subprocess.run([sys.executable, "-m", f"tools.soak.{name}"], check=False).returncode for name in CAMPAIGNS
]
sys.exit(int(any(codes)))
