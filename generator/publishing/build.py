"""Publish a staged folder: run engine, search and link check, then swap; a failure keeps the old site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing.finished import Finished
from generator.publishing.hosting_files import lay_rules
from generator.publishing.laying_out import InPlace, laid_out
from generator.publishing.linkcheck import BrokenLink, check_links
from generator.publishing.search import index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.publishing.places import Swap


class Result(Frozen):
    """What a publication did: with broken links, nothing was published.

    `slow` says in French why every page was laid out by the engine, where frames could not do.
    """

    published: bool
    pages: int
    broken: tuple[BrokenLink, ...]
    warnings: tuple[str, ...]
    slow: str = ""


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

    `work` keeps what the engine made between two publications, so that only what changed is made
    again; `clean` makes everything again, with the same bytes in the end. `overrides` are MkDocs
    settings (`site_name`, `site_url`…), and the `logo` of the header. `jobs` processes share the work.
    `progress` is told of each step, in French. Raises EngineError, PlaceError and OSError,
    with the old site as it was.
    """
    progress("mise en page")
    laid = laid_out(docs, place, work, config_file=config_file, overrides=overrides, clean=clean, jobs=jobs)
    site = Finished(place.scratch, laid.pages)
    progress("recherche")
    index(site, work / "recherche", jobs=jobs)
    lay_rules(place.scratch)
    progress("vérification des liens")
    known = work / "liens"
    if clean:
        known.unlink(missing_ok=True)
    broken = check_links(site, str(overrides.get("site_url") or ""), kept=known, jobs=jobs)
    if not broken:
        progress("mise en place")
        place.put()
    return Result(
        published=not broken, pages=len(site.pages), broken=broken, warnings=laid.warnings, slow=laid.slow
    )


def show(docs: Path, work: Path, *, config_file: Path, overrides: Mapping[str, Any]) -> Path:
    """Make the site of the staged folder `docs` in `work`, where the last one stands; gives its folder.

    For whoever looks at it while they write: links are not followed. `overrides` are as above, and `fautes`,
    what the top of each page says of faults. Raises EngineError and OSError.
    """
    folder = work / "site"
    laid = laid_out(docs, InPlace(folder), work, config_file=config_file, overrides=overrides, clean=False)
    index(Finished(folder, laid.pages), work / "recherche")
    return folder
