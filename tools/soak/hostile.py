"""Every payload in every slot, every page opened: `python -m tools.soak.hostile`.

Measured in November 2026 on two busy cores: 3106 pages, checked in 14 s, built in 49 s, opened at 4 a second
by one browser (177 of them, no fault). The search, form and review parts were not run at that size.

The tests hold a slice of it: a few records of each kind, whose slots share the payloads (`tests/hostile`).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from generator.pipeline import PROJECT
from tests.browser.chromium import MISSING, ready
from tests.hostile.commons import ALL


def main() -> int:
    """Run the same tests over as many records of each kind as there are payloads, or as asked."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak.hostile", description=__doc__)
    parser.add_argument("--records", type=int, default=ALL, help=f"records of each kind ({ALL})")
    asked = parser.parse_args()
    if not ready():
        sys.stderr.write(MISSING)
        return 1
    tests = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "tests/hostile"]
    environment = os.environ | {"HOSTILE_RECORDS": str(asked.records)}
    return subprocess.run(tests, cwd=PROJECT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
