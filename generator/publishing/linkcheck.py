"""Follow every link of a finished site, anchors too, without the network."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.publishing.programs import lychee, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# A folder that does not exist: links from the server's root are sent there, and brought back into
# the site only where they start with the path it is published under.
_SERVER = ".serveur"
_REASONS = {
    "Cannot find fragment": "la page visée n'a pas cette ancre",
    "File not found": "rien n'est publié à cette adresse",
}


class BrokenLink(Frozen, order=True):
    """A link that leads nowhere: the page's file in the site, the address reached, and why (French)."""

    page: str
    link: str
    reason: str


def check_links(folder: Path, base: str = "/", *, site_url: str = "") -> tuple[BrokenLink, ...]:
    """The broken links of every HTML page under `folder`, sorted; see `following`."""
    with following(folder, base, site_url=site_url) as broken:
        return broken()


@contextmanager
def following(
    folder: Path, base: str = "/", *, site_url: str = ""
) -> Iterator[Callable[[], tuple[BrokenLink, ...]]]:
    """Start checking links in the background; call the result to wait for it and get the broken ones.

    `base` is the path the site is published under (`/`, `/espace-ressources/`); links written with
    the whole `site_url` are followed inside the folder too. Other sites are not contacted. The
    search index is taken for present: it may be under way. Raises ProgramError when lychee cannot run.
    """
    folder = folder.resolve()
    here = folder.as_uri()
    remaps = {f"^{re.escape(f'{here}/{_SERVER}{base}'.rstrip('/'))}(/.*)?$": f"{here}$1"}
    if site_url:
        remaps[f"^{re.escape(site_url.rstrip('/'))}(/.*)?$"] = f"{here}$1"
    command = [
        str(lychee()),
        *("--config", os.devnull),  # or it would take settings found where it is run
        *("--offline", "--include-fragments=anchor-only", "--index-files=index.html"),
        *("--no-progress", "--no-ignore", "--hidden", "--format=json", "--extensions=html"),
        *(part for pattern, place in remaps.items() for part in ("--remap", f"{pattern} {place}")),
        *("--exclude", f"^{re.escape(here)}(/{re.escape(_SERVER)}.*)?/pagefind/"),
        *("--root-dir", str(folder / _SERVER), str(folder)),
    ]
    with running(command, folder=folder, accepted=(0, 2)) as printed:  # 2: links are broken
        yield lambda: tuple(sorted(set(_broken(json.loads(printed()), folder, here))))


def _broken(report: dict[str, Any], folder: Path, here: str) -> Iterator[BrokenLink]:
    for page, faults in [*report["error_map"].items(), *report["timeout_map"].items()]:
        name = page.removeprefix(f"{folder}/")
        for fault in faults:
            text = fault["status"].get("details") or fault["status"]["text"]
            reason = next((words for start, words in _REASONS.items() if text.startswith(start)), text)
            address = fault["url"].removeprefix(here).removeprefix(f"/{_SERVER}")
            yield BrokenLink(name, address, reason)
