"""Bring an espace to a newer program: told first, pinned by its digest, mended by the new one."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.doors.command import espace
from tests.doors.installed import pack, sources, wheel
from tests.doors.repositories import rewrite
from tests.once import once

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess

OLD, NEW = "espace_ressources-0.1.0-py3-none-any.whl", "espace_ressources-0.2.0-py3-none-any.whl"
# The slip is in the name of a field that the old program does not know.
TOOL = """\
---
titre: La craie
resume: Chacun écrit une idée à la craie sur une pile du pont.
type: outil
enjeux: [partager-l-eau]
priix: 12
licence: CC0-1.0
publie_le: 2026-02-04
---
Une craie.
"""


def newer(folder: Path) -> Path:
    """A wheel of a program that asks more, has a rule more, and another Makefile."""
    source = sources(folder / "source")
    rewrite(source / "pyproject.toml", 'version = "0.1.0"', 'version = "0.2.0"')
    rewrite(source / "CHANGELOG.md", "## À paraître\n", "## À paraître\n\n* Le prix d'un outil\n  se note.\n")
    for kind, name, needed in (("outil", "prix", False), ("acteur", "carnet", True)):
        path = source / f"schemas/{kind}.schema.json"
        tree = json.loads(path.read_text(encoding="utf-8"))
        told = {"title": name, "description": f"Un {name}.", "examples": [3], "type": "integer"}
        tree["properties"][name] = {**told, "x-faces": "page csv"}
        tree["required"] += [name] * needed
        path.write_text(json.dumps(tree), encoding="utf-8")
    rule = 'gravite = "erreur"\nresume = "Un prix est rond."\n'
    rule += 'pourquoi = "a"\nque_faire = "b"\nfaux = "c"\njuste = "d"\n'
    rules = source / "generator/diagnostics/regles/champs.toml"
    rules.write_text(f"{rules.read_text(encoding='utf-8')}\n[regles.prix-rond]\n{rule}", encoding="utf-8")
    for name in ("Makefile", "gitignore"):
        with (source / "generator/opening/templates" / name).open("a", encoding="utf-8") as file:
            file.write("# Plus récent.\n")
    (folder / "paquet").mkdir()
    return pack(source, folder / "paquet")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(tmp_path_factory)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "plus-recent", newer) / "paquet" / NEW


@pytest.fixture
def root(old: Path, tmp_path: Path) -> Path:
    """An espace of today, with a tool."""
    where = tmp_path / "espace"
    said = (
        "--nom",
        "Val",
        "--adresse",
        "https://val.example/",
        "--enjeu",
        "Partager l'eau",
        "--forge",
        "gitlab",
    )
    done = espace("init", where, *said, "--paquet", old)
    assert done.returncode == 0, done.stderr
    (where / "toolbox").mkdir()
    (where / "toolbox/craie.md").write_text(TOOL, encoding="utf-8")
    return where


def upgraded(root: Path, *more: str | Path, code: int = 0) -> CompletedProcess[str]:
    done = espace("upgrade", "--root", root, *more)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_it_tells_pins_renews_and_mends(root: Path, new: Path) -> None:
    rewrite(root / ".gitignore", "/site/", "/site/\n/brouillons/")
    before = files(root)
    told = upgraded(root, "--paquet", new, "--dry-run")
    assert files(root) == before
    assert told.stdout.splitlines() == [
        "De la version 0.1.0 à la version 0.2.0.",
        "Pour vos fiches :",
        "  - « Acteur » : le champ « carnet » s'ajoute, obligatoire",
        "  - « Outil » : le champ « prix » s'ajoute, facultatif",
        "Les règles :",
        "  - « prix-rond » s'ajoute, une erreur : Un prix est rond.",
        "Ce qui change encore :",
        "  - Le prix d'un outil se note.",
        "Renouvelé : Makefile",
        "Laissé tel quel, car vous l'avez changé : .gitignore",
    ]
    done = upgraded(root, "--paquet", new)
    assert done.stdout == told.stdout
    assert "1 faute corrigée" in done.stderr
    after = files(root)
    assert after["toolbox/craie.md"] == TOOL.replace("priix", "prix").encode()
    assert after[f"paquet/{NEW}"] == new.read_bytes()
    assert f"paquet/{OLD}" not in after
    pin = re.findall(
        r"^\./paquet/(\S+) --hash=sha256:(\S+)$", after["requirements.txt"].decode(), re.MULTILINE
    )
    assert pin == [(NEW, hashlib.sha256(new.read_bytes()).hexdigest())]
    assert after["Makefile"].endswith(b"# Plus r\xc3\xa9cent.\n")
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert changed == {"Makefile", "requirements.txt", "toolbox/craie.md"}
    assert "Rien de plus récent" in upgraded(root, "--paquet", new).stderr


def test_what_the_new_program_finds_stops_it(root: Path, new: Path) -> None:
    """The pin is raised, and the fault that nobody but its author can mend is counted."""
    (root / "content/acteurs").mkdir()
    actor = "---\ntitre: La Rive\nresume: Une association qui tient des assemblées sous les ponts.\n"
    (root / "content/acteurs/rive.md").write_text(
        f"{actor}type: association\nlicence: CC0-1.0\n---\nElle existe.\n", "utf-8"
    )
    assert espace("check", "--root", root, "content/acteurs").returncode == 0
    done = upgraded(root, "--paquet", new, code=1)
    assert "Il reste 1 faute à corriger à la main" in done.stderr
    assert NEW in (root / "requirements.txt").read_text(encoding="utf-8")


def test_the_newest_beside_is_taken(root: Path, new: Path, old: Path) -> None:
    """In the espace, where the guide has it put, or in the folder that is named."""
    assert "Rien de plus récent" in upgraded(root).stderr
    shutil.copy(new, root)
    assert "à la version 0.2.0" in upgraded(root, "--dry-run").stdout
    (root / NEW).unlink()
    beside = root.parent / "paquets"
    beside.mkdir()
    for one in (old, new):
        shutil.copy(one, beside)
    assert "à la version 0.2.0" in upgraded(root, "--paquet", beside, "--dry-run").stdout


def test_one_french_sentence_for_each_refusal(root: Path, new: Path, old: Path, tmp_path: Path) -> None:
    before = files(root)

    def refused(paquet: Path, said: str) -> None:
        done = upgraded(root, "--paquet", paquet, code=2)
        assert said in done.stderr
        assert files(root) == before

    refused(tmp_path / "absent.whl", "absent.whl n'est pas un paquet de cet outil\n")
    empty = tmp_path / "vide"
    empty.mkdir()
    refused(empty, "ne contient aucun paquet de cet outil\n  aide: faites-le avec « make paquet »")
    torn = tmp_path / NEW
    torn.write_bytes(new.read_bytes()[:5000])
    refused(torn, "est abîmé : il ne s'ouvre pas\n")
    same = tmp_path / OLD
    shutil.copy(new, same)
    refused(same, "porte la même version que celui de cet espace, 0.1.0, et n'a pas le même contenu\n")
    older = tmp_path / "espace_ressources-0.0.9-py3-none-any.whl"
    shutil.copy(old, older)
    refused(older, "est plus ancien que celui de cet espace, 0.1.0, et n'a pas le même contenu\n")
    with (root / "paquet" / OLD).open("ab") as file:
        file.write(b"\0")
    before = files(root)
    refused(new, "n'a pas l'empreinte que donne requirements.txt\n")
    done = espace("upgrade", "--root", tmp_path, "--paquet", new)
    assert done.returncode == 2
    assert "ce dossier n'est pas un espace ouvert par « espace init »\n" in done.stderr
