"""Follow every address of a finished site, anchors too, without the network: those that lead nowhere."""

from __future__ import annotations

import importlib.metadata
import sys
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.crew import spread
from generator.frozen import Frozen
from generator.machine import listed
from generator.publishing.finished import digest
from generator.publishing.home import Home
from generator.publishing.link_ledger import LinkLedger
from generator.publishing.page_facts import facts, reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.publishing.finished import Finished

_CODE = ("crew.py", *(f"publishing/{name}.py" for name in ("home", "link_ledger", "linkcheck", "page_facts")))
_NOTHING = "rien n'est publié à cette adresse"
_NO_ANCHOR = "la page visée n'a pas cette ancre"


class BrokenLink(Frozen, order=True):
    """A link that leads nowhere: the file it is in, the address reached on the server, and why (French)."""

    page: str
    link: str
    reason: str


def check_links(
    site: Finished, site_url: str = "", *, kept: Path | None = None, jobs: int = 1
) -> tuple[BrokenLink, ...]:
    """The broken links of every page, sheet, feed and calendar of the site, sorted; called once it is whole.

    `site_url` is the address it is published at: links written with it are followed inside the site, other
    sites are not contacted. `kept` is the file where what each page leads to is kept by the digest of its
    bytes, so that only files that changed are read again; `jobs` processes read them. Raises OSError.
    """
    home = Home.at(site_url)
    recipe = _recipe(site_url)
    paths = [path.removeprefix(f"{site.folder}/") for path in _files(site.folder)]
    told = {path: _digest(site, path) for path in sorted(paths) if reads(path)}
    before = LinkLedger.read(kept, recipe) if kept else LinkLedger()
    ledger = before.of(told)
    new = [path for path in told if path not in ledger.entries]
    read = spread(partial(_reached, site.folder, home), new, jobs)
    for path, (links, anchors) in zip(new, read, strict=True):
        ledger.note(path, told[path], links=links, anchors=anchors)
    if kept and (new or len(before.entries) != len(told)):
        ledger.write(kept, recipe)
    return tuple(sorted(_broken(ledger, home, frozenset(paths))))


def put_together(kept: Iterable[Path], place: Path, site_url: str) -> None:
    """Join several such files, each about other pages of the same site, into one at `place`.

    What cannot be taken from one is read again in the pages. Raises OSError.
    """
    recipe, whole = _recipe(site_url), LinkLedger()
    for one in kept:
        whole.take(LinkLedger.read(one, recipe))
    whole.write(place, recipe)


def _files(folder: Path) -> Iterator[str]:
    return (f"{place}/{name}" for place, _folders, names in listed(folder) for name in names)


def _digest(site: Finished, path: str) -> str:
    return site.pages.get(path) or digest((site.folder / path).read_bytes())


def _reached(folder: Path, home: Home, path: str) -> tuple[Sequence[str], Sequence[str]]:
    """The addresses on our server that a file leads to, each once, and the anchors that it has."""
    said = facts(path, (folder / path).read_bytes())
    page: str | None = home.of(path)
    if said.base:
        page = home.reached(said.base, home.of(path))
    reach = home.reached
    found = {reach(written, page) for written in said.written}
    found.update(reach(home.path + written[1:], page) for written in said.rooted)
    # One object for each text: pickle then sends a repeated text once.
    return [sys.intern(one) for one in found if one is not None], [sys.intern(one) for one in said.anchors]


def _broken(ledger: LinkLedger, home: Home, files: frozenset[str]) -> Iterator[BrokenLink]:
    dead = dict(_dead(ledger, home, files))
    if not dead:
        return
    names = ledger.names()
    for path, entry in ledger.entries.items():
        yield from (BrokenLink(path, names[link], dead[link]) for link in entry.links if link in dead)


def _dead(ledger: LinkLedger, home: Home, files: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The addresses that lead nowhere, by number, and why: each is checked once for all pages."""
    names = ledger.names()
    for number in frozenset().union(*(entry.links for entry in ledger.entries.values())):
        address, _, anchor = names[number].partition("#")
        file = next((one for one in home.files(address) if one in files), None)
        if file is None:
            yield number, _NOTHING
        elif not _anchored(ledger, file, anchor.partition(":~:")[0]):
            yield number, _NO_ANCHOR


def _anchored(ledger: LinkLedger, file: str, anchor: str) -> bool:
    """Whether that file has the anchor, as written or decoded; images and documents are not checked."""
    if not file.endswith(".html") or anchor.lower() in {"", "top"}:
        return True
    return any(ledger.has(file, one) for one in (anchor, unquote(anchor)))


def _recipe(site_url: str) -> str:
    """A digest of all that the numbers kept depend on, besides the files of the site."""
    parts = [site_url, sys.byteorder, importlib.metadata.version("turbohtml")]
    code = Path(__file__).parents[1]
    return blake2b(
        b"\0".join([*(part.encode() for part in parts), *((code / one).read_bytes() for one in _CODE)]),
        digest_size=16,
    ).hexdigest()
