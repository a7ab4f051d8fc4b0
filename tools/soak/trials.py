"""What the tests try at random a few times, tried many times more: `python -m tools.soak.trials`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from generator.pipeline import PROJECT
from tests.browser.chromium import MISSING, ready

_TESTS = (
    "tests/doors/test_any_bytes.py",
    "tests/doors/test_showing.py",
    "tests/house/test_differences.py",
    "tests/mending/test_properties.py",
    "tests/browser/test_facets.py",
)


def main() -> int:
    """Run the same tests, `--times` as many draws and `--selections` of facets."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak.trials", description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--selections", type=int, default=1000)
    asked = parser.parse_args()
    if not ready():
        sys.stderr.write(MISSING)
        return 1
    tests = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *_TESTS]
    environment = os.environ | {"DRAWS": str(asked.times), "SELECTIONS": str(asked.selections)}
    return subprocess.run(tests, cwd=PROJECT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
