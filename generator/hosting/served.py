"""What all servers are told of a site: where it stands, its headers, its old addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator import web
from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

LASTING = r"/assets/(stylesheets|javascripts)/[a-z.]+\.[0-9a-f]{8}\.min\.(css|js)$"
"""Files whose name changes with what they hold: nobody need ask for them twice. For PCRE, RE2 and Python."""
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""Kept, and asked for again each time, in case it changed: a page and its scripts go together."""
A_WHILE = "public, max-age=3600"
SLOW_TO_CHANGE = ("gif", "ico", "jpeg", "jpg", "png", "svg", "webp", "woff2")
OPEN_DATA = ("donnees", "flux", "schemas")
"""Folders that pages of other sites may read too."""
# What every server reads as it is written: letters, digits and these. Whatever else stands in an old address,
# its page goes on leading to the new one, without a line here.
_PLAIN = re.compile(r"/(?!/)[\w.~/-]*")
_SLUGS = re.compile(r"/(?!/)[A-Za-z0-9._~/-]*")
_POLICY = re.compile(r"[A-Za-z0-9_ ;:'+/=.*-]+")


class ServedError(ValueError):
    """A site of which nothing can be told to a server."""


class Served(Frozen):
    """A site as servers know it; make it with `served`.

    `under` is the path before its addresses, without a final bar: empty at the root. `moves` are pairs of
    paths on the server: an old one, and where it leads.
    """

    under: str
    secure: bool
    policy: str
    moves: tuple[tuple[str, str], ...]

    @classmethod
    def at(cls, url: str, policy: str, moves: Iterable[tuple[str, str]]) -> Served:
        """The site at `url`, whose pages say this policy, and whose old addresses lead so from its root.

        Raises ServedError.
        """
        under = unquote(urlsplit(url).path).rstrip("/")
        if web.why_no_site(url) or not _SLUGS.fullmatch(under or "/") or not _POLICY.fullmatch(policy):
            raise ServedError(url)
        led = {
            f"{under}{way}": f"{under}{new}"
            for old, new in moves
            if is_sent_by_servers(old) and _SLUGS.fullmatch(new)
            for way in sorted({old, old.rstrip("/")})
        }
        return cls(
            under=under, secure=url.startswith("https:"), policy=policy, moves=tuple(sorted(led.items()))
        )

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of every answer."""
        found = [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ]
        if self.secure:
            found.append(("Cross-Origin-Opener-Policy", "same-origin"))
        # It binds the whole host, which is ours to bind only where the site is alone there.
        if self.secure and not self.under:
            found.append(("Strict-Transport-Security", "max-age=31536000"))
        return tuple(found)

    @property
    def page_policy(self) -> str:
        """What pages say in their head, with what only a header can: no other site shows them in a frame."""
        return f"{self.policy}; {NO_FRAME}"


NO_FRAME = "frame-ancestors 'self'"


def is_sent_by_servers(old: str) -> bool:
    """Whether an old address is one of a page, in signs that need no escape in any configuration file."""
    is_page = old.endswith(("/", ".html", ".htm"))
    return is_page and "//" not in old and old != "/" and _PLAIN.fullmatch(old) is not None
