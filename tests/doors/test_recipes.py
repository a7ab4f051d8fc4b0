"""Follow to the letter the recipes of `generator/CONTRIBUTING.md` that are Python, in a copy of the program.

Recipes 1 to 4, and 8, need none: `test_own_schemas.py` follows them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import PROJECT
from tests.cases.case_file import lay, lay_base, read_case
from tests.doors.installed import sources

if TYPE_CHECKING:
    from pathlib import Path

_RECIPE = re.compile(r"^## (\d+)\. .+?$(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_STEP = re.compile(
    r"(?P<where>At the end of|In a new file,|In) `(?P<path>[^`]+)`"
    r"(?:, (?P<how>after|in place of)\s+`(?P<line>[^`]+)`)?(?P<again>[^`:]*):\n\n"
    r"(?P<indent> *)```\w+\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_BLOCK = re.compile(r"^ *```(?!json|sh)\w+\n", re.MULTILINE)


def recipes() -> dict[str, str]:
    return dict(_RECIPE.findall((PROJECT / "generator/CONTRIBUTING.md").read_text(encoding="utf-8")))


def follow(text: str, root: Path) -> int:
    """Write what a recipe says, where it says it; how many blocks that was."""
    steps = list(_STEP.finditer(text))
    for step in steps:
        path = root / step["path"]
        code = re.sub(f"^{step['indent']}", "", step["code"], flags=re.MULTILINE)
        if step["where"].startswith("In a new file"):
            assert not path.exists(), step["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
            continue
        before = path.read_text(encoding="utf-8")
        if step["where"] == "At the end of":
            path.write_text(before + code, encoding="utf-8")
            continue
        line = f"{step['line']}\n"
        assert before.count(line) == (2 if "again" in step["again"] else 1), step["line"]
        path.write_text(before.replace(line, code if step["how"] == "in place of" else line + code), "utf-8")
    return len(steps)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project where recipes 5 to 7 were followed, one after the other."""
    root = sources(tmp_path_factory.mktemp("programme"))
    (root / "tools/soak").mkdir(parents=True)
    (root / "tools/soak/cost.toml").write_bytes((PROJECT / "tools/soak/cost.toml").read_bytes())
    for number in ("5", "6", "7"):
        text = recipes()[number]
        assert follow(text, root) == len(_BLOCK.findall(text)), f"a block of recipe {number} says no place"
    path = root / "schemas/site.schema.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    forge = tree["properties"]["forge"]
    forge["enum"].append("gitea")
    forge["x-libelles"]["gitea"] = "Gitea"
    path.write_text(json.dumps(tree), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small commons of the cases, on that forge, published by that program."""
    root = tmp_path_factory.mktemp("espace")
    lay_base(root)
    with (root / "content/site.yml").open("a", encoding="utf-8") as facts:
        facts.write("\nforge: gitea\ndepot: https://forge.example/val/espace\n")
    espace(program, "build", "--root", root)
    return root / "site"


def espace(program: Path, *typed: str | Path, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator", *typed],
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_a_rule(program: Path, tmp_path: Path) -> None:
    """Its case is told as it expects; the rule is counted among those that a file breaks once."""
    case = read_case(program / "tests/cases/titre-en-capitales/un-outil.txt")
    lay_base(tmp_path)
    lay(tmp_path, case.files)
    said = espace(program, "check", "--root", tmp_path, "toolbox")
    place, help_ = case.expected.splitlines()
    assert place in said.splitlines()
    assert help_ in said.splitlines()
    costs = tomllib.loads((program / "tools/soak/cost.toml").read_text(encoding="utf-8"))
    assert "titre-en-capitales" in costs["une_fois"]


def test_a_page_and_an_export(site: Path) -> None:
    page = (site / "chiffres/index.html").read_text(encoding="utf-8")
    assert re.search(r"<li>Outils\W+1</li>", page)
    assert json.loads((site / "donnees/chiffres.json").read_text(encoding="utf-8"))["outil"] == 1
    known = json.loads((site / "donnees/adresses.json").read_text(encoding="utf-8"))
    assert {"/chiffres/", "/donnees/chiffres.json"} <= {*_texts(known)}
    assert "/chiffres/" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_forge(program: Path, site: Path, tmp_path: Path) -> None:
    page = (site / "boite-a-outils/cercle-d-essai/index.html").read_text(encoding="utf-8")
    assert 'href="https://forge.example/val/espace/_edit/main/toolbox/cercle-d-essai.md"' in page
    said = ("--nom", "Val", "--adresse", "https://val.example/", "--enjeu", "L'eau", "--forge", "gitea")
    espace(program, "init", tmp_path / "espace", *said)
    assert (tmp_path / "espace/.gitea/workflows/check.yml").is_file()
    assert "copiez `site/`" in (tmp_path / "espace/README.md").read_text(encoding="utf-8")


def _texts(value: object) -> list[str]:
    """Every text of a value of JSON, keys included."""
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in (key, *_texts(one))]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []
