"""Measure what the open data costs in a build: `python -m tools.bench.open_files 1000 3000`.

Processor time of one process, whatever else the machine does: the whole build, then the files for programs
alone, made from the same checked commons. What they share with pages, reading and checking, is not theirs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from generator import exports, pages
from generator.exports.changes_files import changes_files
from generator.exports.code_book import code_book
from generator.exports.dcat import dcat
from generator.exports.geojson import experiments_map
from generator.exports.open_api import open_api
from generator.exports.tables import tables
from generator.pipeline import check
from tools.bench.commons import write


def main() -> None:
    """Print a row of Markdown for each size named on the command line."""
    print("| fiches | construire | données ouvertes | part |\n|---:|---:|---:|---:|")
    for size in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory(prefix="espace-bench-") as name:
            root = Path(name) / "espace"
            write(root, size)
            whole, data = _build(root), _data(root)
        print(f"| {size} | {whole:.1f} s | {data:.1f} s | {data / (whole - data):.1%} |", flush=True)


def _build(root: Path) -> float:
    before = os.times()
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--jobs", "1", "--clean"]
    subprocess.run([*command, "--out", str(root.parent / "site")], check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _data(root: Path) -> float:
    index = check(root).index
    started = time.process_time()
    records = exports.records_as_data(index, lambda path: path)
    html, raw = partial(pages.html_elsewhere, index), lambda path: (root / path).read_bytes()
    for one in exports.open_data(index, records, html, raw=raw, known={}):
        del one
    made = (changes_files, code_book, dcat, tables)
    for maker in made:
        for one in maker(index):
            del one
    experiments_map(index)
    open_api(index, exports.addresses(index))
    return time.process_time() - started


if __name__ == "__main__":
    main()
