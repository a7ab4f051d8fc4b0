"""Build the real site once, serve it on this machine alone, and open it in Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import strangers
from tests.browser.chromium import ARGUMENTS, MISSING, found
from tests.browser.serving import serving
from tests.browser.visits import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
_RECORDS = ("content", "experiments", "toolbox")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without it the tests fail: a site nobody looked at is not a tested site."""
    program = found()
    if program is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real records, built from nothing and served."""
    yield from _built(tmp_path_factory, "-m", "generator")


@pytest.fixture(scope="session")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same, its search index cut every forty pages, as that of thousands of records is."""
    program = (
        "from generator.catalogue import index_parts; from generator.cli import run;"
        "index_parts.MOST = 40; run()"
    )
    yield from _built(tmp_path_factory, "-c", program)


@pytest.fixture(scope="session")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small commons where strangers wrote all that they could."""
    commons = tmp_path_factory.mktemp("espace")
    strangers.write(commons)
    return commons


@pytest.fixture(scope="session")
def hostile(strange: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same, built and served."""
    yield from _published(tmp_path_factory, strange, "-m", "generator")


def _built(tmp_path_factory: pytest.TempPathFactory, *program: str) -> Iterator[Site]:
    commons = tmp_path_factory.mktemp("espace")
    for name in _RECORDS:
        shutil.copytree(ROOT / name, commons / name)
    yield from _published(tmp_path_factory, commons, *program)


def _published(tmp_path_factory: pytest.TempPathFactory, commons: Path, *program: str) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("publication") / "site"
    command = [sys.executable, *program, "build", "--root", str(commons), "--out", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"le site ne se construit pas :\n{built.stdout}{built.stderr}", pytrace=False)
    with serving(folder) as address:
        yield Site(folder, address)
