"""Publish a staged folder: run engine, search and link check, then swap; a failure keeps the old site."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing import engine
from generator.publishing.finished import finished
from generator.publishing.layers import SHIPPED, completed
from generator.publishing.linkcheck import BrokenLink, check_links
from generator.publishing.mark import MARK
from generator.publishing.menu import kept
from generator.publishing.mirror import mirror
from generator.publishing.search import index
from generator.publishing.settings import loaded
from generator.publishing.sources import Stamp, digests, forget, published, start_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.publishing.places import Swap

_CODE = Path(__file__).parent
_MOST_NAMED = 5
_LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pyyaml")


class Result(Frozen):
    """What a publication did: with broken links, nothing was published."""

    published: bool
    pages: int
    broken: tuple[BrokenLink, ...]
    warnings: tuple[str, ...]


def publish(  # noqa: PLR0913 — three places and three wishes
    docs: Path,
    place: Swap,
    work: Path,
    *,
    config_file: Path,
    overrides: Mapping[str, Any],
    clean: bool = False,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _step: None,
) -> Result:
    """Make the site of the staged folder `docs` and put it at `place` in one step.

    `work` keeps the engine's output between two publications, so that only what changed is made
    again; `clean` makes everything again, with the same bytes in the end. `overrides` are MkDocs
    settings (`site_name`, `site_url`…), and the `logo` of the header. `jobs` processes share the work.
    `progress` is told of each step, in French. Raises EngineError, PlaceError and OSError,
    with the old site as it was.
    """
    made = work / "engine"
    progress("mise en page")
    warnings = _render(
        docs, made, work / "engine.json", config_file=config_file, overrides=overrides, clean=clean
    )
    fresh = place.scratch
    pages = mirror(made, fresh)
    progress("recherche")
    site = finished(fresh)
    index(site, work / "recherche", jobs=jobs)
    progress("vérification des liens")
    known = work / "liens"
    if clean:
        known.unlink(missing_ok=True)
    broken = check_links(site, str(overrides.get("site_url") or ""), kept=known, jobs=jobs)
    if not broken:
        progress("mise en place")
        place.put()
    return Result(published=not broken, pages=pages, broken=broken, warnings=warnings)


def _render(  # noqa: PLR0913 — the engine's own, and its stamp
    docs: Path, made: Path, record: Path, *, config_file: Path, overrides: Mapping[str, Any], clean: bool
) -> tuple[str, ...]:
    new = Stamp(_recipe(docs, config_file, overrides), digests(docs))
    old = None if clean else Stamp.read(record)
    record.unlink(missing_ok=True)  # an engine stopped halfway leaves no stamp, hence starts again
    dirty = old is not None and old.recipe == new.recipe and made.is_dir()
    if old is not None and dirty:
        forget(made, old.sources, new.sources)
    else:
        start_again(made)
    warnings = engine.render(docs, made, config_file, overrides=overrides, dirty=dirty)
    lost = [source for source in new.sources if source != MARK and not (made / published(source)).is_file()]
    if lost:
        raise engine.EngineError(_lost(lost))
    new.write(record)
    return warnings


def _lost(sources: list[str]) -> str:
    """The message about staged files left out: the engine silently skips folders that it cannot list."""
    some = ", ".join(sources[:_MOST_NAMED])
    return (
        f"la mise en page a laissé de côté des fichiers préparés ({len(sources)}) : {some}\n"
        "  aide: recommencez, avec --clean si cela se répète"
    )


def _recipe(docs: Path, config_file: Path, overrides: Mapping[str, Any]) -> str:
    """A digest of everything besides the staged files that a page depends on."""
    parts: list[object] = [importlib.metadata.version(name) for name in _LIBRARIES]
    parts.append(sorted(overrides.items()))
    parts.append(str(docs.resolve()))
    # The menu, on every page: what has no file is left out, and what has no title takes that of its page.
    told = {**loaded(config_file), **completed(config_file)}
    parts += [told, kept(told.get("nav"), docs), sorted(path.name for path in docs.glob("*.md"))]
    theme = config_file.parent / told["theme"]["custom_dir"]
    code = [*_CODE.glob("*.py"), _CODE.parent / "mkdocs_plugin.py", SHIPPED, config_file]
    code += [path for path in theme.rglob("*") if path.is_file()]
    parts += [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(code)]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()
