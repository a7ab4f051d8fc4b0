"""Who decides: what is published judges a proposal, and what it changes besides records is told first."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyromark
import pytest

from generator import history, pipeline, reviewing
from generator.judging import RULE
from tests.doors.command import espace
from tests.doors.repositories import commit, git, only_our_settings, published_commons, rewrite

if TYPE_CHECKING:
    import subprocess

PROJECT = Path(__file__).parents[2]
SITE = "content/site.yml"
INDEX = "experiments/essai-complet/index.md"
TOOL = "toolbox/cercle-d-essai.md"
LACKING = """---
titre: Le banc sous le tilleul
resume: Un banc devant la mairie, où une personne élue écoute les passants le samedi matin.
cadre: labo
statut: appel
enjeux: [lien-durable]
territoires: [commune-68224]
debut: 2026-03
licence: CC0-1.0
---
"""


@pytest.fixture
def commons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    only_our_settings(monkeypatch, tmp_path)
    return published_commons(tmp_path / "espace")


def lacking(root: Path) -> None:
    """Add an experiment of the Labo that does not document what its rules ask for."""
    folder = root / "experiments/banc-sous-le-tilleul"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(LACKING, encoding="utf-8")


def publish(root: Path, words: str) -> None:
    """Make what lies there, on `main`, the start of the work."""
    commit(root, words)
    git(root, "branch", "-f", "-q", "main")


def rules(root: Path, base: str = "main") -> list[str]:
    return [fault.rule for fault in pipeline.check(root, base, data_only=True).diagnostics]


def run(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    done = espace(*arguments, env={**os.environ, **env})
    assert "Traceback" not in done.stderr
    return done


def section(told: str, title: str) -> str:
    return told.partition(f"\n{title}\n")[2].partition("\n## ")[0]


# --- the published facts judge ------------------------------------------------------------------


@pytest.mark.parametrize("form", ["texte", "github", "gitlab", "json"])
def test_a_date_that_moves_is_told_first_and_judges_nothing(commons: Path, form: str) -> None:
    lacking(commons)
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    told = run("check", "--root", commons, "--base", "main", "--format", form)
    assert told.returncode == 1
    words = "cette proposition déplace le jour à partir duquel"
    assert 0 < told.stdout.index(words) < told.stdout.index("il manque un appel à collectivités")
    assert "« 2026-01-01 » devient « 2099-01-01 »" in told.stdout
    assert "Avec ce changement, 1 faute ne serait plus relevée" in told.stdout


def test_it_is_told_whatever_is_looked_at(commons: Path) -> None:
    lacking(commons)
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    tool = run("check", "--root", commons, "--base", "main", commons / TOOL)
    assert (tool.returncode, tool.stdout.count(RULE)) == (0, 1)
    first = run("check", "--root", commons, "--base", "main", "--max-faults", "1")
    assert (first.returncode, first.stdout.count("etape-non-documentee")) == (1, 0)
    assert RULE in first.stdout


def test_what_published_facts_never_said_can_be_adopted(commons: Path) -> None:
    """In a commons without facts, or without that one: it is told, and counts once accepted."""
    site = (commons / SITE).read_text(encoding="utf-8")
    (commons / SITE).unlink()
    publish(commons, "sans faits")
    (commons / SITE).write_text(site, encoding="utf-8")
    assert rules(commons) == [RULE, RULE]
    commit(commons, "les faits du site")
    assert rules(commons, "HEAD") == []
    git(commons, "switch", "-q", "--orphan", "neuf")
    git(commons, "commit", "-q", "--allow-empty", "-m", "rien")
    git(commons, "checkout", "-q", "travail", "--", ".")
    assert rules(commons, "HEAD") == []


def test_a_work_that_began_long_ago_is_judged_by_the_facts_of_today(commons: Path) -> None:
    """Neither escapes a rule adopted since, nor is told to have taken it away."""
    site = (commons / SITE).read_text(encoding="utf-8")
    rewrite(commons / SITE, "regles_depuis: 2026-01-01\n", "")
    publish(commons, "avant les règles")
    git(commons, "switch", "-q", "main")
    (commons / SITE).write_text(site, encoding="utf-8")
    commit(commons, "les règles")
    git(commons, "switch", "-q", "travail")
    lacking(commons)
    assert rules(commons) == ["etape-non-documentee"]
    rewrite(commons / SITE, "https://essai.example/", "https://ailleurs.example/")
    assert rules(commons) == [
        RULE,
        "adresse-du-site-changee",
        "identite-du-site-changee",
        "etape-non-documentee",
    ]
    # Facts that nobody changes here do not judge any more than those published do.
    git(commons, "checkout", "-q", "--", SITE)
    git(commons, "switch", "-q", "main")
    rewrite(commons / SITE, "2026-01-01", "2098-01-01")
    commit(commons, "plus tard")
    git(commons, "switch", "-q", "travail")
    assert rules(commons) == []


def test_schemas_that_change_are_told_where_they_are_read(commons: Path) -> None:
    shutil.copytree(PROJECT / "schemas", commons / "schemas")
    publish(commons, "les schémas")
    rewrite(commons / "schemas/outil.schema.json", '"additionalProperties": false', '"x": 0')
    rewrite(commons / TOOL, "licence:", "couleur: verte\nlicence:")
    lax = run("check", "--root", commons, "--base", "main")
    assert "vient d'être jugée : schemas/outil.schema.json" in lax.stdout.splitlines()[0]
    strict = run("check", "--root", commons, "--base", "main", "--data-only")
    assert RULE not in strict.stdout
    assert "champ-inconnu" in strict.stdout


# --- the report says it first -------------------------------------------------------------------


def test_both_reports_open_with_what_judges(commons: Path, tmp_path: Path) -> None:
    lacking(commons)
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    with (commons / SITE).open("a", encoding="utf-8") as file:
        file.write("contact: '[x](https://example.org)@example.org'\n")
    told = reviewing.report(commons, "main")
    judge = section(told, "## Ce qui juge cette proposition")
    assert "chaque étape : `2026-01-01` devient `2099-01-01`\n" in judge
    assert "1 faute ne serait plus relevée" in judge
    assert "etape-non-documentee" in told
    titles = [line for line in told.splitlines() if line.startswith("## ")]
    assert titles[:2] == ["## Ce qui juge cette proposition", "## Hors des fiches"]
    assert "href" not in pyromark.html(judge)
    assert reviewing.preview(commons, "main", tmp_path / "apercu")
    for page in (reviewing.report(commons, "main", "html"), (tmp_path / "apercu/index.html").read_text()):
        assert page.index("<code>2099-01-01</code>") < page.index("<h2>Hors des fiches</h2>")


def test_records_that_would_owe_less_are_told(commons: Path) -> None:
    rewrite(commons / INDEX, "cadre: demonstration", "cadre: comparable")
    rewrite(commons / INDEX, "statut: terminee", "statut: equipe")
    rewrite(commons / INDEX, "debut: 2026-02", "debut: 2025-02")
    told = section(reviewing.report(commons, "main"), "## Ce qui juge cette proposition")
    lines = [line for line in told.splitlines() if line.startswith("- `Un essai complet` change ")]
    assert [line.split(" change ")[1].split(",")[0] for line in lines] == [
        "le cadre",
        "l'étape atteinte",
        "le début",
    ]
    assert "`Démonstration inventée` devient `Expérience comparable, menée hors du Labo`" in lines[0]
    assert lines[0].endswith(" ; la fiche ne doit plus documenter chaque étape")
    assert "`Terminée` devient `Équipe en cours de constitution`" in lines[1]


def test_a_step_forward_is_no_news_and_a_stop_is(commons: Path) -> None:
    rewrite(commons / INDEX, "statut: terminee", "statut: bilan")
    publish(commons, "le bilan")
    rewrite(commons / INDEX, "statut: bilan", "statut: terminee")
    assert "## Ce qui juge" not in reviewing.report(commons, "main")
    rewrite(commons / INDEX, "statut: terminee", "statut: abandonnee\nmotif_arret: Faute de moyens.")
    assert "`Bilan en cours` devient `Abandonnée`" in reviewing.report(commons, "main")


def test_a_published_revision_back_in_draft_and_a_record_that_goes(commons: Path) -> None:
    rewrite(commons / "experiments/essai-complet/protocole/r1.md", "etat: publiee", "etat: brouillon")
    assert "`Publiée` devient `Brouillon`" in section(
        reviewing.report(commons, "main"), "## Ce qui juge cette proposition"
    )
    git(commons, "mv", "experiments/essai-complet", "experiments/autre-nom")
    told = section(reviewing.report(commons, "main"), "## Ce qui juge cette proposition")
    assert "- `Un essai complet` s'en va, avec ce que cette fiche devait documenter\n" in told


def test_a_withdrawal_is_told(commons: Path) -> None:
    (commons / TOOL).unlink()
    (commons / "content/retraits").mkdir()
    (commons / "content/retraits/cercle.md").write_text(
        "---\ntitre: Le cercle\nadresses: [/boite-a-outils/cercle-d-essai/]\ndate: 2026-09-01\n"
        "motif: Fini.\nlicence: CC0-1.0\n---\n",
        encoding="utf-8",
    )
    told = section(reviewing.report(commons, "main"), "## Ce qui juge cette proposition")
    assert "- `Le cercle` retire du site `/boite-a-outils/cercle-d-essai/`\n" in told


# --- every path outside the records -------------------------------------------------------------

WEIRD = {
    b"a\nb": "`a\\u{A}b`",
    b"`@x` <img src=x>": "`` `@x` <img src=x> ``",
    "x\u202egauche".encode(): "`x\\u{202E}gauche`",
    b"oct\xff\xfe": "`oct\\xff\\xfe`",
    b"q'uo\"te": "`q'uo\"te`",
    b"-rf": "`-rf`",
    b"deux  espaces ": "`deux \\u{20}espaces\\u{20}`",
    b"[l](https:example.org)": "`[l](https:example.org)`",
    b"--output=x": "`--output=x`",
    b"caf\xc3\xa9\xc2\xa0": "`café\\u{A0}`",
}


def test_the_report_names_every_path_outside_the_records(commons: Path) -> None:
    for name in (".github/workflows/check.yml", "generator/a.py", "docs/bouge.txt", "Makefile", "outil.sh"):
        (commons / name).parent.mkdir(parents=True, exist_ok=True)
        (commons / name).write_text(f"{name} tel quel\n", encoding="utf-8")
    publish(commons, "le dépôt")
    rewrite(commons / SITE, "nom: Espace", "nom: Un espace")
    rewrite(commons / ".github/workflows/check.yml", "tel quel", "autrement")
    for name in (
        ".gitattributes",
        "content/.gitattributes",
        ".gitmodules",
        ".forgejo/x\ny.yml",
        "content/x.js",
    ):
        (commons / name).parent.mkdir(parents=True, exist_ok=True)
        (commons / name).write_text("* -diff filter=menteur eol=crlf ident\n", encoding="utf-8")
    (commons / TOOL).chmod(0o755)
    (commons / "outil.sh").chmod(0o755)
    git(commons, "mv", "docs/bouge.txt", "docs/bougé.txt")
    (commons / "Makefile").unlink()
    (commons / "lien").symlink_to("/etc/passwd")
    for weird in WEIRD:
        Path(os.fsdecode(os.fsencode(commons) + b"/" + weird)).write_bytes(b"\0" + weird)
    git(commons, "add", "-A")
    head = git(commons, "rev-parse", "HEAD")
    git(commons, "update-index", "--add", "--cacheinfo", f"160000,{head},sous-module")
    expected = {
        "Les faits du site, qui jugent les fiches": ["`content/site.yml` change"],
        "Ce que la forge lance ou règle": [
            "`.forgejo/x\\u{A}y.yml` arrive",
            "`.github/workflows/check.yml` change",
            "`Makefile` s'en va",
        ],
        "Ce que git fait des fichiers, et ce qui se lance sans être demandé": [
            "`.gitattributes` arrive",
            "`.gitmodules` arrive",
            "`content/.gitattributes` arrive",
        ],
        "Dans les dossiers des fiches, ce qui n'est pas une simple fiche": [
            "`content/x.js` arrive",
            f"`{TOOL}` devient un fichier exécutable",
        ],
        "Le programme, ses règles et ses réglages": ["`outil.sh` devient un fichier exécutable"],
        "Liens symboliques, sous-modules et fichiers exécutables": [
            "`lien` arrive : un lien symbolique",
            "`sous-module` arrive : un sous-module",
        ],
        "Les autres fichiers": [
            "`docs/bouge.txt` devient `docs/bougé.txt`",
            *(f"{shown} arrive" for shown in WEIRD.values()),
        ],
    }
    for state in ("indexé", "enregistré"):
        told = reviewing.report(commons, "main", "complet")
        assert " 23 chemins changés hors des fiches. " in told.split("\n")[2], state
        parts = re.findall(r"\n([^\n]+ \(\d+\) :\n\n(?:- .*\n)+)", section(told, "## Hors des fiches"))
        found = {part.partition(" (")[0]: part.split("\n- ")[1:] for part in parts}
        assert {title: sorted(map(str.strip, lines)) for title, lines in found.items()} == {
            title: sorted(lines) for title, lines in expected.items()
        }
        page = pyromark.html(told)
        assert "<img" not in page
        assert "href" not in page
        assert "<img" not in pyromark.html(reviewing.report(commons, "main"))
        assert "<img" not in reviewing.report(commons, "main", "html")
        if state == "indexé":
            git(commons, "commit", "-q", "-m", "tout")


def test_nothing_outside_is_nothing_said(commons: Path) -> None:
    rewrite(commons / TOOL, "titre: Cercle", "titre: Grand cercle")
    lacking(commons)
    assert "hors des fiches" not in reviewing.report(commons, "main").lower()


def test_a_crowd_hides_nothing_grave(commons: Path) -> None:
    (commons / ".github").mkdir()
    (commons / ".github/z.yml").write_text("on: push\n", encoding="utf-8")
    for number in range(3_000):
        (commons / f".a{number:04}").write_text(f"{number}\n", encoding="utf-8")
    whole = reviewing.report(commons, "main")
    told = section(whole, "## Hors des fiches")
    assert "- `.github/z.yml` arrive\n" in told
    shown = told.count("- `.a")
    assert "\nLes autres fichiers (3000) :\n" in told
    assert f"- … et {3_000 - shown} de plus, plus bas\n" in told
    folded = whole.partition("<summary>En entier : ce qui est coupé plus haut</summary>")[2].split("\n")[0]
    more = folded.count("<code>.a")
    assert more > shown
    assert f"<li>… et {3_000 - more} de plus</li>" in folded


def test_a_record_written_otherwise_is_told(commons: Path) -> None:
    rewrite(commons / TOOL, "licence:", "# Ceci n'est dit nulle part.\nlicence:")
    told = reviewing.report(commons, "main")
    assert "Aucune fiche ne change." in told
    folded = "<details><summary>Les fiches récrites sans que leur sens change</summary>"
    assert f"{folded}<ul><li><code>{TOOL}</code> change</li></ul></details>\n" in told


# --- what a proposal or a clone cannot bend -----------------------------------------------------


def paths(root: Path, base: str = "main") -> list[str]:
    return [one.path for one in history.changes(root, git(root, "rev-parse", base))]


def test_a_blob_that_lies_as_it_was_is_told(commons: Path) -> None:
    """What is committed differs, and an attribute writes it in the folder as it was."""
    accent = commons / "notes.txt"
    accent.write_bytes(b"\xe9t\xe9\n")
    publish(commons, "en Latin-1")
    (commons / ".gitattributes").write_text("notes.txt working-tree-encoding=ISO-8859-1\n", encoding="utf-8")
    git(commons, "add", "--renormalize", "-A")
    commit(commons, "en UTF-8")
    assert accent.read_bytes() == b"\xe9t\xe9\n"
    assert git(commons, "diff", "--name-only", "main", "HEAD").split() == [".gitattributes", "notes.txt"]
    assert paths(commons) == [".gitattributes", "notes.txt"]


def test_settings_and_surroundings_bend_nothing(
    commons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "espion"
    program = tmp_path / "programme"
    program.write_text(f"#!/bin/sh\ntouch '{spy}'\n", encoding="utf-8")
    program.chmod(0o755)
    (commons / ".gitattributes").write_text("* diff=menteur filter=menteur merge=menteur\n", encoding="utf-8")
    rewrite(commons / SITE, "nom: Espace", "nom: Un espace")
    commit(commons, "des attributs")
    for name in (
        *("core.fsmonitor", "diff.external", "diff.menteur.textconv", "diff.menteur.command", "core.pager"),
        *("filter.menteur.clean", "filter.menteur.smudge", "filter.menteur.process", "core.sshCommand"),
        *("core.alternateRefsCommand", "alias.ls-tree", "gpg.program", "core.editor"),
    ):
        git(commons, "config", name, str(program))
    # Settings that lie among the files, as some projects have it: a proposal writes them.
    (commons / ".gitconfig").write_text(f"[core]\n\tfsmonitor = {program}\n\tquotePath = true\n", "utf-8")
    git(commons, "config", "include.path", "../.gitconfig")
    for name, value in (("diff.renames", "false"), ("diff.noprefix", "true"), ("core.quotePath", "false")):
        git(commons, "config", name, value)
    for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_PAGER", "GIT_ASKPASS", "GIT_EXEC_PATH"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    monkeypatch.setenv("GIT_TRACE", str(spy))
    told = run("report", "--root", commons, "--base", "main")
    assert told.returncode == 0, told.stderr
    assert "- `.gitattributes` arrive" in told.stdout
    assert "- `content/site.yml` change" in told.stdout
    assert not spy.exists()


def test_replaced_and_grafted_commits_are_seen_as_made(commons: Path) -> None:
    main = git(commons, "rev-parse", "main")
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    commit(commons, "plus tard")
    head = git(commons, "rev-parse", "HEAD")
    git(commons, "replace", main, head)
    (commons / ".git/info").mkdir(exist_ok=True)
    # The work as if it were what was published, and what was published as if it came after.
    (commons / ".git/info/grafts").write_text(f"{head}\n{main} {head}\n", encoding="utf-8")
    assert rules(commons) == [RULE]
    told = run("report", "--root", commons, "--base", "main").stdout
    assert "- `content/site.yml` change" in told


def test_a_name_that_means_two_things_is_refused(commons: Path) -> None:
    """A tag takes the place of the branch of that name: who can push one would choose the judge."""
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    commit(commons, "plus tard")
    git(commons, "tag", "main")
    for command in ("check", "report"):
        told = run(command, "--root", commons, "--base", "main")
        assert (told.returncode, told.stdout) == (2, "")
        assert "« main » nomme plusieurs versions de ce dépôt" in told.stderr
    assert rules(commons, "refs/heads/main") == [RULE]


def test_a_path_called_as_the_base_is_no_base(commons: Path) -> None:
    (commons / "main").write_text("un fichier\n", encoding="utf-8")
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    assert rules(commons) == [RULE]


def test_a_repository_among_the_records_is_not_asked(commons: Path) -> None:
    """Plain files that make a bare repository, where the commons is a folder of another: git would go."""
    inner = commons / "espace"
    shutil.copytree(commons / "content", inner / "content")
    shutil.copytree(commons / "experiments", inner / "experiments")
    shutil.copytree(commons / "toolbox", inner / "toolbox")
    publish(commons, "un espace dans un dossier")
    bare = commons.parent / "piège.git"
    git(commons, "clone", "-q", "--bare", ".", bare)
    for name in ("HEAD", "config", "objects", "refs", "packed-refs"):
        (shutil.copytree if (bare / name).is_dir() else shutil.copyfile)(bare / name, inner / name)
    told = run("check", "--root", inner, "--base", "main")
    assert told.returncode == 2
    assert "n'est pas dans un dépôt git" in told.stderr


def test_a_shallow_clone_with_its_base_names_the_paths(commons: Path, tmp_path: Path) -> None:
    (commons / ".gitattributes").write_text("* -diff\n", encoding="utf-8")
    rewrite(commons / SITE, "2026-01-01", "2099-01-01")
    commit(commons, "un travail")
    clone = tmp_path / "copie"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "travail", commons.as_uri(), clone)
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    assert paths(clone, "origin/main") == [".gitattributes", SITE]
    assert rules(clone, "origin/main") == [RULE]


def test_a_partial_checkout_loses_nothing(commons: Path) -> None:
    (commons / "docs").mkdir()
    (commons / "docs/a.txt").write_text("a\n", encoding="utf-8")
    publish(commons, "des documents")
    git(commons, "sparse-checkout", "set", "--no-cone", "/content/", "/experiments/", "/toolbox/")
    assert not (commons / "docs/a.txt").exists()
    assert paths(commons) == []


def test_a_folder_that_became_a_link_shows_what_went(commons: Path, tmp_path: Path) -> None:
    (commons / "docs").mkdir()
    (commons / "docs/a.txt").write_text("a\n", encoding="utf-8")
    publish(commons, "des documents")
    (commons / "docs").rename(tmp_path / "ailleurs")
    (commons / "docs").symlink_to(tmp_path / "ailleurs")
    found = {one.path: one for one in history.changes(commons, git(commons, "rev-parse", "main"))}
    assert found["docs/a.txt"].after is None
    assert found["docs"].after is not None
    assert found["docs"].after.mode == history.LINK
