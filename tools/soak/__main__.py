"""Run every campaign, one after the other: `python -m tools.soak`; 1 where one of them found something."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import tools.soak

codes = [
    subprocess.run([sys.executable, "-m", f"tools.soak.{one.name}"], check=False).returncode
    for one in pkgutil.iter_modules(tools.soak.__path__)
    if not one.name.startswith("_")
]
sys.exit(int(any(codes)))
