"""The guide to imports, followed to the letter: its table, then its commands, in the project's own espace."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

from generator.importing import KINDS_OF_FILES
from generator.pipeline import PROJECT
from tests.doors.command import espace

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (PROJECT / "content/importer-des-documents.md").read_text(encoding="utf-8")


def test_the_guide_is_followed_to_the_letter(tmp_path: Path) -> None:
    for name in ("content", "experiments", "toolbox"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    (table,) = re.findall(r"^```csv\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    (tmp_path / "mes-outils.csv").write_text(table, encoding="utf-8")
    before = {path.name for path in (tmp_path / "toolbox").iterdir()}
    commands = re.findall(r"^ +espace (.+)$", GUIDE, re.MULTILINE)
    assert [shlex.split(one)[0] for one in commands] == ["importer", "importer", "check"]
    for rank, typed in enumerate(commands):
        found = espace(*shlex.split(typed), cwd=tmp_path)
        assert (found.returncode, "À relire" in found.stderr) == (0, False), found.stderr
        written = {path.name for path in (tmp_path / "toolbox").iterdir()} - before
        assert written == (set() if rank == 0 else {"le-banc-aux-questions.md", "la-carte-des-envies.md"})
    text = (tmp_path / "toolbox/le-banc-aux-questions.md").read_text(encoding="utf-8")
    assert "enjeux: [diversifier-les-publics, renouer-la-confiance]\n" in text
    assert "publie_le: 2026-12-10\n" in text


def test_the_guide_names_each_sort_of_file() -> None:
    told = set(re.findall(r"`(\.[a-z]+)`", GUIDE)) | {".zip", ".md"}
    assert {one for one in KINDS_OF_FILES if one not in {".htm", ".markdown", ".tsv"}} <= told
