"""Index a finished site for full-text search in French, in small files a browser fetches as it needs them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from generator.catalogue import parts
from generator.machine import about
from generator.publishing.facets import CATALOGUE, FACETS, facets
from generator.publishing.headings import CONTENT
from generator.publishing.programs import pagefind, run
from generator.publishing.search_order import settle

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
# What pages carry to their results: see the macro `trouvaille` of the pages.
_CARRIED = "fiche"

# Files of Pagefind's own search boxes, which our search page does not use.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*")


def index(folder: Path) -> None:
    """Write the search index of the HTML pages under `folder` into its subfolder `pagefind`.

    Same pages, same bytes. Only the main content is read, and inside it the `data-pagefind-*` marks
    rule. Beside the index stands the file of facets, made from the site's catalogue where there is one.
    Where the catalogue is long, pages say in which part of the index they are (`data-partie`): the first
    is `pagefind` itself, the others are folders of it. Raises ProgramError when Pagefind cannot run or
    changed its format.
    """
    place, catalogue = folder / FOLDER, folder / CATALOGUE
    if place.exists():
        shutil.rmtree(place)
    known = json.loads(catalogue.read_bytes()) if catalogue.is_file() else None
    count = parts(len(known["fiches"])) if known else 1
    named: dict[str, str] = {}
    for number in range(count):
        prefix = f"{number}/" if number else ""
        carried = _part(folder, place / prefix, f'[data-partie="{number}"]' if count > 1 else f"#{CONTENT}")
        named |= {value.partition(" ")[0]: prefix + name for value, name in carried.items()}
    if known:
        with about(place / FACETS):
            (place / FACETS).write_bytes(facets(known, named, [str(number) for number in range(1, count)]))


def _part(folder: Path, place: Path, selector: str) -> dict[str, str]:
    """Index what `selector` finds; the name in the index of each page, by what it carries."""
    run(
        [
            str(pagefind()),
            *("--site", str(folder.resolve()), "--output-path", str(place.resolve())),
            *("--root-selector", selector, "--force-language", "fr", "--silent"),
        ],
        folder=folder,
    )
    for pattern in _UNUSED:
        for path in place.glob(pattern):
            path.unlink()
    with about(place):
        return settle(place, _CARRIED)
