"""Keep in the work folder the frames that the engine laid out, and the digests of its other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.publishing.frames import Frame
from generator.publishing.sealed_file import read_sealed, write_sealed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Frames(Frozen):
    """What an engine made once: frames by their keys, and the other files of the site, each with its digest.

    `recipe` sums up all that they depend on.
    """

    recipe: str
    frames: Mapping[str, Frame]
    others: Mapping[str, str]


def read_frames(store: Path, recipe: str) -> Frames | None:
    """The frames kept in `store`; None where they are of another recipe, or where a byte of them changed."""
    kept = read_sealed(store)
    try:
        if kept["recipe"] != recipe:
            return None
        frames = {key: Frame(tuple(parts)) for key, parts in kept["frames"].items()}
        return Frames(recipe, frames, kept["others"])
    except (KeyError, TypeError):
        return None


def write_frames(store: Path, made: Frames) -> None:
    """Keep frames for the next build. Raises OSError."""
    frames = {key: frame.parts for key, frame in made.frames.items()}
    write_sealed(store, {"recipe": made.recipe, "frames": frames, "others": dict(made.others)})
