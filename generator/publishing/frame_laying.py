"""Ask the engine for the frames of a staged folder: a page of marks for each, and a true one as its proof."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.machine import listed
from generator.publishing import engine
from generator.publishing.finished import digest
from generator.publishing.frame_store import Frames
from generator.publishing.frames import Frame, FrameError, cut, fill, shown_by, specimen
from generator.publishing.page_file import read_page
from generator.publishing.sources import published

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Order(Frozen):
    """What the engine is asked: staged pages, where it works, with which settings."""

    docs: Path
    made: Path
    config_file: Path
    overrides: Mapping[str, Any]


def lay_frames(
    order: Order, wanted: Mapping[str, Sequence[str]], recipe: str
) -> tuple[Frames, tuple[str, ...]]:
    """The frames of some staged pages, by their keys, with what the engine warned of.

    `wanted` holds one or two pages for each key: the first becomes a page of marks, and the second is laid
    out as it is, to be found the same when its frame is filled. Raises FrameError where it is not;
    EngineError and OSError.
    """
    url = str(order.overrides.get("site_url") or "")
    start_again(order.made)
    with TemporaryDirectory(prefix="espace-cadres-") as folder:
        drawn = Path(folder).resolve()
        texts = {}
        for first, *others in wanted.values():
            texts[first] = specimen(read_page(_text(order.docs, first)), first)
            texts.update((other, _text(order.docs, other)) for other in others)
        for source, text in texts.items():
            (drawn / source).parent.mkdir(parents=True, exist_ok=True)
            (drawn / source).write_text(text, encoding="utf-8")
        warnings = engine.render(
            drawn, order.made, order.config_file, overrides=order.overrides, staged=order.docs
        )
    laid = {source: _taken(order.made, source) for source in texts}
    frames = {}
    for key, (first, *others) in wanted.items():
        frames[key] = cut(laid[first], shown_by(read_page(texts[first]), first, url))
        for other in others:
            _prove(frames[key], laid[other], shown_by(read_page(texts[other]), other, url))
    return Frames(recipe, frames, held(order.made)), warnings


def held(made: Path) -> dict[str, str]:
    """Every file of a folder, sorted, with its digest."""
    top = f"{made}/"
    found = (f"{place}/{name}" for place, _, names in listed(made) for name in names)
    return {path.removeprefix(top): digest(Path(path).read_bytes()) for path in sorted(found)}


def start_again(made: Path) -> None:
    """Empty the engine's output: MkDocs itself would leave hidden files behind."""
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)


def _text(docs: Path, source: str) -> str:
    return (docs / source).read_text(encoding="utf-8")


def _taken(made: Path, source: str) -> str:
    """The HTML that the engine made of a page; its file is removed, since it is not a file of the site."""
    file = made / published(source)
    text = file.read_bytes().decode()
    file.unlink()
    return text


def _prove(frame: Frame, laid: str, shown: Mapping[str, str]) -> None:
    if fill(frame, shown) != laid:
        message = "two pages of one frame are laid out in two ways"
        raise FrameError(message)
