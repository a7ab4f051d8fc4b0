"""Make a site of its parts: every file is theirs, the search is put together, and every link is followed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publishing.build import Result
from generator.publishing.finished import Finished
from generator.publishing.fresh import Recipe, bring
from generator.publishing.hosting_files import lay_rules
from generator.publishing.linkcheck import check_links, put_together
from generator.publishing.part import read_leaves
from generator.publishing.part_file import AGAIN, LEAVES, LINKS, SITE_FOLDER, PartError, fitting, read_part
from generator.publishing.part_origin import program
from generator.publishing.recollection import Recollection
from generator.publishing.search import index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from generator.publishing.part_file import Part
    from generator.publishing.places import Swap
    from generator.search import Leaf


def join(
    folders: Sequence[Path],
    place: Swap,
    *,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _step: None,
) -> Result:
    """Make the site of the parts in `folders`, given in any order, and put it at `place` in one step.

    Its files are theirs under a second name, where the disk can. Raises PartError, PlaceError and OSError,
    with the old site as it was.
    """
    progress("lecture des parties")
    parts = fitting([read_part(folder) for folder in folders], program())
    url = parts[0].origin.url
    progress("réunion des fichiers")
    pages = _brought(parts, place)
    site = Finished(place.scratch, pages)
    progress("recherche")
    known = _known(parts, pages)
    index(site, jobs=jobs, leaves=lambda paths: [known[path] for path in paths])
    lay_rules(place.scratch)
    progress("vérification des liens")
    with tempfile.TemporaryDirectory(prefix="espace-liens-") as folder:
        kept = Path(folder) / LINKS
        put_together((part.folder / LINKS for part in parts), kept, url)
        broken = check_links(site, url, kept=kept, jobs=jobs)
    if not broken:
        progress("mise en place")
        place.put()
    return Result(published=not broken, pages=len(pages), broken=broken, warnings=())


def _brought(parts: Sequence[Part], place: Swap) -> dict[str, str]:
    """Bring the files of all parts to the new site; gives the digest of each page by its path, sorted."""
    wanted: dict[str, str] = {}
    holder: dict[str, Path] = {}
    for part in parts:
        for path, told in part.published:
            if path in wanted:
                message = (
                    f"{part.folder} et {holder[path]} ont toutes deux {path}\n"
                    "  aide: refaites ces deux parties avec la même installation"
                )
                raise PartError(message)
            wanted[path], holder[path] = told, part.folder

    def made(path: str) -> Path:
        return holder[path] / SITE_FOLDER / path

    bring(place.scratch, place.target, Recipe(wanted, made), seen=Recollection())
    return {path: told for path, told in sorted(wanted.items()) if path.endswith(".html")}


def _known(parts: Sequence[Part], pages: Collection[str]) -> dict[str, Leaf | None]:
    """What the search index holds of each page."""
    found: dict[str, Leaf | None] = {}
    for part in parts:
        try:
            found.update(read_leaves(part.folder / LEAVES))
        except (OSError, EOFError, ValueError, TypeError) as fault:
            raise _unreadable(part) from fault
        lacking = [path for path, _ in part.published if path in pages and path not in found]
        if lacking:
            raise _unreadable(part)
    return found


def _unreadable(part: Part) -> PartError:
    return PartError(f"{part.folder / LEAVES} ne dit pas tout de ses pages\n  aide: {AGAIN}")
