"""The commands `new` and `revise` as they are run: the file, what check says of it, what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cli import new_file, run
from generator.pipeline import PROJECT, CouldNotRun, check
from generator.schema import Schemas
from generator.sources import read
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.diagnostics import Diagnostic

    Espace = Callable[..., tuple[int, str, str]]

SCHEMAS = Schemas.read(PROJECT / "schemas")
E = "essai-complet"
# What is typed, and where the file goes. Some records stand where the base has one already: it is removed.
PLACES = {
    "acteur": (["acteur", "marche"], "content/acteurs/marche.md"),
    "evaluation": (["evaluation", E], f"experiments/{E}/evaluation.md"),
    "evenement": (["evenement", "marche", "--date", "2026-05-01"], "content/evenements/marche.md"),
    "evenement sans date": (["evenement", "marche"], "content/evenements/marche.md"),
    "experimentation": (["experimentation", "marche"], "experiments/marche/index.md"),
    "journal": (
        ["journal", E, "marche", "--date", "2026-03-09"],
        f"experiments/{E}/journal/2026-03-09-marche.md",
    ),
    "journal par son nom": (
        ["journal", f"{E}/2026-03-09-marche"],
        f"experiments/{E}/journal/2026-03-09-marche.md",
    ),
    "lexique": (["lexique"], "content/lexique.yml"),
    "outil": (["outil", "marche"], "toolbox/marche.md"),
    "page": (["page", "contribuer/marche"], "content/contribuer/marche.md"),
    "protocole": (["protocole", "essai-libre"], "experiments/essai-libre/protocole/r1.md"),
    "retrait": (["retrait", "marche"], "content/retraits/marche.md"),
    "site": (["site"], "content/site.yml"),
    "territoire": (["territoire", "marche"], "content/territoires/marche.md"),
    "territoire officiel": (["territoire", "commune-68224"], "content/territoires/commune-68224.md"),
}
# In a form, an example may be about what comes later, or about another record.
TYPED: dict[tuple[str | int, ...], str] = {
    ("titre",): "Le marché d'essai",
    ("cadre",): "comparable",
    ("enjeux", 0): "lien-durable",
}


# An experiment that no rule asks anything of.
_FREE = """---
titre: Un essai libre
resume: Un essai inventé, que personne n'a encore décidé de mener.
cadre: comparable
statut: proposition
enjeux: [lien-durable]
licence: CC-BY-SA-4.0
---
"""


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    root = tmp_path / "espace"
    lay_base(root)
    free = root / "experiments/essai-libre/index.md"
    free.parent.mkdir()
    free.write_text(_FREE, encoding="utf-8")
    return root


@pytest.fixture
def espace(commons: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Espace:
    """The command, run in the commons: its exit code, and what it wrote on each stream."""

    def command(*typed: str) -> tuple[int, str, str]:
        monkeypatch.chdir(commons)
        monkeypatch.setattr(sys, "argv", ["espace", *typed])
        with pytest.raises(SystemExit) as ended:
            run()
        written = capsys.readouterr()
        code = ended.value.code or 0
        assert isinstance(code, int)
        return code, written.out, written.err

    return command


def faults(root: Path, path: str) -> list[Diagnostic]:
    return [found for found in check(root).diagnostics if found.place.path == path]


def errors(root: Path) -> list[str]:
    found = check(root).diagnostics
    return [
        f"{one.place.path}:{one.place.line} {one.rule} {one.message}"
        for one in found
        if one.severity == "error"
    ]


def fill(root: Path, path: str) -> None:
    """Put in each marked blank of a file the schema's own example, and touch nothing else."""
    document = next(one for one in read(root).documents if one.path == path)
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    for names in list(_blanks(document.data)):
        line = document.positions.value(names).line - 1
        value = TYPED.get(names, SCHEMAS.node(document.kind, names)["examples"][0])
        assert lines[line].endswith("# à remplir")
        lines[line] = lines[line].replace("# à remplir", json.dumps(value, ensure_ascii=False))
    (root / path).write_text("\n".join(lines), encoding="utf-8")


def _blanks(value: object, names: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if value is None:
        return [names]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [blank for step, each in inside for blank in _blanks(each, (*names, step))]


def test_every_kind_is_tried_and_told(espace: Espace) -> None:
    kinds = {name.split()[0] for name in PLACES}
    assert kinds | {"enjeu"} == set(SCHEMAS.trees)
    told = re.search(r"Les sortes de fiches : ([^.]*)\.", " ".join(espace("new", "--help")[1].split()))
    assert told
    assert set(told[1].split(", ")) == kinds


@pytest.mark.parametrize("name", PLACES)
def test_a_record_is_begun_then_filled_in(name: str, commons: Path, espace: Espace) -> None:
    """Unfilled, each blank is told at its line and nothing else is said; filled, the check has no fault."""
    typed, path = PLACES[name]
    (commons / path).unlink(missing_ok=True)
    code, out, err = espace("new", *typed)
    lines = (commons / path).read_text(encoding="utf-8").split("\n")
    marked = [number for number, line in enumerate(lines, 1) if line.endswith(" # à remplir")]
    what = "les lignes marquées « à remplir »" if marked else "ce que vous savez"
    assert (code, out) == (0, f"{path}\n")
    assert err == f"Remplissez {what}, puis : espace check {path}\n"
    assert {(found.rule, found.place.line) for found in faults(commons, path)} - {("fiche-isolee", 1)} == {
        ("champ-vide", line) for line in marked
    }
    fill(commons, path)
    assert errors(commons) == []
    assert {found.rule for found in faults(commons, path)} <= {"fiche-isolee"}


def test_a_whole_experiment_is_begun(commons: Path, espace: Espace) -> None:
    """From the record to the evaluation, each file built on the one before."""
    for typed in (
        ["experimentation", "marche"],
        ["protocole", "marche", "--date", "2026-02-10"],
        ["journal", "marche", "premier", "--date", "2026-03-01"],
        ["evaluation", "marche", "--date", "2026-06-01"],
    ):
        code, out, _ = espace("new", *typed)
        assert code == 0
        fill(commons, out.strip())
        first = commons / "experiments/marche/protocole/r1.md"
        if out.strip() == "experiments/marche/protocole/r1.md":
            first.write_text(
                first.read_text(encoding="utf-8").replace("etat: brouillon", "etat: publiee"), "utf-8"
            )
    assert errors(commons) == []
    assert "- hypothese: H1\n" in (commons / "experiments/marche/evaluation.md").read_text(encoding="utf-8")


def test_today_is_written(commons: Path, espace: Espace) -> None:
    before = datetime.now(UTC).astimezone().date().isoformat()
    code, out, _ = espace("new", "journal", E, "marche")
    after = datetime.now(UTC).astimezone().date().isoformat()
    assert code == 0
    found = re.fullmatch(rf"experiments/{E}/journal/(.{{10}})-marche\.md\n", out)
    assert found
    assert before <= found[1] <= after
    assert f"\ndate: {found[1]}\n" in (commons / out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["new", "outils", "x"], ["« outils » n'est pas une sorte de fiche", "« outil »"]),
        (["new", "enjeu", "lien-durable"], ["content/enjeux/lien-durable.md", "existe déjà"]),
        (["new", "outil"], ["il manque un nom", "espace new outil <nom>"]),
        (["new", "outil", "un", "deux"], ["« un deux »", "espace new outil <nom>"]),
        (["new", "outil", "Été à 2"], ["minuscules sans accent", "espace new outil ete-a-2"]),
        (["new", "outil", "con"], ["Windows réserve", "espace new outil con-1"]),
        (["new", "outil", "a" * 81], ["81 caractères, au lieu de 80"]),
        (["new", "outil", "../../x"], ["espace new outil <nom>"]),
        (["new", "outil", ".."], ["n'est pas fait de minuscules"]),
        (["new", "experimentation", ".."], ["n'est pas fait de minuscules"]),
        (["new", "experimentation", "Le banc"], ["espace new experimentation le-banc"]),
        (["new", "page", "../x"], ["n'est pas fait de minuscules"]),
        (["new", "page", "/etc/passwd"], ["n'est pas fait de minuscules"]),
        (["new", "page", "outils/x\ny"], ["n'est pas fait de minuscules"]),
        (["new", "page", "acteurs/x"], ["espace new acteur x"]),
        (["new", "page", "agenda"], ["le site publie déjà autre chose à l'adresse /agenda/"]),
        (["new", "journal", "essai", "x"], [f"vouliez-vous dire « {E} »"]),
        (["new", "journal", "esai-complet", "x"], [f"vouliez-vous dire « {E} »"]),
        (["new", "journal", E, "2026-02-30-x"], ["2026-02-30 n'existe pas au calendrier"]),
        (["new", "journal", E], ["espace new journal <experimentation> <mot>"]),
        (["new", "protocole", E], ["existe déjà", f"espace revise {E}"]),
        (["new", "outil", "rond-d-essai"], ["l'ancien nom de toolbox/cercle-d-essai.md"]),
        (["new", "outil", "x", "--date", "2026-02-30"], ["--date", "2026-02-30"]),
        (["new", "outil", "x", "--date", "20260203"], ["--date", "20260203"]),
        (["revise", "rien"], ["aucune expérimentation ne s'appelle « rien »"]),
        (["revise", "essai"], [f"vouliez-vous dire « {E} »"]),
        (["revise", E, "--date", "2026-02-10"], ["r1 est datée du 2026-02-10", "plus tardive"]),
        (["revise", E, "--date", "2025-12-31"], ["r1 est datée du 2026-02-10", "plus tardive"]),
    ],
)
def test_what_is_refused(typed: list[str], said: list[str], commons: Path, espace: Espace) -> None:
    """In words, on the standard error, and with nothing written."""
    before = _files(commons)
    code, out, err = espace(*typed)
    assert (code, out) == (2, "")
    assert err.startswith("espace : ")
    assert [words for words in said if words not in err] == []
    assert _files(commons) == before


def _files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "name", ["acteur", "evaluation", "experimentation", "journal", "outil", "page", "site"]
)
def test_nothing_is_ever_overwritten(name: str, commons: Path, espace: Espace) -> None:
    typed, path = PLACES[name]
    (commons / path).parent.mkdir(parents=True, exist_ok=True)
    (commons / path).write_text("à moi", encoding="utf-8")
    before = _files(commons)
    code, _, err = espace("new", *typed)
    assert code == 2
    assert f"{path} existe déjà" in err
    assert _files(commons) == before


def test_a_dead_link_is_not_written_through(commons: Path, espace: Espace) -> None:
    (commons / "toolbox/marche.md").symlink_to("../ailleurs.md")
    code, _, err = espace("new", "outil", "marche")
    assert code == 2
    assert "toolbox/marche.md existe déjà" in err
    assert not (commons / "ailleurs.md").exists()


def test_a_tool_may_have_a_folder_already(commons: Path, espace: Espace) -> None:
    (commons / "toolbox/marche").mkdir()
    (commons / "toolbox/marche/index.md").write_text("---\n---\n", encoding="utf-8")
    code, _, err = espace("new", "outil", "marche")
    assert code == 2
    assert "cette fiche existe déjà : toolbox/marche/index.md" in err


@pytest.mark.parametrize("linked", ["content", "content/acteurs"])
def test_no_link_is_followed(linked: str, commons: Path, espace: Espace) -> None:
    elsewhere = commons.parent / "ailleurs"
    (commons / linked).rename(elsewhere)
    (commons / linked).symlink_to(elsewhere)
    before = _files(elsewhere)
    code, _, err = espace("new", "acteur", "marche")
    assert code == 2
    assert f"{linked} n'est pas un vrai dossier" in err
    assert _files(elsewhere) == before


def test_a_file_where_a_folder_is_needed(commons: Path, espace: Espace) -> None:
    (commons / "content/contribuer").write_text("x", encoding="utf-8")
    code, _, err = espace("new", "page", "contribuer/marche")
    assert code == 2
    assert "content/contribuer n'est pas un vrai dossier" in err


def test_a_folder_that_is_no_commons(tmp_path: Path, espace: Espace) -> None:
    (tmp_path / "vide").mkdir()
    code, _, err = espace("new", "outil", "marche", "--root", str(tmp_path / "vide"))
    assert code == 2
    assert "ne contient ni content, ni experiments, ni toolbox" in err
    assert list((tmp_path / "vide").iterdir()) == []


@pytest.mark.parametrize("refused", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_no_half_of_a_file_is_left(
    refused: BaseException, commons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops the writing, there is the whole file or none, and nothing beside it."""

    def stop(*_: object) -> None:
        raise refused

    before = _files(commons)
    monkeypatch.setattr(os, "link", stop)
    monkeypatch.setattr(Path, "read_bytes", stop)
    with pytest.raises(type(refused)):
        new_file.write_new(commons, "toolbox/marche.md", "un texte")
    monkeypatch.undo()
    assert _files(commons) == before


def test_a_disk_without_hard_links(commons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def impossible(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", impossible)
    before = _files(commons)
    new_file.write_new(commons, "toolbox/marche.md", "un « texte »\n")
    assert (commons / "toolbox/marche.md").read_bytes() == "un « texte »\n".encode()
    with pytest.raises(CouldNotRun, match="existe déjà"):
        new_file.write_new(commons, "toolbox/marche.md", "un autre")
    (commons / "toolbox/marche.md").unlink()
    monkeypatch.setattr(Path, "read_bytes", lambda _: "no bytes: they cannot be written")
    with pytest.raises(TypeError):
        new_file.write_new(commons, "toolbox/marche.md", "un texte")
    monkeypatch.undo()
    assert _files(commons) == before


# --- the next revision --------------------------------------------------------------------------


def test_a_revision_is_begun_then_filled_in(commons: Path, espace: Espace) -> None:
    """Check tells what is to be filled in; once H1 is changed and its reason given, it has nothing to say."""
    path = f"experiments/{E}/protocole/r2.md"
    assert espace("revise", f"experiments/{E}/", "--date", "2026-04-01") == (
        0,
        f"{path}\n",
        f"Remplissez les lignes marquées « à remplir », puis : espace check {path}\n",
    )
    text = (commons / path).read_text(encoding="utf-8")
    lines = text.split("\n")
    assert [(found.rule, lines[found.place.line - 1]) for found in faults(commons, path)] == [
        ("champ-vide", "  - # à remplir"),
        ("champ-vide", "changements: # à remplir"),
    ]
    for old, new in (
        ("  - # à remplir", "  - resultats"),
        ("seuil: 10}", "seuil: 12}"),
        ("#  - quoi: H1\n#    pourquoi:\n", "  - quoi: H1\n    pourquoi: Dix, c'était trop peu.\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    (commons / path).write_text(text, encoding="utf-8")
    assert list(check(commons).diagnostics) == []


def test_a_draft_is_finished_first(commons: Path, espace: Espace) -> None:
    assert espace("revise", E, "--date", "2026-04-01")[0] == 0
    before = _files(commons)
    code, _, err = espace("revise", E, "--date", "2026-05-01")
    assert code == 2
    assert "r2 est encore un brouillon : complétez-le" in err
    assert f"experiments/{E}/protocole/r2.md" in err
    assert _files(commons) == before


def test_a_protocol_is_written_first(commons: Path, espace: Espace) -> None:
    (commons / f"experiments/{E}/protocole/r1.md").unlink()
    code, _, err = espace("revise", E)
    assert code == 2
    assert f"espace new protocole {E}" in err


@pytest.mark.parametrize("content", [b"---\ndate: [\n---\n", b"---\ndate: 2026-02-10\n---\n", b"\xff"])
def test_a_faulty_revision_is_mended_first(content: bytes, commons: Path, espace: Espace) -> None:
    (commons / f"experiments/{E}/protocole/r1.md").write_bytes(content)
    code, _, err = espace("revise", E)
    assert code == 2
    assert f"espace check experiments/{E}/protocole/r1.md" in err


def test_the_command_from_another_folder(commons: Path) -> None:
    """As a program of its own, with `--root`: the next step says which root."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "new", "outil", "marche", "--root", str(commons)],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{(commons / 'toolbox/marche.md').as_posix()}\n")
    assert f"espace check toolbox/marche.md --root {commons}\n" in done.stderr
