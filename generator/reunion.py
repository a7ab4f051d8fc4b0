"""Join the parts that several machines made of a site; nothing of the commons is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import publishing
from generator.working import ground, in_words, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def join(  # noqa: PLR0913 — two places, what is joined, who is told
    root: Path,
    parts: Sequence[Path],
    out: Path,
    *,
    jobs: int = 1,
    progress: Callable[[str], None] = silent,
    waiting: Callable[[str], None] = silent,
) -> publishing.Result:
    """Make the site of all its `parts`, folders that `pipeline.build` made, and put it at `out` in one step.

    Nothing is written over the commons under `root`. Raises `CouldNotRun`, where these parts do not make one
    site too, and `OSError`. `waiting` is told when another build has to finish first.
    """
    with in_words(), publishing.place(out, publishing.SITE, ground(root), waiting=waiting) as place:
        return publishing.join(parts, place, jobs=jobs, progress=progress)
