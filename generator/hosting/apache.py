"""Tell Apache of a site: the `.htaccess` at its top, for a host where that is all one may write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.hosting.media_types import TYPES, in_full, that_shrink
from generator.hosting.served import A_WHILE, ASK_AGAIN, FOR_EVER, LASTING, OPEN_DATA, SLOW_TO_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.hosting.served import Served

# The file is read again at each request. Past that, the page at an old address leads to the new one.
MOST_MOVES = 1000


def htaccess(site: Served) -> str:
    """The file. Only what `AllowOverride FileInfo` allows: another line would be an error on every page."""
    lines = [
        "# Fait par « espace build » et refait à chaque publication : n'y changez rien, ce serait perdu.",
        "AddDefaultCharset utf-8",
        f"ErrorDocument 404 {site.under}/404.html",
        *_when("mime", _types()),
        *_when("filter", [f"AddOutputFilterByType DEFLATE {' '.join(that_shrink())}"]),
        *_when("headers", _headers(site)),
        *_when("alias", _moves(site)),
    ]
    return "\n".join([*lines, ""])


def _when(module: str, lines: Iterator[str] | list[str]) -> list[str]:
    return [f"<IfModule mod_{module}.c>", *(f"    {line}" for line in lines), "</IfModule>"]


def _types() -> Iterator[str]:
    # A server that says of a file that it came packed gives it to scripts unpacked.
    yield "RemoveEncoding .gz"
    yield from (f'AddType "{in_full(kind)}" .{end}' for end, kind in TYPES.items())


def _headers(site: Served) -> Iterator[str]:
    # What was packed on the way bears another mark, by which it would never be found unchanged.
    yield r'RequestHeader edit "If-None-Match" "-gzip\"" "\""'
    yield f'Header always set Cache-Control "{ASK_AGAIN}"'
    yield from _for_files(f"\\.({'|'.join(SLOW_TO_CHANGE)})$", f'Cache-Control "{A_WHILE}"')
    name = LASTING.rpartition("/[")[2]
    yield from _for_files(f"^[{name}", f'Cache-Control "{FOR_EVER}"')
    yield from _for_files(r"\.html$", f'Content-Security-Policy "{site.page_policy}"')
    yield f'<If "%{{REQUEST_URI}} =~ m#^{site.under}/({"|".join(OPEN_DATA)})/#">'
    yield '    Header set Access-Control-Allow-Origin "*"'
    yield "</If>"
    yield from (f'Header always set {name} "{value}"' for name, value in site.headers)


def _for_files(pattern: str, header: str) -> Iterator[str]:
    yield f'<FilesMatch "{pattern}">'
    yield f"    Header always set {header}"
    yield "</FilesMatch>"


def _moves(site: Served) -> Iterator[str]:
    yield r'RedirectMatch 404 "/\.(?!well-known/)"'
    for old, new in site.moves[:MOST_MOVES]:
        yield f'RedirectMatch 301 "^{re.escape(old)}$" "{new}"'
