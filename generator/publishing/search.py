"""Index a finished site for full-text search in French, in small files a browser fetches as it needs them."""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import tempfile
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import search
from generator.crew import spread
from generator.machine import about
from generator.publishing.facets import CATALOGUE, LEXICON, columns
from generator.publishing.search_changes import Indexed, update
from generator.publishing.search_files import NotKeptError, SearchFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.publishing.finished import Finished

FOLDER = "assets/recherche"
"""Where the index stands in a site."""
INDEX = "index.gz"
_PUBLISHED = ("mots", "fiches", "textes", "formes", "debuts")
_SHARE = 64


Reader = Callable[[list[str]], Iterable[search.Leaf | None]]
"""Gives what a search knows of some pages, by their paths."""


def index(site: Finished, kept: Path | None = None, *, jobs: int = 1, leaves: Reader | None = None) -> None:
    """Write the search index of the pages of `site` that say what a search knows of them (`data-fiche`).

    Same pages, same bytes. `kept` is a folder where what was read of each page is found again next time, so
    that only the pages whose digest changed are read; `jobs` processes read them, unless someone who read
    them before hands over their `leaves`. Raises OSError.
    """
    read = leaves or partial(leaves_of, site.folder, jobs=jobs)
    with _folder(kept) as folder:
        files = SearchFiles(folder, _recipe())
        try:
            files.recall()
            known = _laid(site, files, read)
        except NotKeptError:
            files.start_again()
            known = _laid(site, files, read)
    place = site.folder / FOLDER / INDEX
    with about(place):
        place.write_bytes(_head(site.folder, known))


def _laid(site: Finished, files: SearchFiles, read: Reader) -> Indexed:
    known = update(site.pages, files, read)
    files.put(site.folder / FOLDER, _PUBLISHED)
    return known


def leaves_of(folder: Path, paths: list[str], *, jobs: int) -> Iterator[search.Leaf | None]:
    """The leaves (what the index keeps of a page) of these pages of a finished site. Raises OSError."""

    def read(path: str) -> search.Leaf | None:
        return search.read((folder / path).read_text(encoding="utf-8"))

    return spread(read, paths, jobs, share=_SHARE)


def _head(folder: Path, known: Indexed) -> bytes:
    """The file that a browser reads first: numbers of files, rules of French, synonyms, facets."""
    told: dict[str, Any] = {
        "tailles": known.sizes,
        "regles": json.loads(search.RULES.read_bytes()),
        "lexique": _read(folder / LEXICON).get("ensembles", []),
        **columns(_read(folder / CATALOGUE), known.rows),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _read(path: Path) -> Mapping[str, Any]:
    """The JSON of a file of the site, which a site without records does not have."""
    found: Mapping[str, Any] = json.loads(path.read_bytes()) if path.is_file() else {}
    return found


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory() as passing:
        yield Path(passing)


@cache  # the code does not change while it runs
def _recipe() -> str:
    """A digest of the code and of the library that make an index of pages."""
    digest = blake2b(importlib.metadata.version("turbohtml").encode(), digest_size=16)
    here = Path(__file__)
    for path in sorted([*search.RULES.parent.glob("*.*"), *here.parent.glob("search*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
