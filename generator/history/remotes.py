"""Say whether a repository has a remote of some name: `mkdocs gh-deploy` is refused without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.history.git import HistoryError, repository

if TYPE_CHECKING:
    from pathlib import Path


def knows_remote(root: Path, name: str) -> bool:
    """Whether `root` is in a git repository that has a remote called `name`."""
    try:
        code, _, _ = repository(root).ask("remote", "get-url", "--", name)
    except HistoryError:
        return False
    return code == 0
