"""Build the real site once for a whole run, and serve it on this machine alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import strangers
from tests.browser.serving import serving
from tests.browser.visits import Site
from tests.cases.case_file import lay_base
from tests.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_RECORDS = ("content", "experiments", "toolbox")
OURS = ("-m", "generator")
_FACTS = "\ndepot: https://forge.example/labo/fiches\nforge: gitlab\ncontact: labo@example.org\n"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real records, built from nothing and served."""
    folder = once(tmp_path_factory, "vrai", _real)
    yield from _served(folder)


@pytest.fixture(scope="session")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small commons where strangers wrote all that they could."""
    return once(tmp_path_factory, "etranger", _strange) / "espace"


@pytest.fixture(scope="session")
def hostile(strange: Path) -> Iterator[Site]:
    """The same, built and served."""
    yield from _served(strange.parent)


@pytest.fixture(scope="session")
def gitlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small commons that is kept on GitLab, built and served."""
    yield from _served(once(tmp_path_factory, "gitlab", _on_gitlab))


def _on_gitlab(folder: Path) -> None:
    lay_base(folder / "espace")
    facts = folder / "espace/content/site.yml"
    facts.write_text(facts.read_text(encoding="utf-8") + _FACTS, encoding="utf-8")
    publish(folder, *OURS)


def _real(folder: Path, program: tuple[str, ...] = OURS) -> None:
    for name in _RECORDS:
        shutil.copytree(ROOT / name, folder / "espace" / name)
    publish(folder, *program)


def _strange(folder: Path) -> None:
    (folder / "espace").mkdir()
    strangers.write(folder / "espace")
    publish(folder, *OURS)


def publish(folder: Path, *program: str) -> None:
    """Build the commons `espace` of the folder into its `site`."""
    command = [
        sys.executable,
        *program,
        "build",
        "--root",
        str(folder / "espace"),
        "--out",
        str(folder / "site"),
    ]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"le site ne se construit pas :\n{built.stdout}{built.stderr}", pytrace=False)


def _served(folder: Path) -> Iterator[Site]:
    with serving(folder / "site") as address:
        yield Site(folder / "site", address)
