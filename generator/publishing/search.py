"""Index a finished site for full-text search in French, in small files a browser fetches as it needs them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from generator.publishing.facets import CATALOGUE, FACETS, facets
from generator.publishing.programs import pagefind, run
from generator.publishing.ready_html import CONTENT
from generator.publishing.search_order import settle

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
# What pages carry to their results: see the macro `trouvaille` of the pages.
_CARRIED = "fiche"

# Ready-made search boxes: our search page is our own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*")


def index(folder: Path) -> None:
    """Write the search index of the HTML pages under `folder` into its subfolder `pagefind`.

    Same pages, same bytes. Only the main content is read, and inside it the `data-pagefind-*` marks
    rule. Beside the index stands the file of facets, made from the site's catalogue where there is one.
    Raises ProgramError when Pagefind cannot run or changed its format.
    """
    place = folder / FOLDER
    shutil.rmtree(place, ignore_errors=True)
    run(
        [
            str(pagefind()),
            *("--site", str(folder.resolve()), "--output-path", str(place.resolve())),
            *("--root-selector", f"#{CONTENT}", "--force-language", "fr", "--silent"),
        ],
        folder=folder,
    )
    for pattern in _UNUSED:
        for path in place.glob(pattern):
            path.unlink()
    carried = settle(place, _CARRIED)
    catalogue = folder / CATALOGUE
    if catalogue.is_file():
        named = {value.partition(" ")[0]: name for value, name in carried.items()}
        (place / FACETS).write_bytes(facets(catalogue.read_bytes(), named))
