"""Select the files that a command is about, from the paths that were typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

paths = click.argument("paths", metavar="[CHEMIN]...", nargs=-1, type=click.Path(path_type=Path))


def chosen(typed: Sequence[Path], root: Path) -> Callable[[str], bool]:
    """Whether a path from the root is among those `typed`, or in one of them; always if none was typed.

    Raises `CouldNotRun` where something typed is nowhere.
    """
    wanted = [_under(path, root) for path in typed]

    def is_chosen(path: str) -> bool:
        place = (root / path).resolve()
        return not wanted or any(place.is_relative_to(one) for one in wanted)

    return is_chosen


def _under(path: Path, root: Path) -> Path:
    """A typed path, read from the working folder or from the root."""
    for candidate in (path.resolve(), (root / path).resolve()):
        if candidate.exists() and candidate.is_relative_to(root.resolve()):
            return candidate
    message = (
        f"il n'y a rien à « {path} » dans {root.resolve()}\n"
        "  aide: vérifiez le chemin, qui part du dossier où vous êtes ou de l'espace"
    )
    raise pipeline.CouldNotRun(message)
