"""Hold the frame of every page (menu, sections, footer) to one set of links, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from tests.browser.visits import Site

_PARTS = re.compile(
    r'<nav class="md-(?:tabs|nav md-nav--primary)".*?</nav>|<footer class="md-footer".*?</footer>', re.DOTALL
)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*?(?: aria-current="(\w+)")?>(.*?)</a>')
_LEADS_ON = 'http-equiv="refresh"'  # a former address


def test_the_frame_leads_to_the_same_places_from_every_page(site: Site) -> None:
    leads: dict[str, set[str]] = defaultdict(set)
    for page in sorted(site.folder.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        if _LEADS_ON in html:
            continue
        where = f"/{page.relative_to(site.folder).as_posix().removesuffix('index.html')}"
        parts = _PARTS.findall(html)
        assert len(parts) == 3, where
        for href, current, words in (link for part in parts for link in _LINK.findall(part)):
            place = urljoin(where, href)
            leads[words].add(place)
            if current:
                assert current == ("page" if place == where else "true"), (where, words)
                assert where.startswith(place), (where, words)
    assert len(leads) > 10
    assert {words: places for words, places in leads.items() if len(places) > 1} == {}
