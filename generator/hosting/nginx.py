"""Tell nginx of a site: a file to include in its `server`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.hosting.media_types import TYPES, that_shrink
from generator.hosting.served import A_WHILE, ASK_AGAIN, FOR_EVER, LASTING, OPEN_DATA, SLOW_TO_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.hosting.served import Served


def nginx_conf(site: Served) -> str:
    """The lines for a `server` whose `root` holds the site, in the folder of its path."""
    under = site.under
    opening = f"location ^~ {under}/ {{" if under else "location / {"
    lines = [
        "# Fait par « espace heberger nginx » : à inclure, et à refaire à chaque publication.",
        *([f"location = {under} {{ return 301 {under}/; }}"] if under else ()),
        opening,
        *(f"    {line}" for line in _inside(site)),
        *(f'    location = "{old}" {{ return 301 {new}; }}' for old, new in site.moves),
        "}",
    ]
    return "\n".join([*lines, ""])


def _inside(site: Served) -> Iterator[str]:
    under = site.under
    yield "absolute_redirect off;"
    yield "autoindex off;"
    yield "index index.html;"
    yield f"error_page 404 {under}/404.html;"
    # One type at a time: a list inside a location replaces the server's whole.
    yield "types {"
    yield from (f"    {kind} {end};" for end, kind in TYPES.items())
    yield "}"
    yield "default_type application/octet-stream;"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(sorted({kind for kind in TYPES.values() if _is_told_in_utf_8(kind)}))};"
    yield "gzip on;"
    yield "gzip_vary on;"
    yield "gzip_proxied any;"
    yield "gzip_min_length 512;"
    yield f"gzip_types {' '.join(kind for kind in that_shrink() if kind != 'text/html')};"
    yield f'set $espace_cache "{ASK_AGAIN}";'
    yield f'if ($uri ~ "\\.({"|".join(SLOW_TO_CHANGE)})$") {{ set $espace_cache "{A_WHILE}"; }}'
    yield f'if ($uri ~ "{LASTING}") {{ set $espace_cache "{FOR_EVER}"; }}'
    yield "add_header Cache-Control $espace_cache always;"
    # A header without a value is not sent.
    yield 'set $espace_regle "";'
    yield f'if ($uri ~ "\\.html$") {{ set $espace_regle "{site.page_policy}"; }}'
    yield "add_header Content-Security-Policy $espace_regle always;"
    yield 'set $espace_ouvert "";'
    yield f'if ($uri ~ "^{under}/({"|".join(OPEN_DATA)})/") {{ set $espace_ouvert "*"; }}'
    yield "add_header Access-Control-Allow-Origin $espace_ouvert;"
    yield from (f'add_header {name} "{value}" always;' for name, value in site.headers)
    yield 'if ($uri ~ "/\\.(?!well-known/)") { return 404; }'


def _is_told_in_utf_8(kind: str) -> bool:
    return kind.startswith("text/") and kind != "text/html"  # which nginx counts in by itself
