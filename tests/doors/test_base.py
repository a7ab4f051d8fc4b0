"""`check --base` on real repositories: shallow clones, renames, withdrawals, nothing that git would add."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import pipeline
from generator.history import past as history
from generator.pdf import written_anew
from tests.cases.case_file import lay_base
from tests.documents import document
from tests.doors.command import espace
from tests.doors.repositories import commit, git, only_our_settings, published_commons, rewrite

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

PROJECT = Path(__file__).parents[2]
R1 = Path("experiments/essai-complet/protocole/r1.md")
TOOL = Path("toolbox/cercle-d-essai.md")
PDF = document()


@pytest.fixture(autouse=True)
def _only_our_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_our_settings(monkeypatch, tmp_path)


@pytest.fixture
def commons(tmp_path: Path) -> Path:
    """A commons whose branch `main` is published, with one commit of work after it."""
    root = published_commons(tmp_path / "espace")
    (root / "LISEZMOI").write_text("du travail\n", encoding="utf-8")
    commit(root, "du travail")
    return root


def found(root: Path, base: str = "main") -> tuple[Diagnostic, ...]:
    return pipeline.check(root, base).diagnostics


def rules(root: Path, base: str = "main") -> list[str]:
    return sorted(fault.rule for fault in found(root, base))


def run(*arguments: str | Path, cwd: Path = PROJECT, **env: str) -> subprocess.CompletedProcess[str]:
    done = espace("check", *arguments, cwd=cwd, env={**os.environ, **env})
    assert "Traceback" not in done.stderr
    return done


# --- which past ---------------------------------------------------------------------------------


def test_nothing_changed(commons: Path) -> None:
    assert found(commons) == ()
    assert run("--root", commons, "--base", "main").returncode == 0


def test_work_not_committed_is_compared_too(commons: Path) -> None:
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    assert rules(commons) == ["revision-modifiee"]
    git(commons, "add", "-A")
    assert rules(commons) == ["revision-modifiee"]
    commit(commons, "un autre seuil")
    assert rules(commons) == ["revision-modifiee"]
    assert rules(commons, "HEAD") == []
    assert rules(commons, git(commons, "rev-parse", "main")) == ["revision-modifiee"]


def test_what_others_published_since_is_not_asked_for(commons: Path) -> None:
    git(commons, "switch", "-q", "main")
    later = commons / "content" / "plus-tard.md"
    later.write_text("---\ntitre: Plus tard\nlicence: CC0-1.0\n---\n", encoding="utf-8")
    commit(commons, "une page de plus")
    git(commons, "switch", "-q", "travail")
    assert rules(commons) == []
    git(commons, "merge", "-q", "--no-edit", "main")
    git(commons, "rm", "-q", "content/plus-tard.md")
    assert rules(commons) == ["adresse-perdue"]


def test_a_shallow_clone_with_its_base(commons: Path, tmp_path: Path) -> None:
    commit(commons, "encore du travail")
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "travail", commons.as_uri(), clone)
    unknown = run("--root", clone, "--base", "origin/main")
    assert unknown.returncode == 2
    fetch = "git fetch --depth 1 origin main:refs/remotes/origin/main"
    assert f"ce dépôt ne connaît pas « origin/main » : allez le chercher avec « {fetch} »" in unknown.stderr
    git(clone, *fetch.split()[1:])
    assert found(clone, "origin/main") == ()
    rewrite(clone / R1, "seuil: 10", "seuil: 12")
    assert rules(clone, "origin/main") == ["revision-modifiee"]
    assert rules(clone, "FETCH_HEAD") == ["revision-modifiee"]


def test_the_first_parent_of_a_merge_is_the_base(commons: Path, tmp_path: Path) -> None:
    """What the forge checks: the merge of a proposal, two commits deep."""
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    commit(commons, "un autre seuil")
    git(commons, "switch", "-q", "main")
    commit(commons, "autre chose")
    git(commons, "merge", "-q", "--no-ff", "--no-edit", "travail")
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", "--depth", "2", commons.as_uri(), clone)
    assert rules(clone, "HEAD^1") == ["revision-modifiee"]


def test_a_commons_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    top = tmp_path / "dépôt"
    root = top / "docs [1]" / "espace"
    lay_base(root)
    lay_base(top / "docs [1]" / "autre")
    git(top, "init", "-q", "-b", "main")
    commit(top, "tout")
    shutil.rmtree(top / "docs [1]" / "autre")
    assert found(root) == ()
    rewrite(root / R1, "seuil: 10", "seuil: 12")
    (fault,) = found(root)
    assert fault.place.path == R1.as_posix()
    told = run("--base", "main", cwd=root)
    assert told.returncode == 1
    assert f"{R1.as_posix()}:5:" in told.stdout


def test_a_past_before_the_commons(tmp_path: Path) -> None:
    root = tmp_path / "espace"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, "rien")
    lay_base(root)
    assert found(root) == ()


# --- what cannot be compared --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("nulle-part", "ce dépôt ne connaît pas « nulle-part » : faites « git fetch --depth 1 origin main »"),
        ("HEAD:content", "ce dépôt ne connaît pas « HEAD:content »"),
        ("main..travail", "ce dépôt ne connaît pas « main..travail »"),
        ("0" * 40, "ce dépôt ne connaît pas"),
        ("--output=x", "« --output=x » ne nomme aucune version du dépôt"),
        ("", "«  » ne nomme aucune version du dépôt"),
        ("main\nautre", "ne nomme aucune version du dépôt"),
    ],
)
def test_unknown_base(commons: Path, revision: str, words: str) -> None:
    told = run("--root", commons, f"--base={revision}")
    assert (told.returncode, told.stdout) == (2, "")
    assert words in told.stderr


def test_no_repository(tmp_path: Path) -> None:
    lay_base(tmp_path / "espace")
    told = run("--root", tmp_path / "espace", "--base", "main")
    assert (told.returncode, told.stdout) == (2, "")
    assert "n'est pas dans un dépôt git" in told.stderr
    assert "vérifiez sans --base" in told.stderr


def test_no_git(commons: Path, tmp_path: Path) -> None:
    told = run("--root", commons, "--base", "main", PATH=str(tmp_path / "vide"))
    assert told.returncode == 2
    assert "git n'est pas installé" in told.stderr


def test_a_repository_that_lost_a_file(commons: Path) -> None:
    blob = git(commons, "rev-parse", f"main:{TOOL.as_posix()}")
    (commons / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    told = run("--root", commons, "--base", "main")
    assert told.returncode == 2
    assert f"ce dépôt n'a pas tout ce que contenait « {TOOL.as_posix()} »" in told.stderr


def test_nothing_is_fetched(commons: Path, tmp_path: Path) -> None:
    """A clone without the files of the past says so, where git would have gone to get them."""
    git(commons, "config", "uploadpack.allowFilter", "true")
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    commit(commons, "un autre seuil")
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--branch", "travail", commons.as_uri(), clone)
    for _ in range(2):
        told = run("--root", clone, "--base", "origin/main")
        assert told.returncode == 2
        assert f"ce dépôt n'a pas tout ce que contenait « {R1.as_posix()} »" in told.stderr
    git(clone, "fetch", "-q", "--refetch", "--no-filter", "origin", "main")
    assert rules(clone, "origin/main") == ["revision-modifiee"]


# --- what git would add -------------------------------------------------------------------------


def test_the_bytes_as_they_were_stored(commons: Path) -> None:
    """Neither filters, nor line ends, nor attributes, nor hooks touch what is compared."""
    git(commons, "switch", "-q", "main")
    rewrite(commons / R1, "\n", "\r\n")
    rules_of_git = "*.md filter=menteur eol=crlf ident\n"
    commit(commons, "à la manière de Windows")
    (commons / ".gitattributes").write_text(rules_of_git, encoding="utf-8")
    git(commons, "config", "filter.menteur.smudge", "sed s/seuil/niveau/")
    git(commons, "config", "filter.menteur.clean", "sed s/seuil/niveau/")
    git(commons, "config", "core.fsmonitor", "touch espion")
    hook = commons / ".git" / "hooks" / "post-checkout"
    hook.write_text("#!/bin/sh\ntouch espion\n", encoding="utf-8")
    hook.chmod(0o755)
    rewrite(commons / R1, "\r\n", "\n")
    assert found(commons) == ()
    assert not list(commons.rglob("espion"))


def test_the_repository_is_that_of_the_folder(commons: Path, tmp_path: Path) -> None:
    """A hook of another repository says where its own is: that is not where the commons lives."""
    other = tmp_path / "autre"
    other.mkdir()
    git(other, "init", "-q", "-b", "main")
    commit(other, "rien")
    rewrite(commons / R1, "seuil: 10", "seuil: 12")
    aside = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": "x"}
    assert run("--root", commons, "--base", "main", cwd=PROJECT, **aside).returncode == 1
    # Without a repository around it, the one that is named is right.
    moved = tmp_path / "ailleurs.git"
    (commons / ".git").rename(moved)
    named = {"GIT_DIR": str(moved), "GIT_WORK_TREE": str(commons)}
    assert run("--root", commons, "--base", "main", cwd=PROJECT, **named).returncode == 1


def test_only_plain_files_are_read(commons: Path, tmp_path: Path) -> None:
    git(commons, "switch", "-q", "main")
    (commons / "content" / "renvoi.md").symlink_to("/etc/passwd")
    (commons / "content" / "dossier").symlink_to("..")
    git(commons, "add", "-A")
    head = git(commons, "rev-parse", "HEAD")
    git(commons, "update-index", "--add", "--cacheinfo", f"160000,{head},content/sous-module")
    git(commons, "commit", "-q", "-m", "liens")
    history.extract(commons, "HEAD", tmp_path / "avant")
    assert not list((tmp_path / "avant").rglob("renvoi*"))
    assert not list((tmp_path / "avant").rglob("dossier"))
    assert not (tmp_path / "avant" / "content" / "sous-module").exists()
    assert (tmp_path / "avant" / TOOL).read_bytes() == (commons / TOOL).read_bytes()


@pytest.mark.parametrize("path", ["../x.md", "content/../x.md", "content//x.md", "content/.git/x", "a\\b.md"])
def test_no_path_leaves_the_folder(path: str) -> None:
    assert not history._is_inside(path)  # noqa: SLF001 — git itself refuses to store such a path
    assert history._is_inside("content/x.md")  # noqa: SLF001 — as above


# --- what becomes of an address -----------------------------------------------------------------


def staged(root: Path, tmp_path: Path) -> Path:
    """The pages of a commons without fault, as the engine gets them."""
    docs = tmp_path / "pages"
    done = pipeline.stage(root, docs)
    assert done.report == ""
    return docs


def published(root: Path) -> None:
    """A commons with an illustrated tool and a day in the journal, on `main`."""
    git(root, "switch", "-q", "main")
    folder = root / "toolbox" / "cercle-d-essai"
    folder.mkdir()
    git(root, "mv", TOOL, folder / "index.md")
    with (folder / "index.md").open("a", encoding="utf-8") as file:
        file.write("Voir le [plan](plan.pdf).\n")
    (folder / "plan.pdf").write_bytes(PDF)
    commit(root, "un plan")


def test_a_rename_without_a_word(commons: Path) -> None:
    git(commons, "mv", "experiments/essai-complet", "experiments/essai")
    for event in ("atelier", "bilan"):
        rewrite(commons / f"content/evenements/{event}-d-essai.md", ": essai-complet", ": essai")
    (fault,) = found(commons)
    assert (fault.rule, fault.place.path) == ("adresse-perdue", "experiments/essai/index.md")
    assert "anciens_ids: [essai-complet]" in fault.help


def test_a_rename_that_is_told(commons: Path, tmp_path: Path) -> None:
    """The parts, the texts and the files of what was renamed answer under the former name."""
    published(commons)
    git(commons, "mv", "experiments/essai-complet", "experiments/essai")
    git(commons, "mv", "toolbox/cercle-d-essai", "toolbox/cercle")
    rewrite(commons / "experiments/essai/index.md", "debut:", "anciens_ids: [essai-complet]\ndebut:")
    rewrite(
        commons / "toolbox/cercle/index.md",
        "anciens_ids: [rond-d-essai]",
        "anciens_ids: [rond-d-essai, cercle-d-essai]",
    )
    assert found(commons) == ()
    docs = staged(commons, tmp_path)
    old = docs / "experimentations/essai-complet"
    for part in ("", "protocole/", "protocole/r1/", "evaluation/", "journal/2026-03-02-premier-cercle/"):
        page = (old / part / "index.html").read_text(encoding="utf-8")
        assert f"experimentations/essai/{part}" in page
    for name in ("cercle", "cercle-d-essai", "rond-d-essai"):
        assert (docs / "boite-a-outils" / name / "plan.pdf").read_bytes() == written_anew(PDF)
    # The published revision names the tool as it was called, and its page as it is.
    page = (docs / "experimentations/essai/protocole/r1.md").read_text(encoding="utf-8")
    assert 'href="../../../../boite-a-outils/cercle/"' in page


def test_a_withdrawal(commons: Path, tmp_path: Path) -> None:
    published(commons)
    evaluation = commons / "experiments/essai-complet/evaluation.md"
    shutil.rmtree(commons / "toolbox/cercle-d-essai")
    for file in (*commons.rglob("journal/*.md"), *commons.rglob("acteurs/*.md"), evaluation):
        text = file.read_text(encoding="utf-8").replace("outils: [cercle-d-essai]\n", "")
        file.write_text(text, encoding="utf-8")
    told = [fault for fault in found(commons) if fault.rule == "adresse-perdue"]
    assert [fault.place.path for fault in told] == ["toolbox/cercle-d-essai/index.md"]
    path = told[0].help.split("écrivez ")[1].split(" ")[0]
    lines = "\n".join(told[0].lines)
    assert "  - /boite-a-outils/cercle-d-essai/plan.pdf\n" in lines
    record = lines.replace("AAAA-MM-JJ", "2026-09-01").replace("motif:", "motif: L'association l'a demandé.")
    (commons / path).parent.mkdir()
    (commons / path).write_text(f"{record}\n", encoding="utf-8")
    assert found(commons) == ()
    docs = staged(commons, tmp_path)
    for where in ("cercle-d-essai", "rond-d-essai", "cercle-d-essai/plan.pdf"):
        page = (docs / "boite-a-outils" / f"{where}.md").read_text(encoding="utf-8")
        assert "association l’a demandé." in page
        assert "data-fiche=" not in page
    assert "/boite-a-outils/cercle-d-essai/" not in (docs / "sitemap.xml").read_text(encoding="utf-8")
    page = (docs / "experimentations/essai-complet/protocole/r1.md").read_text(encoding="utf-8")
    assert "boite-a-outils/cercle-d-essai/" in page
    # Once published, a withdrawal stays.
    commit(commons, "un retrait")
    (commons / path).unlink()
    assert "adresse-perdue" in rules(commons, "HEAD")


# --- one command --------------------------------------------------------------------------------


def test_make_check_compares_where_the_base_is_known(commons: Path, tmp_path: Path) -> None:
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", commons.as_uri(), clone)
    shutil.copy(PROJECT / "Makefile", clone)
    shutil.copy(PROJECT / "Makefile", commons)
    assert asked(clone) == "origin/travail"  # where the clone's origin/HEAD points
    git(clone, "remote", "set-head", "origin", "--delete")
    assert asked(clone) == "origin/main"
    assert asked(clone, "BASE=HEAD^1") == "HEAD^1"
    assert asked(clone, "BASE=") == ""
    assert asked(commons) == ""


def asked(root: Path, *settings: str) -> str:
    """The base that `make check` would give."""
    # Nothing is installed there, and nothing is to be.
    done = subprocess.run(
        ["make", "--dry-run", "--assume-old=.venv/site.stamp", "check", *settings],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("base='")[1].split("'")[0]


def test_our_own_history_keeps_its_promises() -> None:
    if not (PROJECT / ".git").exists():
        pytest.skip("not a clone")
    assert [fault for fault in found(PROJECT, "HEAD") if fault.severity == "error"] == []
