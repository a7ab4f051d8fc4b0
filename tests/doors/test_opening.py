"""Open an espace from an empty folder with the program that its wheel installs, as its guide says."""

from __future__ import annotations

import base64
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.opening import FORGES
from generator.pipeline import PROJECT
from tests.doors.command import espace
from tests.doors.installed import installed, ready, run, wheel
from tools import guides

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the guide's command says, and what stands there instead: three forges, a root and two paths.
SETTINGS: Mapping[str, tuple[str, str]] = {
    "github": ("https://espace-du-val.example/", "/"),
    "gitlab": ("https://val.gitlab.example/espace/", "/espace/"),
    "forgejo": ("https://pages.example/val/espace/", "/val/espace/"),
}
EXPERIMENT = """\
---
titre: Le pont aux idées
resume: Une assemblée de quartier se tient sous un pont, une fois par mois, pendant une année.
cadre: labo
statut: mise-en-oeuvre
enjeux: [partager-l-eau, soigner-les-sols, ouvrir-l-ecole, se-deplacer-autrement, aller-vers]
territoires: [liege]
collectivites: [{territoire: liege}]
debut: 2026-01
licence: CC0-1.0
publie_le: 2026-02-03
---
Un essai.
"""
OURS = re.compile(r"\bLabo\b|Démocratie Ouverte|\b[Hh]uit enjeux")
WORKS = ["init", "DOSSIER", "--nom", "Val", "--adresse", "https://val.example/", "--enjeu", "Partager l'eau"]


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory)


@pytest.fixture
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(tmp_path_factory)


def opened(folder: Path, tool: Path, forge: str) -> Path:
    address, _ = SETTINGS[forge]
    first = SETTINGS["github"][0]
    return guides.opened(folder, tool, {"--forge github": f"--forge {forge}", first: address})


# --- the wheel ------------------------------------------------------------------------------------


def test_the_program_comes_whole_from_its_wheel(tool: Path, tmp_path: Path) -> None:
    """Nothing of it is read from the repository, whose folder is not even named in what is installed."""
    code = "import generator.shipped as s; print(s.PROJECT, s.FROM_A_WHEEL)"
    told = run(tool / "bin/python", "-c", code, cwd=tmp_path).stdout.split()
    assert Path(told[0]).is_relative_to(tool)
    assert told[1] == "True"
    carried = Path(told[0])
    for path in (PROJECT / "schemas").iterdir():
        assert (carried / "schemas" / path.name).read_bytes() == path.read_bytes()
    assert (carried / "requirements/site.txt").read_bytes() == (
        PROJECT / "requirements/site.txt"
    ).read_bytes()


def test_what_every_room_reads_is_in_the_wheel(packed: Path) -> None:
    """Each file of the program, but what tells of it to those who change it."""
    with zipfile.ZipFile(packed) as archive:
        names = {name for name in archive.namelist() if name.startswith("generator/")}
    here = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "generator").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    left_out = {name for name in here - names if not name.startswith("generator/decisions/")}
    assert {name for name in left_out if not name.endswith(".md")} == set()
    assert not [name for name in names if name.endswith(".pyc")]


# --- the guide, to the letter ---------------------------------------------------------------------


def test_it_stands_on_gitlab_under_a_path(tool: Path, tmp_path: Path) -> None:
    root = ready(opened(tmp_path / "vide", tool, "gitlab"), tool)
    begin(root)
    done = run("make", "test", "BASE=", cwd=root)
    assert "aucune faute et aucun avertissement" in done.stderr
    hold(root / "build/epreuve", "gitlab")


def test_every_command_of_the_guide_is_run(tool: Path, packed: Path, tmp_path: Path) -> None:
    """One after the other, from an empty folder; to fetch the tool is the part of the fixture."""
    folder = tmp_path / "vide"
    root = ready(guides.opened(folder, tool), tool)
    begin(root)
    (folder / "outil/build/paquet").mkdir(parents=True)
    shutil.copy(packed, folder / "outil/build/paquet")
    _, *rest = guides.steps(guides.OWN)
    said = [run("bash", "-euc", step.text, cwd=folder) for step in rest]
    assert len(said) == 2
    assert "aucune faute" in said[0].stderr
    assert "Rien de plus récent" in said[1].stderr
    hold(root / "site", "github")
    hold(root / "build/epreuve", "github")


def give_a_contact(root: Path) -> None:
    """What no site is put online without."""
    facts = root / "content/site.yml"
    facts.write_text(f"{facts.read_text(encoding='utf-8')}contact: equipe@val.example\n", encoding="utf-8")


def begin(root: Path) -> None:
    """Tell of a first experiment, in the Belgian town."""
    (record := root / "experiments/le-pont/index.md").parent.mkdir(parents=True)
    record.write_text(EXPERIMENT, encoding="utf-8")


def hold(site: Path, forge: str) -> None:
    """It has the name, the colours, the enjeux and the place that were asked for, and nothing of ours."""
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "<title>Espace ressources du Val</title>" in home
    assert "Cinq enjeux, cinq portes d’entrée" in home
    address, path = SETTINGS[forge]
    assert f'<link rel="canonical" href="{address}">' in home
    assert f' src="{path}assets/espace.js"' in (site / "404.html").read_text(encoding="utf-8")
    assert "#7a2e4d" in (site / "assets/enjeux.css").read_text(encoding="utf-8")
    assert "Belgique" in (site / "territoires/liege/index.html").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        assert not OURS.search(page.read_text(encoding="utf-8")), page


# --- the files ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def each(tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return {forge: opened(tmp_path_factory.mktemp(forge), tool, forge) for forge in FORGES}


def test_the_pin_is_one_wheel_by_its_digest(each: Mapping[str, Path], packed: Path, tmp_path: Path) -> None:
    """Pip takes it as it is written, and refuses one byte more."""
    root = each["github"]
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if not line.startswith("#")]
    assert len(asked) == 2
    assert asked[1] == "-r paquet/dependances.txt"
    lock = (root / "paquet/dependances.txt").read_bytes()
    assert lock == (PROJECT / "requirements/site.txt").read_bytes()
    assert (root / "paquet" / packed.name).read_bytes() == packed.read_bytes()
    shutil.copytree(root / "paquet", tmp_path / "paquet")
    (tmp_path / "seul.txt").write_text(asked[0] + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--require-hashes", "--dry-run"]
    told = run(*pip, "--ignore-installed", "-r", "seul.txt", cwd=tmp_path).stdout
    assert "Would install espace-ressources" in told
    with (tmp_path / "paquet" / packed.name).open("ab") as file:
        file.write(b"\0")
    refused = run(*pip, "--ignore-installed", "-r", "seul.txt", cwd=tmp_path, code=1)
    assert "DO NOT MATCH THE HASHES" in refused.stderr


def test_each_forge_has_its_own_files_and_no_other(each: Mapping[str, Path]) -> None:
    found = {
        forge: {path.relative_to(root).parts[0] for path in root.rglob("*") if path.is_file()}
        for forge, root in each.items()
    }
    only = {"github": {".github"}, "gitlab": {".gitlab", ".gitlab-ci.yml"}, "forgejo": {".forgejo"}}
    every = set().union(*only.values())
    assert {forge: names & every for forge, names in found.items()} == only
    for root in each.values():
        assert not re.search("[⟦⟧]", "".join(path.read_text("utf-8") for path in root.rglob("*.md")))


def test_forges_understand_them(each: Mapping[str, Path]) -> None:
    """As our own: see `tests/house/test_workflows.py`."""
    beside = Path(sys.executable).parent
    workflows = [
        *(each["github"] / ".github/workflows").iterdir(),
        *(each["forgejo"] / ".forgejo").rglob("*.yml"),
    ]
    assert len(workflows) == 4
    run(beside / "zizmor", "--offline", "--persona=pedantic", *workflows, cwd=each["github"])
    quiet = ["-oneline", "-no-color", "-shellcheck=", "-pyflakes=", "-ignore", 'label "docker" is unknown']
    run(beside / "actionlint", *quiet, *workflows, cwd=each["github"])
    ci: list[str | Path] = [beside / "check-jsonschema", "--builtin-schema"]
    run(*ci, "vendor.github-workflows", *workflows, cwd=each["github"])
    gitlab = each["gitlab"] / ".gitlab-ci.yml"
    run(*ci, "vendor.gitlab-ci", "--data-transform", "gitlab-ci", gitlab, cwd=each["gitlab"])


def test_they_are_ours_but_for_the_proof_of_the_program() -> None:
    """What we learn for our own forges, an espace receives."""
    templates = PROJECT / "generator/opening/templates"
    pairs = {
        "github-check.yml": ".github/workflows/check.yml",
        "github-publish.yml": ".github/workflows/publish.yml",
        "forgejo-check.yml": ".forgejo/workflows/check.yml",
        "gitlab-ci.yml": ".gitlab-ci.yml",
    }
    for name, ours in pairs.items():
        theirs, known = (
            yaml.safe_load(path.read_text("utf-8")) for path in (templates / name, PROJECT / ours)
        )
        known.pop("programme", None)
        known.get("jobs", {}).pop("code", None)
        assert theirs == known, name


# --- a proposal, judged as data by the base -------------------------------------------------------


def test_a_proposal_is_judged_by_the_base_with_its_own_schemas_and_menu(tool: Path, tmp_path: Path) -> None:
    """The proposal moves them: the base's go on judging."""
    base = ready(guides.opened(tmp_path / "vide", tool), tool)
    extra = json.loads((PROJECT / "schemas/outil.schema.json").read_text(encoding="utf-8"))
    field = {"title": "Prix", "description": "Ce que cela coûte.", "type": "integer", "x-faces": "page csv"}
    extra["properties"]["prix"] = {**field, "examples": [3]}
    (base / "schemas").mkdir()
    (base / "schemas/outil.schema.json").write_text(json.dumps(extra), encoding="utf-8")
    (base / "mkdocs.yml").write_text(
        "nav:\n  - Accueil: index.md\n  - Nos outils: boite-a-outils.md\n", "utf-8"
    )
    proposal = tmp_path / "proposition"
    shutil.copytree(base, proposal, ignore=shutil.ignore_patterns(".venv"))
    (proposal / "toolbox").mkdir()
    head = (
        "---\ntitre: La craie\nresume: Chacun écrit une idée à la craie sur une pile du pont.\ntype: outil\n"
    )
    tail = "enjeux: [aller-vers]\nprix: 4321\nlicence: CC0-1.0\npublie_le: 2026-02-04\n---\nUne craie.\n"
    (proposal / "toolbox/craie.md").write_text(head + tail, encoding="utf-8")
    (proposal / "schemas/outil.schema.json").write_text("{}", encoding="utf-8")
    (proposal / "mkdocs.yml").write_text("theme: {name: nothing}\n", encoding="utf-8")
    make: list[str | Path] = ["make", "-s", "-C", base]
    run(*make, "site", "ROOT=../../proposition", f"OUT={tmp_path / 'site'}", cwd=tmp_path)
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Nos outils" in home
    assert "4321" in (tmp_path / "site/donnees/outil.csv").read_text(encoding="utf-8")


# --- what is refused ------------------------------------------------------------------------------


def typed(folder: Path, *more: str, but: str = "") -> list[str]:
    """A command that works, one of its options left out, others added."""
    words = [str(folder) if word == "DOSSIER" else word for word in WORKS]
    if but:
        rank = words.index(but)
        del words[rank : rank + 2]
    return [*words, *more]


@pytest.mark.parametrize(
    ("but", "more", "said"),
    [
        ("--nom", (), "il manque --nom\n"),
        ("--adresse", (), "il manque --adresse\n"),
        ("--nom", ("--nom", " "), "un espace a un nom\n"),
        ("--nom", ("--nom", "a\nb"), "ne tient pas sur une ligne"),
        (
            "--adresse",
            ("--adresse", "val"),
            "« val » n'est pas l'adresse d'un site\n  aide: écrivez-la en entier",
        ),
        ("--adresse", ("--adresse", "ftp://val.example/"), "n'est pas l'adresse d'un site\n"),
        ("", ("--depot", "chez nous"), "« chez nous » n'est pas l'adresse d'un site\n"),
        (
            "",
            ("--forge", "githb"),
            "la forge « githb » n'est pas connue\n  aide: vouliez-vous dire « github » ?",
        ),
        ("--enjeu", (), "un espace a d'un à vingt enjeux, et non 0\n"),
        (
            "",
            [word for rank in range(20) for word in ("--enjeu", f"Enjeu {rank}")],
            "vingt enjeux, et non 21\n",
        ),
        ("", ("--enjeu", "Partager l’eau"), "même nom de fichier, « partager-l-eau »\n"),
        ("", ("--enjeu", "??"), "« ?? » n'est pas le titre d'un enjeu\n"),
        (
            "",
            ("--couleur", "accent=#ffffaa"),
            "« #ffffaa » ne se lit pas bien de jour (accent)\n  aide: prenez",
        ),
        ("", ("--couleur", "accent-nuit=#101010"), "ne se lit pas bien de nuit (accent)\n"),
        ("", ("--couleur", "accent=rouge"), "« rouge » n'est pas une couleur\n"),
        ("", ("--couleur", "lien=#123456"), "la couleur « lien » n'existe pas\n  aide: choisissez papier"),
        (
            "",
            ("--territoire", "Mulouse"),
            "« Mulouse » n'est pas reconnu\n  aide: vouliez-vous dire « commune-68224 »",
        ),
        ("", ("--territoire", "Saint-Denis"), "« Saint-Denis » n'est pas reconnu\n"),
        ("", ("--territoire", "Liège, BE"), "n'est pas écrit comme il faut\n"),
        (
            "",
            ("--territoire", "Liège, Ville, ZZ"),
            "« ZZ » n'est pas le code à deux lettres d'un pays étranger\n",
        ),
        ("", ("--territoire", "68224", "--territoire", "Mulhouse"), "« Mulhouse » est donné deux fois\n"),
        ("", ("--labo", "la *Fabrique*"), "erreur["),
        ("", ("--paquet", "rien.whl"), "rien.whl n'est pas un paquet de cet outil\n"),
    ],
)
def test_one_french_sentence_for_each_slip(
    tmp_path: Path, packed: Path, but: str, more: tuple[str, ...], said: str
) -> None:
    folder = tmp_path / "espace"
    pack = () if "--paquet" in more else ("--paquet", str(packed))
    done = espace(*typed(folder, *more, *pack, but=but))
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert done.stderr.startswith("espace : ")
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "à moi.txt").write_text("à moi", encoding="utf-8")
    done = espace(*typed(tmp_path))
    assert done.returncode == 2
    assert "n'est pas vide : il contient à moi.txt\n  aide: donnez un dossier vide" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["à moi.txt"]
    done = espace(*typed(tmp_path / "à moi.txt"))
    assert "n'est pas un dossier\n" in done.stderr


def test_a_repository_just_begun_is_a_place(tmp_path: Path, packed: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    done = espace(*typed(tmp_path, "--paquet", str(packed)))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ".git/HEAD").is_file()
    assert (tmp_path / "content/site.yml").is_file()


def test_what_is_typed_is_text_everywhere(tmp_path: Path, packed: Path) -> None:
    """A name is no markup: it reads as typed, in the pages and in the files."""
    folder = tmp_path / "espace"
    name = 'Le *Val* [x](y) <b> "cité" \\ #1'
    more = ("--nom", name, "--editeur", name, "--enjeu", 'L\'eau : "à qui" ? #2', "--paquet", str(packed))
    done = espace(*typed(folder, *more, but="--nom"))
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = yaml.safe_load((folder / "content/site.yml").read_text(encoding="utf-8"))
    assert (facts["nom"], facts["editeur"]) == (name, name)
    assert espace("stage", "--root", folder).returncode == 0
    legal = (folder / "build/docs/mentions-legales.md").read_text(encoding="utf-8")
    assert "Nom : Le *Val* [x](y) &lt;b&gt;" in re.sub("[\u00a0\u202f]", " ", legal)


# --- what is asked --------------------------------------------------------------------------------


def answering(folder: Path, packed: Path, typed: str) -> tuple[int, str]:
    """What the command says to a person who types, and the code that it ends with."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "init", str(folder), "--paquet", str(packed)]
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=PROJECT)
    os.close(theirs)
    os.write(ours, f"{typed}\x04".encode())  # whatever it would ask besides, nobody is there
    said = b""
    with suppress(OSError):  # the end of a terminal
        while piece := os.read(ours, 65536):
            said += piece
    os.close(ours)
    return running.wait(), said.decode().replace("\r\n", "\n")


def test_what_no_option_says_is_asked_until_it_reads(tmp_path: Path, packed: Path) -> None:
    """Empty answers are the defaults; a wrong one has its sentence, and the question comes again."""
    enjeux = ["Partager l'eau", "Partager l'eau", "Les sols | Quels sols ?", ""]
    answers = ["Le Val", "val.example", "https://val.example/", "", "", "la Fabrique", "gitea", "forgejo", ""]
    code, said = answering(
        tmp_path / "espace", packed, "\n".join([*answers, *enjeux, "Liège, Ville, BE", "", "#7a2e4d", ""])
    )
    assert code == 0, said
    for sentence in (
        "« val.example » n'est pas l'adresse d'un site\n  aide: ",
        "la forge « gitea » n'est pas connue\n  aide: ",
        "deux enjeux auraient le même nom de fichier",
        "Enjeu n° 3 (rien pour finir) : ",
        "La forge de son dépôt : github, gitlab ou forgejo [github] : ",
    ):
        assert sentence in said
    facts = yaml.safe_load((tmp_path / "espace/content/site.yml").read_text(encoding="utf-8"))
    assert (facts["url"], facts["forge"]) == ("https://val.example/", "forgejo")
    assert (facts["vocabulaire"], facts["couleurs"]) == (
        {"labo": "la Fabrique"},
        {"jour": {"accent": "#7a2e4d"}},
    )
    enjeu = (tmp_path / "espace/content/enjeux/les-sols.md").read_text(encoding="utf-8")
    assert 'numero: 2\ntitre: "Les sols"\nquestion: "Quels sols ?"' in enjeu


def test_who_leaves_halfway_leaves_nothing(tmp_path: Path, packed: Path) -> None:
    code, said = answering(tmp_path / "espace", packed, "Le Val\n")
    assert (code, said.rstrip().rpartition("\n")[2]) == (130, "espace : interrompu")
    assert [*tmp_path.iterdir()] == []


# --- the commands that only an espace has ---------------------------------------------------------


def test_it_stands_on_forgejo_and_reaches_the_branch_published_there(tool: Path, tmp_path: Path) -> None:
    """In the place of what stands there, under a longer path."""
    root = ready(opened(tmp_path / "vide", tool, "forgejo"), tool)
    begin(root)
    give_a_contact(root)
    run("git", "init", "-q", "--bare", tmp_path / "forge.git", cwd=tmp_path)
    run("git", "init", "-q", "-b", "main", cwd=root)
    run("git", "remote", "add", "origin", tmp_path / "forge.git", cwd=root)
    run("git", "commit", "-q", "--allow-empty", "-m", "Hier", cwd=root)
    run("git", "push", "-q", "origin", "main:pages", cwd=root)
    done = run("make", "pages", cwd=root)
    assert "aucune faute et aucun avertissement" in done.stderr
    hold(root / "build/epreuve", "forgejo")
    shown = run("git", "show", "pages:index.html", cwd=tmp_path / "forge.git").stdout
    assert "<title>Espace ressources du Val</title>" in shown


def test_forgejo_publishes_what_is_merged(
    tool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its steps, as the forge runs them one by one; but for the first, which installs a machine."""
    root, forge = opened(tmp_path / "vide", tool, "forgejo"), tmp_path / "forge.git"
    begin(root)
    give_a_contact(root)
    run("git", "init", "-q", "--bare", forge, cwd=tmp_path)
    run("git", "init", "-q", "-b", "main", cwd=root)
    run("git", "add", "-A", cwd=root)
    run("git", "commit", "-q", "-m", "Ouvrir", cwd=root)
    run("git", "push", "-q", forge, "main", cwd=root)
    (job,) = yaml.safe_load((root / ".forgejo/workflows/publish.yml").read_text("utf-8"))["jobs"].values()
    _, taken, *steps = job["steps"]
    machine = tmp_path / "machine"
    machine.mkdir()
    for name, value in {
        "DEPOT": str(forge),
        "APRES": run("git", "rev-parse", "main", cwd=root).stdout.strip(),
        "CLE": "une-cle",
        "SERVEUR": "https://forge.example",
    }.items():
        monkeypatch.setenv(name, value)
    run("bash", "-e", "-c", taken["run"], cwd=machine)
    ready(machine / "espace", tool)
    said = [run("bash", "-e", "-c", step["run"], cwd=machine) for step in steps]
    assert "une-cle" not in "".join(one.stdout + one.stderr for one in said)
    assert (
        "<title>Espace ressources du Val</title>" in run("git", "show", "pages:index.html", cwd=forge).stdout
    )
    held = [path for path in machine.rglob("*") if path.is_file() and ".venv" not in path.parts]
    keys = (b"une-cle", base64.b64encode(b"x-access-token:une-cle"))
    assert not [path for path in held if any(key in path.read_bytes() for key in keys)]
    assert [step for step in (taken, *steps) if "secrets" in str(step) or "uses" in step] == []
    assert [step["name"] for step in steps if "github.token" in str(step)] == ["Mettre en ligne"]


def test_the_repository_of_the_tool_makes_its_wheel_itself(tmp_path: Path, packed: Path) -> None:
    """The same bytes each time: an espace pins them by their digest."""
    done = espace(*typed(tmp_path / "espace"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "espace/paquet" / packed.name).read_bytes() == packed.read_bytes()
