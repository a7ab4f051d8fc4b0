"""The recipe of an offline edition: a site that was just made, as files that open without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import publishing
from generator.addresses import LEDGER
from generator.model import day_in_words
from generator.permanence import Ledger, read_ledger
from generator.working import ground, in_words, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def beside(site: Path) -> Path:
    """Where the offline edition of a site goes: `site-hors-ligne`, beside `site`."""
    return site.with_name(f"{site.resolve().name}-hors-ligne")


def carry(root: Path, site: Path, *, url: str, day: str, waiting: Callable[[str], None] = silent) -> int:
    """Write beside the finished `site` of `root` its offline edition; gives how many pages it has.

    It tells where the site is, `url`, and the `day` on which its records were read. All its pages are there
    but those of former addresses, to which nothing leads. What an earlier edition held is replaced in one
    step. Raises `CouldNotRun` where that folder holds what is not ours; `OSError`.
    """
    out = beside(site)
    with (
        in_words(),
        publishing.place(out, publishing.EDITION, ground(root), waiting=waiting, keep=False) as place,
    ):
        moved = _moved(site)
        pages = {page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")}
        shown = {"/" if one == "." else f"/{one}/" for one in pages} - moved
        how = publishing.edition_copy(url, day_in_words(day) if day else "")
        publishing.take_offline(site, shown, place.scratch, how=how)
        place.put()
    return len(shown)


def _moved(site: Path) -> set[str]:
    ledger = read_ledger(site / LEDGER.lstrip("/"), site)
    entries = ledger.entries if isinstance(ledger, Ledger) else ()
    return {one.adresse for one in entries if one.nature == "redirection"}
