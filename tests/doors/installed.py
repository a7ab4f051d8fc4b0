"""The program installed from its wheel, in an environment of its own, without the network.

The wheel is the one that a maintainer makes; pip installs it, alone. What it needs comes from the environment
of the tests, by a line in a `.pth` file: that is the one thing that an installation elsewhere does otherwise.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from typing import TYPE_CHECKING

from generator.pipeline import PROJECT
from tests.once import once

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# What a wheel is made of.
_SOURCES = ("generator", "schemas", "requirements")
_FILES = ("mkdocs.yml", "CHANGELOG.md", "LICENSE", "pyproject.toml", "setup.py")
_LATER = 4_000_000_000  # the stamp is newer than any lock: nothing is installed again


def environment() -> dict[str, str]:
    """Our variables, the programs beside this Python in front, and nobody's settings of git or of Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MAKE"))}
    programs = os.pathsep.join([sysconfig.get_path("scripts"), kept.get("PATH", os.defpath)])
    who = {
        f"GIT_{who}_{what}": "essai@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {
        **kept,
        "PATH": programs,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **who,
    }


def run(*command: str | Path, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A command that ends with that code."""
    done = subprocess.run(
        command, cwd=cwd, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def sources(folder: Path) -> Path:
    """A copy of what a wheel is made of, to change."""
    for name in _SOURCES:
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(PROJECT / name, folder / name)
    return folder


def pack(source: Path, into: Path) -> Path:
    """The wheel of a copy of the project, as `make paquet` makes it."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    run(*command, "--no-build-isolation", "--wheel-dir", into, source, cwd=source)
    (made,) = into.glob("*.whl")
    return made


def wheel(factory: pytest.TempPathFactory) -> Path:
    """The wheel of this project."""
    (made,) = once(factory, "paquet", lambda folder: pack(PROJECT, folder)).glob("*.whl")
    return made


def installed(factory: pytest.TempPathFactory) -> Path:
    """An environment that has the program from its wheel: its folder."""
    packed = wheel(factory)
    place = packed.parent.with_name("environnement")  # where it stays: its programs name it
    once(factory, "installe", lambda _: _install(packed, place))
    return place


def _install(packed: Path, place: Path) -> None:
    venv.create(place, clear=True, symlinks=True, with_pip=False)
    inside = next(place.glob("lib/python*/site-packages"))
    (inside / "dependances.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin/python")]
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", packed, cwd=place)
    stamp = place / "espace.stamp"
    stamp.touch()
    os.utime(stamp, (_LATER, _LATER))


def ready(root: Path, tool: Path) -> Path:
    """The espace at `root` as if `make` had installed its program already."""
    (root / ".venv").symlink_to(tool)
    return root
