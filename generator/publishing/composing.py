"""Say what each file of a site is made of: a staged page in its frame, another file, one of the theme."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.publishing.engine import EngineError
from generator.publishing.frame_laying import Order, held, lay_frames
from generator.publishing.frame_store import Frames, read_frames, write_frames
from generator.publishing.frames import fill, frame_key, shown_by
from generator.publishing.fresh import Recipe
from generator.publishing.mark import MARK
from generator.publishing.page_file import read_page
from generator.publishing.sealing import policy, seal
from generator.publishing.sources import looked_at, published

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.publishing.engine_recipe import EngineRecipe
    from generator.publishing.recollection import Recollection
    from generator.publishing.sources import Keyed

_NOT_OURS = "une page préparée ne peut pas être relue : {}\n  aide: recommencez avec --clean"
_PROOFS = 2  # pages of a frame that the engine lays out: one to make it, one to prove it


def keyed(docs: Path, by: EngineRecipe, seen: Recollection, *, site_url: str) -> dict[str, Keyed]:
    """Every staged file, sorted. Raises EngineError for a page that no staging wrote, and OSError."""

    def key_of(source: str, content: bytes) -> str:
        if not source.endswith(".md"):
            return ""
        try:
            page = read_page(content.decode())
        except ValueError as error:
            raise EngineError(_NOT_OURS.format(source)) from error
        return frame_key(page, source, shown_by(page, source, site_url), led=by.led)

    found = looked_at(docs, seen.sources if seen.recipe == by.digest else {}, key_of)
    found.pop(MARK, None)
    return found


def framed(
    order: Order, store: Path, sources: Mapping[str, Keyed], *, recipe: str
) -> tuple[Frames, tuple[str, ...]]:
    """The frames of all these pages: those in `store`, or new ones; with what the engine warned of.

    Raises FrameError where pages are not made of frames; EngineError and OSError.
    """
    wanted: dict[str, list[str]] = {}
    for source, (_, _, key) in sources.items():
        if key and len(some := wanted.setdefault(key, [])) < _PROOFS:
            some.append(source)
    kept = read_frames(store, recipe)
    if kept and wanted.keys() <= kept.frames.keys() and kept.others == _still(order.made):
        return kept, ()
    store.unlink(missing_ok=True)
    made, warnings = lay_frames(order, wanted, recipe)
    write_frames(store, made)
    return made, warnings


def composed(order: Order, sources: Mapping[str, Keyed], made_once: Frames, *, theme: Path) -> Recipe:
    """The site of these staged files, page after page."""
    rules, url = policy(theme), str(order.overrides.get("site_url") or "")
    frames = made_once.frames
    marks = {key: _sum(*frame.parts) for key, frame in frames.items()}
    of = {published(source): source for source in sources}
    wanted = dict(made_once.others)
    for path, source in of.items():
        _, digest, key = sources[source]
        wanted[path] = _sum(marks[key], digest) if key else _sum(rules, digest) if _is_page(path) else digest

    def made(path: str) -> bytes | Path:
        source = of.get(path)
        if source is None:
            return (order.made / path).read_bytes()
        file = order.docs / source
        if not _is_page(path):
            return file
        text = file.read_text(encoding="utf-8")
        if key := sources[source][2]:
            page = read_page(text)
            return fill(frames[key], shown_by(page, source, url)).encode()
        return seal(text, rules).encode()

    return Recipe(wanted, made)


def as_laid_out(made: Path) -> Recipe:
    """The site that the engine made whole in a folder."""

    def content(path: str) -> bytes | Path:
        return (made / path).read_bytes() if _is_page(path) else made / path

    return Recipe(held(made), content)


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _sum(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _still(made: Path) -> dict[str, str]:
    return held(made) if made.is_dir() else {}
