"""Tell Caddy of a site: a file to import in its block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.hosting.media_types import TYPES, in_full, that_shrink
from generator.hosting.served import A_WHILE, ASK_AGAIN, FOR_EVER, LASTING, OPEN_DATA, SLOW_TO_CHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.hosting.served import Served


def caddyfile(site: Served) -> str:
    """The lines for a block whose `root` holds the site, in the folder of its path."""
    under = site.under
    lines = [
        "# Fait par « espace heberger caddy » : à importer, et à refaire à chaque publication.",
        *([f"redir {under} {under}/ 301"] if under else ()),
        f"handle {under}/* {{",
        "    route {",  # in the order in which it is written
        *(f"        {line}" for line in _inside(site)),
        "    }",
        "}",
        "handle_errors {",
        f"    @espace_inconnu expression {{err.status_code}} == 404 && {{path}}.startsWith('{under}/')",
        "    handle @espace_inconnu {",
        *(f"        {line}" for line in _lost(site)),
        "    }",
        "}",
    ]
    return "\n".join([*lines, ""])


def _inside(site: Served) -> Iterator[str]:
    yield "encode gzip {"
    yield "    minimum_length 512"
    yield "    match {"
    yield from (f"        header Content-Type {kind}*" for kind in that_shrink())
    yield "    }"
    yield "}"
    if site.moves:
        yield "map {path} {espace_vers} {"
        yield from (f'    "{old}" "{new}"' for old, new in site.moves)
        yield '    default ""'
        yield "}"
        yield "@espace_ancien expression {espace_vers} != ''"
        yield "redir @espace_ancien {espace_vers} 301"
    yield "@espace_cache {"
    yield "    path */.*"
    yield "    not path */.well-known/*"
    yield "}"
    yield "error @espace_cache 404"
    for end, kind in TYPES.items():
        yield f"@espace_{end} path *.{end}"
        yield f'header @espace_{end} Content-Type "{in_full(kind)}"'
    yield f'header Cache-Control "{ASK_AGAIN}"'
    yield f"@espace_lent path {' '.join(f'*.{end}' for end in SLOW_TO_CHANGE)}"
    yield f'header @espace_lent Cache-Control "{A_WHILE}"'
    yield f"@espace_durable path_regexp {LASTING}"
    yield f'header @espace_durable Cache-Control "{FOR_EVER}"'
    yield "@espace_page path */ *.html"
    yield f'header @espace_page Content-Security-Policy "{site.page_policy}"'
    yield f"@espace_ouvert path {' '.join(f'{site.under}/{one}/*' for one in OPEN_DATA)}"
    yield 'header @espace_ouvert Access-Control-Allow-Origin "*"'
    yield from (f'header {name} "{value}"' for name, value in site.headers)
    yield "file_server"


def _lost(site: Served) -> Iterator[str]:
    yield f"rewrite * {site.under}/404.html"
    yield f'header Cache-Control "{ASK_AGAIN}"'
    yield f'header Content-Security-Policy "{site.page_policy}"'
    yield from (f'header {name} "{value}"' for name, value in site.headers)
    yield "file_server"
