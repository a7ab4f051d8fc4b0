"""Tell hosts of files (Netlify, Cloudflare Pages, GitLab Pages) of a site: `_headers`, `_redirects`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.hosting.served import FOR_EVER, NO_FRAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.hosting.served import Served

# GitLab refuses the whole file past a thousand rules, or past 64,000 bytes.
_MOST_MOVES, _MOST_BYTES = 900, 60_000


def headers_file(site: Served, lasting: Iterable[str]) -> str:
    """The headers of every file, then those of the files that never change, `lasting`: paths in the site.

    Pages say the rest of their policy themselves: these hosts cannot tell a page from a document.
    """
    lines = [f"{site.under}/*", *(f"  {name}: {value}" for name, value in site.headers)]
    lines.append(f"  Content-Security-Policy: {NO_FRAME}")
    for path in sorted(lasting):
        lines += [f"{site.under}/{path}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join([*lines, ""])


def redirects_file(site: Served) -> str:
    """One line for each old address, as many as every such host takes."""
    found, weight = [], 0
    for old, new in site.moves[:_MOST_MOVES]:
        line = f"{quote(old)} {new} 301\n"
        weight += len(line)
        if weight > _MOST_BYTES:
            break
        found.append(line)
    return "".join(found)
