"""Count addresses from the page instead of the root, so that the site can live under any path."""

from __future__ import annotations

import re

# A whole opening tag: text that merely looks like an attribute, in a code sample, is left alone.
_TAG = re.compile(r'<[A-Za-z](?:[^<>"]|"[^"]*")*?="/[^"]*"(?:[^<>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r' (href|src|action|poster|data-(?:[a-z-]*-)?(?:address|adresse))="/(?!/)')


def to_root(address: str) -> str:
    """The way from a page up to the root of the site: `./`, `../`, `../../`."""
    return "../" * (address.count("/") - 1) or "./"


def relative_links(html: str, address: str) -> str:
    """Rewrite the root-absolute links (`/enjeux/…`) of a page published at `address` (`/a/b/`).

    `html` is our own ready HTML: attributes in double quotes, `<` escaped in text. Addresses
    starting with `//` or a scheme are left alone.
    """
    way = to_root(address)

    def rewrite(tag: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(rf' \1="{way}', tag[0])

    return _TAG.sub(rewrite, html)
