"""Write beside a finished site what servers are told of it, from what the site itself says."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from generator.addresses import LEDGER
from generator.hosting import Served, ServedError, headers_file, htaccess, redirects_file
from generator.hosting.served import LASTING
from generator.machine import about
from generator.permanence import Ledger, read_ledger
from generator.publishing.ground import PlaceError
from generator.site_pages import SITE_PAGES

if TYPE_CHECKING:
    from pathlib import Path

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_WIDEST = f"{SITE_PAGES['formulaire'].address.lstrip('/')}index.html"
_NOT_A_SITE = (
    "{} ne contient pas de site entier\n"
    "  aide: construisez-le d'abord (espace build), ou dites où il est : --site"
)


def lay_rules(site: Path) -> None:
    """Write `.htaccess`, `_headers` and `_redirects` at the top of a site that is about to be published.

    Nothing for a site that does not say what it is. Raises OSError.
    """
    try:
        told = served(site)
    except PlaceError:
        return
    lasting = [
        path.relative_to(site).as_posix()
        for path in (site / "assets").glob("*/*")
        if re.search(LASTING, f"/{path.relative_to(site).as_posix()}")
    ]
    texts = {
        ".htaccess": htaccess(told),
        "_headers": headers_file(told, lasting),
        "_redirects": redirects_file(told),
    }
    for name, text in texts.items():
        with about(site / name):
            (site / name).unlink(missing_ok=True)  # the site published before may share it
            (site / name).write_text(text, encoding="utf-8")


def served(site: Path) -> Served:
    """What servers are told of the finished site in a folder. Raises PlaceError where it is none; OSError."""
    ledger = read_ledger(site / LEDGER.lstrip("/"), site)
    # That of the page allowed the most: each page says by itself what it does without.
    page = next((one for one in (site / _WIDEST, site / "404.html") if one.is_file()), None)
    policy = _POLICY.search(page.read_text(encoding="utf-8")) if page else None
    if not isinstance(ledger, Ledger) or policy is None:
        raise PlaceError(_NOT_A_SITE.format(site))
    moves = ((one.adresse, one.vers) for one in ledger.entries if one.nature == "redirection")
    try:
        return Served.at(ledger.site, unescape(policy[1]), moves)
    except ServedError as error:
        raise PlaceError(_NOT_A_SITE.format(site)) from error
