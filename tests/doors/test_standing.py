"""What is not made again is what it would be, made again, whatever was kept; `test_edits.py` has edits."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator import publishing, standing
from generator.pages.frame.charting import chart
from generator.pages.frame.prose_html import texts_asked_for
from generator.pages.rendering import planned
from generator.pipeline import MEMORY, PROJECT, check, docs_folder, stage
from generator.publishing.mark import MARK
from tests.cases.case_file import lay, lay_base, read_case

if TYPE_CHECKING:
    from pathlib import Path

ADDED = PROJECT / "tests/golden/petit-espace.txt"
# Where a text is read on the way to pages and files. Revisions are compared with all that is not a text.
READ = {
    "exports/archive.py": "the archive is made each time",
    "exports/changes_files.py": "what publications changed is told with the rest",
    "exports/form_choices.py": "of revisions",
    "exports/record_files.py": "its key tells the text",
    "pages/frame/prose_html.py": "where pages ask for texts",
    "protocol/exact.py": "of revisions",
    "protocol/revision_diff.py": "of revisions",
}


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    lay(root, read_case(ADDED).files)
    shutil.copytree(PROJECT / "schemas", root / "schemas")
    return root


def staged(root: Path) -> dict[str, bytes]:
    docs = docs_folder(root)
    stage(root, docs, preview=True)
    return held(docs)


def held(docs: Path) -> dict[str, bytes]:
    found = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != MARK}


def from_nothing(root: Path) -> dict[str, bytes]:
    copy = root.with_name("clean")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"))
    return staged(copy)


def _more(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


# --- what it saves, and what it rests on


def test_a_sentence_moves_only_the_pages_that_show_it(commons: Path) -> None:
    staged(commons)
    tool = commons / "toolbox/cercle-d-essai.md"
    _more(tool, "Une phrase de plus.")
    work = commons / "build"
    known = publishing.recall(work / MEMORY, docs_folder(commons))
    index = check(commons).index
    still = standing.standing(work / standing.KEPT, standing.made_of(index), known)
    moved = {one.address for one in planned(chart(index))} - still.pages.keys()
    assert moved == {"/boite-a-outils/cercle-d-essai/", "/boite-a-outils/cercle-d-essai/dossier/"}
    assert "sitemap.xml" in still.files


def test_every_process_tells_the_same(commons: Path) -> None:
    asked = "import pathlib, sys; from generator import pipeline, standing; "
    asked += "print(standing.made_of(pipeline.check(pathlib.Path(sys.argv[1])).index).rest)"
    told = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", asked, str(commons)],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        told.add(done.stdout)
    assert len(told) == 1


def test_a_title_moves_every_page(commons: Path) -> None:
    staged(commons)
    tool = commons / "toolbox/cercle-d-essai.md"
    tool.write_text(tool.read_text(encoding="utf-8").replace("Cercle", "Rond"), encoding="utf-8")
    known = publishing.recall(commons / "build" / MEMORY, docs_folder(commons))
    matter = standing.made_of(check(commons).index)
    assert standing.standing(commons / "build" / standing.KEPT, matter, known) == standing.Standing()


def test_no_text_is_asked_for_before_pages_are_made(commons: Path) -> None:
    index = check(commons).index
    with texts_asked_for() as asked:
        planned(chart(index))
    assert asked == set()


def test_texts_are_read_where_it_is_known() -> None:
    rooms = ("pages", "exports", "opendata", "protocol", "catalogue", "news", "index", "written.py")
    code = PROJECT / "generator"
    found = set()
    for room in rooms:
        for path in [code / room] if room.endswith(".py") else (code / room).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if any(isinstance(one, ast.Attribute) and one.attr == "corps" for one in ast.walk(tree)):
                found.add(path.relative_to(code).as_posix())
    templates = [path for path in code.rglob("*.html") if ".corps." in path.read_text(encoding="utf-8")]
    assert found == READ.keys()
    assert not templates


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _changed(content: bytes) -> bytes:
    return content.replace(b"/boite-a-outils/", b"/boite-a-outil/", 1)


def _none(_content: bytes) -> bytes:
    return b""


def _other(_content: bytes) -> bytes:
    return b"[]"


def test_what_was_harmed_is_not_believed(commons: Path) -> None:
    staged(commons)
    work, aside = commons / "build", commons.with_name("kept")
    work.rename(aside)
    _more(commons / "toolbox/cercle-d-essai.md", "Une phrase de plus.")
    clean = from_nothing(commons)
    for name in (MEMORY, standing.KEPT):
        for harm in (_cut, _changed, _none, _other):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(aside, work)  # dates too: what is kept would be believed
            (work / name).write_bytes(harm((work / name).read_bytes()))
            assert staged(commons) == clean, (name, harm)


def test_a_sealed_value_of_another_shape_is_not_believed(commons: Path) -> None:
    kept = commons / "restes.json"
    values: list[object] = [
        [],
        {"rest": ""},
        {"rest": "x", "texts": [], "pages": [["a"]], "files": 1, "key": ""},
    ]
    for value in values:
        publishing.write_sealed(kept, value)
        found = standing.standing(kept, standing.MadeOf("x", {"a": "b"}), {})
        assert found == standing.Standing()
