"""`espace fix` as it is run: what it writes and where, what it refuses, and what `check` says of it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from generator.cli.old_file import write_over
from generator.pipeline import CouldNotRun
from tests.cases.case_file import lay_base
from tests.doors import command
from tests.doors.repositories import rewrite

PROJECT = Path(__file__).parents[2]
TOOL = Path("toolbox/cercle-d-essai.md")
ACTOR = Path("content/acteurs/collectif-des-essais.md")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A commons with a fault that can be mended in a tool, and one in an actor."""
    root = tmp_path / "espace"
    lay_base(root)
    rewrite(root / TOOL, "titre: Cercle d'essai", "titre: Cercle : un essai")
    rewrite(root / ACTOR, "licence:", "lisence:")
    return root


def espace(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    found = command.espace(*arguments, cwd=cwd)
    assert "Traceback" not in found.stderr
    return found


def held(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_check_says_what_can_be_mended(faulty: Path) -> None:
    found = espace("check", cwd=faulty)
    assert found.stderr.endswith("2 fautes peuvent être corrigées par : espace fix\n")
    one = espace("check", "--root", faulty, TOOL)
    assert one.stderr.endswith(f"1 faute peut être corrigée par : espace fix {TOOL} --root {faulty}\n")
    assert espace("check", "--root", faulty, "--format", "github").stderr == ""


def test_json_carries_the_edits(faulty: Path) -> None:
    listed = json.loads(espace("check", "--root", faulty, "--format", "json").stdout)
    place = {"path": TOOL.as_posix(), "line": 2, "column": 8, "end_line": 2, "end_column": 25}
    assert [item["edits"] for item in listed if item["path"] == TOOL.as_posix()] == [
        [{**place, "text": '"Cercle : un essai"'}]
    ]


def test_nothing_is_written_before_it_is_asked(faulty: Path) -> None:
    before = held(faulty)
    found = espace("fix", "--root", faulty)
    assert found.returncode == 1
    assert found.stdout.count("\n+++ ") == 2
    assert held(faulty) == before


def test_the_difference_can_be_applied(faulty: Path) -> None:
    said = espace("fix", "--root", faulty).stdout
    applied = subprocess.run(
        ["git", "apply", "-p0", "-"],
        cwd=faulty,
        input=said,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert (applied.returncode, applied.stderr) == (0, "")
    assert espace("fix", "--root", faulty).stderr == "Rien à corriger.\n"


def test_it_writes_when_asked(faulty: Path) -> None:
    (faulty / TOOL).chmod(0o640)
    names = set(held(faulty))
    found = espace("fix", "--write", cwd=faulty)
    assert (found.returncode, found.stderr) == (0, "2 fautes corrigées, 2 fichiers écrits.\n")
    assert stat.S_IMODE((faulty / TOOL).stat().st_mode) == 0o640
    assert set(held(faulty)) == names, "no draft is left behind"
    assert espace("check", "--root", faulty).returncode == 0


def test_only_what_was_chosen(faulty: Path) -> None:
    before = (faulty / ACTOR).read_bytes()
    found = espace("fix", "--root", faulty, "--write", "toolbox")
    assert (found.returncode, found.stderr) == (0, "1 faute corrigée, 1 fichier écrit.\n")
    assert (faulty / ACTOR).read_bytes() == before
    assert espace("fix", "--root", faulty, "toolbox/nulle-part.md").returncode == 2


def test_what_is_left_for_a_person(faulty: Path) -> None:
    rewrite(faulty / ACTOR, "type: citoyens", "type: autre-chose")
    found = espace("fix", "--root", faulty, "--write")
    assert found.returncode == 1
    assert found.stderr == "2 fautes corrigées, 2 fichiers écrits. Il reste 1 faute à corriger à la main.\n"


def test_links_and_files_elsewhere_are_not_touched(faulty: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs.md"
    (faulty / ACTOR).replace(outside)
    (faulty / ACTOR).symlink_to(outside)
    (faulty / "LISEZ-MOI.md").write_text("---\ntitre: a : b\n---\n")
    before = outside.read_bytes(), (faulty / "LISEZ-MOI.md").read_bytes()
    espace("fix", "--root", faulty, "--write")
    assert (outside.read_bytes(), (faulty / "LISEZ-MOI.md").read_bytes()) == before
    assert (faulty / ACTOR).is_symlink()


def test_order_only_when_asked(faulty: Path) -> None:
    (faulty / TOOL).write_bytes(
        b"---\r\nlicence: CC-BY-SA-4.0\r\n# Le rond.\r\nenjeux:   [pouvoir-d-agir]\r\ntype: outil\r\n\r\n"
        b"resume: On s'assoit en rond et l'on essaie.\r\ntitre: Cercle\r\nanciens_ids: [rond-d-essai]\r\n"
        b"---\r\nUn samedi.\r\n"
    )
    assert espace("fix", "--root", faulty, TOOL).stderr == "Rien à corriger.\n"
    shown = espace("fix", "--root", faulty, "--order", TOOL)
    assert shown.returncode == 0
    assert shown.stderr == (
        "1 fichier à ranger ainsi. Rien n'est encore écrit ; "
        f"pour l'écrire : espace fix {TOOL} --root {faulty} --order --write\n"
    )
    done = espace("fix", "--root", faulty, "--order", "--write", TOOL)
    assert done.returncode == 0
    assert (faulty / TOOL).read_bytes().decode().split("\r\n") == [
        "---",
        "titre: Cercle",
        "",
        "resume: On s'assoit en rond et l'on essaie.",
        "type: outil",
        "# Le rond.",
        "enjeux:   [pouvoir-d-agir]",
        "licence: CC-BY-SA-4.0",
        "anciens_ids: [rond-d-essai]",
        "---",
        "Un samedi.",
        "",
    ]
    assert espace("fix", "--root", faulty, "--order", TOOL).stdout == ""


def test_a_comment_apart_keeps_its_fields_where_they_are(faulty: Path) -> None:
    text = (faulty / ACTOR).read_text(encoding="utf-8").replace("lisence:", "licence:")
    first, *others = text.split("\n")[1:]
    (faulty / ACTOR).write_text("\n".join(["---", others[0], "", "# Une section.", "", first, *others[1:]]))
    assert espace("fix", "--root", faulty, "--order", ACTOR).stdout == ""


# --- writing over a file ------------------------------------------------------------------------


def test_a_file_saved_meanwhile_is_kept(faulty: Path) -> None:
    (faulty / TOOL).write_bytes(b"autre chose")
    with pytest.raises(CouldNotRun, match="a changé entre-temps"):
        write_over(faulty, TOOL.as_posix(), b"avant", after=b"apr\xc3\xa8s")
    assert (faulty / TOOL).read_bytes() == b"autre chose"
    assert [path.name for path in (faulty / "toolbox").iterdir()] == [TOOL.name]


@pytest.mark.parametrize("link", ["toolbox", TOOL.as_posix()])
def test_nothing_is_written_through_a_link(faulty: Path, tmp_path: Path, link: str) -> None:
    before = (faulty / TOOL).read_bytes()
    (faulty / link).rename(tmp_path / "ailleurs")
    (faulty / link).symlink_to(tmp_path / "ailleurs")
    with pytest.raises(CouldNotRun, match="a changé entre-temps"):
        write_over(faulty, TOOL.as_posix(), before, after=b"apr\xc3\xa8s")
    assert (faulty / TOOL).read_bytes() == before


def test_a_full_disk_leaves_the_file_whole(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (faulty / TOOL).read_bytes()

    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_over(faulty, TOOL.as_posix(), before, after=b"apr\xc3\xa8s")
    assert (faulty / TOOL).read_bytes() == before
    assert [path.name for path in (faulty / "toolbox").iterdir()] == [TOOL.name]
