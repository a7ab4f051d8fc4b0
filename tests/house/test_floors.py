"""Hold the house to its drawing: floors, size of modules, a map that shows every room, locks that agree."""

from __future__ import annotations

import ast
import fnmatch
import re
import shutil
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Container

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 250  # lines: past that, a module holds two ideas
MODULES = sorted((ROOT / "generator").rglob("*.py"))
TEMPLATES = sorted((ROOT / "generator/pages").rglob("templates/*.html"))
_USED_BY_TEMPLATES = re.compile(r"{%-? *(?:extends|import|include|from) +\"([^\"]+)\"")


def test_a_room_imports_from_lower_floors_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_template_uses_those_of_its_room_and_of_lower_ones() -> None:
    """No contract reads them: theirs is that of the modules they stand beside."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (
        one["layers"] for one in contracts["contracts"] if one.get("containers") == ["generator.pages"]
    )
    floor = {room.strip(): -rank for rank, layer in enumerate(layers) for room in layer.split("|")}
    room_of = {path.name: path.parts[-3] for path in TEMPLATES}
    used = {
        (path.name, name)
        for path in TEMPLATES
        for name in _USED_BY_TEMPLATES.findall(path.read_text(encoding="utf-8"))
    }
    assert len(used) > len(TEMPLATES)
    known_too_early = {
        (one, name)
        for one, name in used
        if room_of[one] not in {room_of[name], "pages"} and floor[room_of[name]] >= floor[room_of[one]]
    }
    assert known_too_early == set()


def test_a_template_has_its_name_alone() -> None:
    """Every room's are found by name: of two, one would never be shown."""
    names = [path.name for path in TEMPLATES]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_module_fits_in_a_head() -> None:
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}
    assert {name: n for name, text in texts.items() if (n := len(text.splitlines())) > LONGEST} == {}
    untold = {name for name, text in texts.items() if text and not text.startswith(('"""', 'r"""'))}
    assert untold == set(), "its first line says what it is for"


def test_no_module_needs_itself() -> None:
    """Nor by way of others, within a room or for a type alone: who reads one would have to hold them all."""
    modules = {_module(path): path for path in MODULES}
    needs = {name: _needed(path, modules) - {name} for name, path in modules.items()}
    assert sum(map(len, needs.values())) > len(needs), "imports are found"
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _needed(path: Path, modules: Container[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{one.name}" for one in node.names}
            found |= {name if name in modules else node.module for name in named}
    return {name for name in found if name in modules}


def test_the_map_of_the_readme_shows_every_entry() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^\| `([^`/ ]+)/?` ", readme, re.MULTILINE))
    assert _tracked() - shown == set()
    assert {name for name in shown if not (ROOT / name).exists()} == set()


def test_the_map_of_the_generator_shows_every_room() -> None:
    text = (ROOT / "generator" / "README.md").read_text(encoding="utf-8")
    rooms = {path.relative_to(ROOT / "generator").parts[0].removesuffix(".py") for path in MODULES}
    assert {room for room in rooms - {"__init__", "__main__"} if f"`{room}" not in text} == set()


def test_tests_use_the_versions_that_publish() -> None:
    site, test = (_pins(name) for name in ("site", "test"))
    assert site.items() <= test.items()


def _tracked() -> set[str]:
    """First names of the paths that git holds; without git, of all that is not to be ignored."""
    git = shutil.which("git")
    if git:
        listed = subprocess.run(
            [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if listed.stdout:
            return {name.split("/")[0] for name in listed.stdout.split("\0") if name}
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    present = {path.name for path in ROOT.iterdir()} - {".git"}
    return {name for name in present if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)}


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)(==[^\\\n]+)", text, re.MULTILINE))


def test_one_door_lists_folders() -> None:
    """`os.walk` leaves out in silence a folder that the machine will not list: `machine.listed` says so."""
    found = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "walk" and isinstance(node.value, ast.Name)
        if node.value.id == "os"
    }
    assert found == {"generator/machine.py"}
