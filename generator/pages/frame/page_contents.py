"""List the titles of a page at its head, for small screens: beside the text there is no room for them."""

from __future__ import annotations

import re

from markupsafe import Markup

_TITLE = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
# A page with fewer titles needs no table of contents.
_FEWEST = 3


def sommaire(html: Markup) -> Markup:
    """Links to the titles of second level in the HTML of a page, folded; nothing where they are few."""
    found = [
        (anchor, Markup(words).striptags())  # noqa: S704 — a template made it
        for anchor, words in _TITLE.findall(html)
    ]
    if len(found) < _FEWEST:
        return Markup()
    links = Markup("\n").join(
        Markup('<li><a href="#{}">{}</a></li>').format(anchor, words) for anchor, words in found
    )
    return Markup(
        '<details class="sur-cette-page" data-hors-recherche><summary>Sur cette page</summary>\n'
        '<nav aria-label="Sur cette page"><ul>\n{}\n</ul></nav></details>'
    ).format(links)
