"""The command `check` as it is run: what it answers, where it writes it, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases.case_file import lay_base
from tests.doors.command import espace

PROJECT = Path(__file__).parents[2]
TOOL = Path("toolbox/cercle-d-essai.md")
ACTOR = Path("content/acteurs/collectif-des-essais.md")


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    return root


@pytest.fixture
def faulty(commons: Path) -> Path:
    """A commons with one fault in a tool and one in an actor."""
    spoil(commons / TOOL, "type: outil", "type: objet")
    spoil(commons / ACTOR, "licence: CC-BY-SA-4.0", "licence: CC-BY-NC-4.0")
    return commons


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def check(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    found = espace("check", *arguments, cwd=cwd)
    assert "Traceback" not in found.stderr
    assert "\033" not in found.stdout + found.stderr
    return found


# --- exit codes and streams ---------------------------------------------------------------------


def test_no_fault(commons: Path) -> None:
    found = check("--root", commons)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "aucune faute et aucun avertissement.\n")


def test_what_goes_online_says_where_to_write_and_where_it_is_kept(commons: Path) -> None:
    found = check("--root", commons, "--publication")
    assert found.returncode == 1
    assert found.stdout.count("content/site.yml:1:1: erreur[fait-manquant]") == 2
    assert found.stderr == "2 fautes et aucun avertissement.\n"


def test_faults_on_stdout_summary_on_stderr(faulty: Path) -> None:
    found = check("--root", faulty)
    assert found.returncode == 1
    assert f"{TOOL.as_posix()}:4:7: erreur[valeur-hors-liste] « type » : « objet »" in found.stdout
    assert "4 | type: objet\n  |       ^^^^^\n" in found.stdout
    assert f"{ACTOR.as_posix()}:7:10: erreur[licence-non-libre]" in found.stdout
    assert found.stderr == "2 fautes et aucun avertissement.\n"


def test_a_warning_alone_is_no_failure(commons: Path) -> None:
    alone = (commons / TOOL).read_text(encoding="utf-8").replace("Cercle d'essai", "Bocal")
    alone = alone.replace("anciens_ids: [rond-d-essai]\n", "")
    (commons / "toolbox/bocal.md").write_text(alone, encoding="utf-8")
    found = check("--root", commons)
    assert found.returncode == 0
    assert "toolbox/bocal.md:1:1: avertissement[fiche-isolee]" in found.stdout
    assert found.stderr == "aucune faute et 1 avertissement.\n"


def test_missing_root() -> None:
    found = check("--root", "nulle-part")
    assert (found.returncode, found.stdout) == (2, "")
    assert "nulle-part" in found.stderr


def test_root_that_is_a_file(commons: Path) -> None:
    assert check("--root", commons / TOOL).returncode == 2


@pytest.mark.parametrize("content", ["[", "{}", '{"type": 12}', "\udcff"])
def test_unreadable_schemas(commons: Path, content: str) -> None:
    schema = commons / "schemas/outil.schema.json"
    schema.parent.mkdir()
    schema.write_bytes(content.encode("utf-8", "surrogateescape"))
    found = check("--root", commons)
    assert (found.returncode, found.stdout) == (2, "")
    assert "schéma" in found.stderr


def test_no_schema_at_all(commons: Path) -> None:
    (commons / "schemas").mkdir()
    found = check("--root", commons)
    assert (found.returncode, found.stdout) == (2, "")
    assert "schéma" in found.stderr


def test_own_schemas_are_used(commons: Path) -> None:
    (commons / "schemas").mkdir()
    for source in (PROJECT / "schemas").iterdir():
        (commons / "schemas" / source.name).write_bytes(source.read_bytes())
    spoil(commons / "schemas/outil.schema.json", '"required": [\n', '"required": [\n    "duree",\n')
    found = check("--root", commons)
    assert "il manque le champ « duree »" in found.stdout


def test_empty_folder_is_told_in_words(tmp_path: Path) -> None:
    found = check("--root", tmp_path)
    assert found.returncode == 1
    assert "content/site.yml" in found.stdout


# --- formats ------------------------------------------------------------------------------------


def test_json(faulty: Path) -> None:
    found = check("--root", faulty, "--format", "json")
    listed = json.loads(found.stdout)
    assert found.returncode == 1
    assert [(item["path"], item["rule"]) for item in listed] == [
        (ACTOR.as_posix(), "licence-non-libre"),
        (TOOL.as_posix(), "valeur-hors-liste"),
    ]
    assert found.stderr == ""


def test_json_without_fault(commons: Path) -> None:
    found = check("--root", commons, "--format", "json")
    assert (found.returncode, json.loads(found.stdout)) == (0, [])


def test_github_and_gitlab(faulty: Path) -> None:
    github = check("--root", faulty, "--format", "github")
    assert [line.split(",")[0] for line in github.stdout.splitlines()] == [
        f"::error file={ACTOR.as_posix()}",
        f"::error file={TOOL.as_posix()}",
    ]
    gitlab = check("--root", faulty, "--format", "gitlab")
    assert len(json.loads(gitlab.stdout)) == 2
    assert github.returncode == gitlab.returncode == 1


@pytest.mark.parametrize("form", ["texte", "github", "gitlab", "json"])
def test_a_public_log_does_not_repeat_how_to_reach_someone(commons: Path, form: str) -> None:
    tool = commons / "toolbox/cercle-d-essai.md"
    spoil(tool, "enjeux: [pouvoir-d-agir]", "enjeux: [marie.essai@exemple.fr] # 06 39 98 12 34")
    text = tool.read_text(encoding="utf-8")
    tool.write_text(
        f"{text}[Appeler](tel:+33639981234), 06.39.98.12.34, ou 06 39\n98 12 34.\n", encoding="utf-8"
    )
    ran = check("--root", commons, "--format", form)
    assert ran.returncode == 1
    assert ran.stdout.count("donnee-personnelle") >= 4
    for secret in ("marie.essai", "98 12", "06 39", "639981234", "98.12"):
        assert secret not in ran.stdout + ran.stderr


def test_unknown_format(commons: Path) -> None:
    assert check("--root", commons, "--format", "xml").returncode == 2


def test_max_faults_hides_but_does_not_forgive(faulty: Path) -> None:
    found = check("--root", faulty, "--max-faults", "1")
    assert found.returncode == 1
    assert found.stdout.count("erreur[") == 1
    assert found.stderr == "2 fautes et aucun avertissement ; 1 affiché.\n"
    assert len(json.loads(check("--root", faulty, "--format", "json", "--max-faults", "1").stdout)) == 1


# --- paths --------------------------------------------------------------------------------------


def test_path_of_a_file_or_a_folder(faulty: Path) -> None:
    one = check("--root", faulty, TOOL)
    assert one.stdout.count("erreur[") == 1
    assert TOOL.as_posix() in one.stdout
    folder = check("--root", faulty, "content/")
    assert folder.stdout.count("erreur[") == 1
    assert ACTOR.as_posix() in folder.stdout
    assert one.returncode == folder.returncode == 1


def test_path_without_fault(faulty: Path) -> None:
    found = check("--root", faulty, "experiments")
    assert (found.returncode, found.stdout) == (0, "")


def test_path_as_typed_from_the_current_folder(faulty: Path) -> None:
    found = check("--root", "..", TOOL.name, cwd=faulty / "toolbox")
    assert found.stdout.count("erreur[") == 1
    assert found.returncode == 1


def test_path_that_does_not_exist(faulty: Path) -> None:
    """A name mistyped is told, rather than found faultless."""
    found = check("--root", faulty, "toolbox/cercle.md")
    assert found.returncode == 2
    assert "toolbox/cercle.md" in found.stderr


def test_default_root_is_here(faulty: Path) -> None:
    assert check(cwd=faulty).returncode == 1


# --- what a stranger's files can do to it -------------------------------------------------------


def test_broken_records(commons: Path) -> None:
    broken = [
        b"",
        b"---",
        b"---\n",
        b"---\n- une liste\n---\n",
        b"---\nun texte\n---\n",
        b"---\n? [a, b]\n: c\n---\n",
        b"---\n1: 2\ntrue: x\nnull: y\n---\n",
        b"---\ntitre: {a: {b: {c: [1, [2, [3]]]}}}\nenjeux: {}\nsources: [[], {}, 12]\n---\n",
        b"---\ntitre: " + b"9" * 5000 + b"\nparticipants: {min: 1e308, max: -1e308}\n---\n",
        b"---\nanciens_ids: [{}, [], 1.5, null]\nderive_de: {a: 1}\n---\n",
        b"---\ntitre: \xff\xfe\n---\n",
        b"\xff\xfe\x00-\x00-",
        b"\x00" * 100,
        b"---\ntitre: x\n---\n" + b"[" * 5000 + b"](#" + b"(" * 5000,
    ]
    for number, content in enumerate(broken):
        (commons / f"toolbox/fiche-{number}.md").write_bytes(content)
    found = check("--root", commons)
    assert found.returncode == 1
    assert [n for n in range(len(broken)) if f"toolbox/fiche-{n}.md:" not in found.stdout] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
@pytest.mark.parametrize("form", ["texte", "github", "gitlab", "json"])
def test_file_name_that_is_no_text(commons: Path, form: str) -> None:
    name = os.fsencode(commons / "toolbox") + b"/\xff\x1b[2J\n::error::x.md"
    Path(os.fsdecode(name)).write_bytes(b"---\n---\n")
    found = check("--root", commons, "--format", form)
    assert found.returncode == 1
    assert not any(line.startswith("::error::x") for line in found.stdout.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="no such encoding names there")
def test_terminal_without_accents(faulty: Path) -> None:
    """An old terminal gets question marks, not a stack trace."""
    found = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--root", str(faulty)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, "Traceback" in found.stderr) == (1, False)
    assert "erreur[licence-non-libre]" in found.stdout


def test_reader_that_leaves_early(faulty: Path) -> None:
    """`espace check | head -1` says nothing more than its first line."""
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "check", "--root", str(faulty)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
