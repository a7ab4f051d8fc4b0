"""Make a part of a site, for one of several machines: `join` makes a site of all of them."""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING, Any

from generator.machine import about, entries
from generator.publishing.build import Result
from generator.publishing.engine import EngineError
from generator.publishing.engine_recipe import engine_recipe
from generator.publishing.finished import Finished
from generator.publishing.laying_out import InPlace, laid_out
from generator.publishing.linkcheck import check_links
from generator.publishing.page_file import page_path
from generator.publishing.part_file import LEAVES, LINKS, SITE_FOLDER, Origin, sign_part
from generator.publishing.part_origin import program
from generator.publishing.search import leaves_of
from generator.publishing.sources import published
from generator.search import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.publishing.places import Swap
    from generator.share import Share

_FAST = 1  # it is read once
_ONE_BY_ONE = (
    "ce thème ne se fait pas en parties : il tient compte de toutes les pages\n"
    "  aide: construisez le site sans --part, ou revenez au thème de l'espace"
)


def publish_part(  # noqa: PLR0913 — three places, what to make, what it is made of
    docs: Path,
    place: Swap,
    work: Path,
    *,
    share: Share,
    of: tuple[str, str],
    config_file: Path,
    overrides: Mapping[str, Any],
    clean: bool = False,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _step: None,
) -> Result:
    """Make the part `share` of the site of the staged folder `docs`, and put it at `place` in one step.

    `of` is a digest of what was read, and the day on which it was; the rest as in `publish`. Links are read
    and not followed: they may lead to another part. Raises EngineError, PlaceError and OSError.
    """
    progress("mise en page")
    shutil.rmtree(place.scratch, ignore_errors=True)
    inside = InPlace(place.scratch / SITE_FOLDER, place.target / SITE_FOLDER)
    laid = laid_out(docs, inside, work, config_file=config_file, overrides=overrides, clean=clean)
    if laid.slow:
        raise EngineError(_ONE_BY_ONE)
    _leave_the_rest(inside.scratch, docs, share)
    pages = {path: one for path, one in laid.pages.items() if (inside.scratch / path).is_file()}
    progress("recherche")
    _write_leaves(place.scratch / LEAVES, inside.scratch, [*pages], jobs=jobs)
    progress("lecture des liens")
    url = str(overrides.get("site_url") or "")
    check_links(Finished(inside.scratch, pages), url, kept=place.scratch / LINKS, jobs=jobs)
    settings = engine_recipe(docs, config_file, overrides).digest
    commons, day = of
    origin = Origin(commons=commons, program=program(), settings=settings, day=day, url=url)
    sign_part(place.scratch, origin, rank=share.rank, count=share.count)
    progress("mise en place")
    place.put()
    return Result(published=True, pages=len(pages), broken=(), warnings=laid.warnings)


def _leave_the_rest(site: Path, docs: Path, share: Share) -> None:
    """Remove what other parts have: pages that all link to, and what the first part alone keeps."""
    staged = {published(path) for path, entry in entries(docs) if not entry.is_dir()}
    pages = {one for one in share.led if one.endswith("/")}
    theirs = {published(page_path(one)) for one in pages if not share.has(one)}
    if not share.first:
        theirs |= {one.lstrip("/") for one in share.led - pages}
    for path, entry in [*entries(site)]:
        if not entry.is_dir() and (path in theirs or (path not in staged and not share.first)):
            (site / path).unlink()


def _write_leaves(place: Path, site: Path, pages: list[str], *, jobs: int) -> None:
    """One line for each page, gzipped: its path, then what the search knows of it, if anything."""
    with about(place), place.open("wb") as file, gzip.GzipFile("", "wb", _FAST, file, mtime=0) as written:
        for path, leaf in zip(pages, leaves_of(site, pages, jobs=jobs), strict=True):
            written.write(json.dumps([path, *(leaf or ())], ensure_ascii=False).encode() + b"\n")


def read_leaves(place: Path) -> Iterator[tuple[str, Leaf | None]]:
    """What was written there. Raises OSError; EOFError, ValueError or TypeError for anything else."""
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            path, *leaf = json.loads(line)
            yield path, Leaf(*leaf) if leaf else None
