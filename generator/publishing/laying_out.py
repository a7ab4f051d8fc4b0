"""Lay out a staged folder in a fresh one: pages in frames, or one by one where frames cannot do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing import engine
from generator.publishing.composing import as_laid_out, composed, framed, keyed
from generator.publishing.engine_recipe import engine_recipe, is_ours
from generator.publishing.frame_laying import Order, start_again
from generator.publishing.frames import FrameError
from generator.publishing.fresh import bring
from generator.publishing.mark import MARK
from generator.publishing.recollection import recollect, retain
from generator.publishing.sources import facts_of, published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.publishing.fresh import Recipe
    from generator.publishing.places import Swap
    from generator.publishing.sources import Keyed

_MEMORY, _FRAMES = "engine.json", "frames.json"
_MOST_NAMED = 5
_ONE_BY_ONE = "les pages sont mises en page une à une, ce qui est plus long."
_ANOTHER = f"Le thème n'est pas celui de l'espace : {_ONE_BY_ONE}"
_UNLIKE = f"Le thème tient compte du texte de chaque page : {_ONE_BY_ONE}"


class Laid(Frozen):
    """The digest of each page by its path, the engine's warnings, and why it was slow, if it was."""

    pages: Mapping[str, str]
    warnings: tuple[str, ...]
    slow: str = ""


class InPlace(Frozen):
    """A site that is made where it is shown: nothing but what changed is written in `scratch`."""

    scratch: Path
    target: Path = Path(os.devnull)


def laid_out(  # noqa: PLR0913 — what a publication is told
    docs: Path,
    place: Swap | InPlace,
    work: Path,
    *,
    config_file: Path,
    overrides: Mapping[str, Any],
    clean: bool,
    jobs: int = 1,
) -> Laid:
    """Make `place.scratch` hold the site of the staged folder `docs`.

    `jobs` processes fill frames. Raises EngineError and OSError, with the published site as it was.
    """
    order = Order(docs=docs, made=work / "engine", config_file=config_file, overrides=overrides)
    memory, store = work / _MEMORY, work / _FRAMES
    if clean:
        memory.unlink(missing_ok=True)
        store.unlink(missing_ok=True)
    seen = recollect(memory)
    by = engine_recipe(docs, config_file, overrides)
    sources = keyed(docs, by, seen, site_url=str(overrides.get("site_url") or ""))
    slow = "" if is_ours(by.theme) else _ANOTHER
    if not slow:
        try:
            frames, warnings = framed(order, store, sources, recipe=by.digest)
            recipe = composed(order, sources, frames, theme=by.theme)
        except FrameError:
            slow = _UNLIKE
    if slow:
        store.unlink(missing_ok=True)
        warnings, recipe = _page_by_page(order, sources)
    made = bring(place.scratch, place.target, recipe, seen=seen, jobs=jobs)
    retain(memory, seen.then(by.digest, _touched(docs, sources), made))
    return Laid({path: one[2] for path, one in made.items() if one[2]}, warnings, slow)


def _page_by_page(order: Order, sources: Mapping[str, Keyed]) -> tuple[tuple[str, ...], Recipe]:
    start_again(order.made)
    warnings = engine.render(order.docs, order.made, order.config_file, overrides=order.overrides)
    lost = [source for source in sources if not (order.made / published(source)).is_file()]
    if lost:
        raise engine.EngineError(_lost(lost))
    (order.made / MARK).unlink(missing_ok=True)  # the mark of the staged folder
    return warnings, as_laid_out(order.made)


def _lost(sources: list[str]) -> str:
    """The message about staged files left out: the engine silently skips folders that it cannot list."""
    some = ", ".join(sources[:_MOST_NAMED])
    return (
        f"la mise en page a laissé de côté des fichiers préparés ({len(sources)}) : {some}\n"
        "  aide: recommencez, avec --clean si cela se répète"
    )


def _touched(docs: Path, sources: Mapping[str, Keyed]) -> dict[str, Keyed]:
    """The sources, read again where a hard link in the site changed their facts."""
    return {
        source: one if one[2] else (facts_of(os.lstat(f"{docs}/{source}")), *one[1:])
        for source, one in sources.items()
    }
