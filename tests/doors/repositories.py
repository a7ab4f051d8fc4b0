"""Real repositories for the doors that look at the past: a commons published on `main`, work after it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WHO = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org", "-c", "commit.gpgsign=false")


def only_our_settings(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))


def published_commons(root: Path) -> Path:
    """A commons whose branch `main` is published, on a branch `travail` that starts there."""
    lay_base(root)
    git(root, "init", "-q", "-b", "main")
    commit(root, "ce qui est publié")
    git(root, "switch", "-q", "-c", "travail")
    return root


def git(root: Path, *arguments: str | Path) -> str:
    done = subprocess.run(["git", *WHO, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path, words: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", words)


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
