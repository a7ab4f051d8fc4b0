"""Follow the guide of the data to the letter, on the project's own records: each question has its answer."""

from __future__ import annotations

import csv
import io
import re
import statistics
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from generator import exports
from generator.output import OutputFile
from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDE = (PROJECT / "content/repondre-avec-les-donnees.md").read_text(encoding="utf-8")
STEPS = re.compile(r"^### (.+)\n\n((?:\d\. .+\n)+)", re.MULTILINE)
PROGRAMS = re.compile(r"^### ([^\n]+)\n\n```python\n(.+?)```", re.MULTILINE | re.DOTALL)
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of the project: `donnees/` as on the site, its archive unpacked in `commun/`."""
    folder = tmp_path_factory.mktemp("donnees")
    index = check(PROJECT).index
    made = exports.open_data(
        index, exports.records_as_data(index, str), lambda _, where: where, raw=str.encode, known={}
    )
    for one in made:
        if isinstance(one, OutputFile):
            place = folder / one.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(one.content)
    zipfile.ZipFile(folder / "donnees/commun.zip").extractall(folder / "commun")
    return folder


def rows(path: Path, separator: str) -> Rows:
    text = io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=separator, strict=True))


def real(data: Path, name: str) -> Rows:
    found = rows(data / f"commun/tables/{name}.csv", ",")
    return [row for row in found if row["invente"] in {"false", "non"}]


@pytest.mark.parametrize(("question", "steps"), STEPS.findall(GUIDE))
def test_a_spreadsheet_answers(data: Path, question: str, steps: str) -> None:
    """The file is there, each filter leaves rows, and what is counted differs."""
    opened, filtered, counted = steps.splitlines()
    (path,) = re.findall(r"`/(donnees/tableur/\w+\.csv)`", opened)
    found = rows(data / path, ";")
    filters = re.findall(r"`(\w+)` sur `([\w-]+)`", filtered)
    assert filters[0] == ("invente", "non"), question
    for column, value in filters:
        kept = [row for row in found if row[column] == value]
        assert 0 < len(kept) <= len(found), (question, column)
        found = kept
    (by,) = re.findall(r"par `(\w+)`", counted)
    counts = Counter(row[by] for row in found)
    assert len(counts) > 1, question
    assert sum(counts.values()) == len(found)


def tools(data: Path) -> str:
    tried: dict[str, set[str]] = defaultdict(set)
    for row in real(data, "liens"):
        if (row["sorte"], row["vers_sorte"]) == ("experimentation", "outil"):
            tried[row["vers_fiche"]].add(row["fiche"])
    first = max(tried, key=lambda name: len(tried[name]))
    return rf"{first}\s+{len(tried[first])}$"


def unfavourable(data: Path) -> str:
    found = real(data, "registre_constats")
    return f"^{sum(row['sens'] == 'defavorable' for row in found) / len(found):.1%}$"


def people(data: Path) -> str:
    counts: dict[str, list[int]] = defaultdict(list)
    for row in real(data, "experimentation"):
        if row["participants_nombre"]:
            counts[row["initiateur_type"]].append(int(row["participants_nombre"]))
    first = max(counts, key=lambda name: len(counts[name]))
    return rf"{first}\s+{len(counts[first])}\s+{float(statistics.median(counts[first]))}$"


@pytest.mark.parametrize(
    ("program", "answer"), [*zip(PROGRAMS.findall(GUIDE), (tools, unfavourable, people), strict=True)]
)
def test_python_answers(data: Path, program: tuple[str, str], answer: Callable[[Path], str]) -> None:
    """Run as it is written, in the folder of the archive; worked out a second time without pandas."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program[1]],
        cwd=data / "commun",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert re.search(answer(data), ran.stdout, re.MULTILINE), (program[0], ran.stdout)


def test_the_guide_has_six_questions() -> None:
    assert (len(STEPS.findall(GUIDE)), len(PROGRAMS.findall(GUIDE))) == (3, 3)
