"""Make links relative to the page instead of the root, so that the site works under any path."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r'="/(?!/)')
_ATTRIBUTE = re.compile(r" (?:href|src|action|poster|data-(?:[a-z-]*-)?(?:address|adresse))$")
_LONGEST = 60  # of the names above
_QUOTED = re.compile(r'"[^"]*"')


def to_root(address: str) -> str:
    """The relative path from a page up to the root of the site: `./`, `../`, `../../`."""
    return "../" * (address.count("/") - 1) or "./"


def relative_links(html: str, address: str) -> str:
    """Rewrite the root-absolute links (`/enjeux/…`) of a page published at `address` (`/a/b/`).

    `html` is our own ready HTML: attributes in double quotes, `<` escaped in text. Addresses
    starting with `//` or a scheme are left alone.
    """
    way = f'="{to_root(address)}'

    def rewrite(found: re.Match[str]) -> str:
        at = found.start()
        leads = _ATTRIBUTE.search(html, max(0, at - _LONGEST), at) and _in_tag(html, at)
        return way if leads else found[0]

    return _ADDRESS.sub(rewrite, html)


def _in_tag(html: str, at: int) -> bool:
    """Whether a place is inside an opening tag; a code sample that looks like one is not."""
    start = at
    while (start := html.rfind("<", 0, start)) >= 0:
        rest = _QUOTED.sub("", html[start:at])
        if ">" in rest:
            return False
        if '"' not in rest:  # otherwise this `<` stands inside a quoted value: look further back
            return rest[1:2].isalpha()
    return False
