"""Where a site is published, and where the addresses written in it lead there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from generator.frozen import Frozen

if TYPE_CHECKING:
    from typing import Self

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2}")
_BLANKS = "".join(map(chr, range(33)))  # what browsers strip from both ends of an address
_BREAKS = re.compile(r"[\t\n\r]")  # what they remove from its middle
# What nearly all addresses of a page are: up some folders, down some others, then an anchor.
_PLAIN = re.compile(r"((?:\.\./)*+)((?![./])(?:[^\x00-\x20\\:?%#/]++|/(?![./]))++|)(#[^\x00-\x20]*+)?")
_DOT = re.compile(r"%2e", re.IGNORECASE)
_INDEX = "index.html"


class Home(Frozen):
    """Where a site is published: `https://exemple.fr`, or nothing where it is not known, then `/espace/`."""

    origin: str
    path: str

    @classmethod
    def at(cls, site_url: str) -> Self:
        """The home whose whole address is `site_url`; without one, the root of a server without a name."""
        parts = urlsplit(site_url)
        origin = f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""
        return cls(origin, f"{parts.path.rstrip('/')}/")

    def of(self, file: str) -> str:
        """The address of a file of the site: `/espace/a/` for `a/index.html`."""
        return self.path + (
            file.removesuffix(_INDEX) if file == _INDEX or file.endswith(f"/{_INDEX}") else file
        )

    def reached(self, written: str, page: str | None) -> str | None:
        """The address on the server that `written` leads to from `page`, an address too; None for elsewhere.

        What the address asks (`?…`) is left out, what it points at (`#…`) is kept. As browsers read it.
        """
        plain = _PLAIN.fullmatch(written) if page is not None else None
        if plain:
            up, down, anchor = plain.groups("")
            if not up and not down:
                return f"{page}{anchor}"
            above = _above(page)
            return f"{above[min(len(up) // 3, len(above) - 1)]}{down}{anchor}"
        written = _BREAKS.sub("", written.strip(_BLANKS))
        scheme = _SCHEME.match(written)
        if scheme:
            whole = written if scheme[0][-1] == ":" else f"{self.origin.partition('/')[0]}//{written[2:]}"
            return self._inside(whole)
        if page is None:
            return None
        asked, mark, anchor = written.partition("#")
        path = asked.partition("?")[0]
        if not path:
            return f"{page}{mark}{anchor}"
        return f"{_walked(path, page)}{mark}{anchor}"

    def _inside(self, whole: str) -> str | None:
        """The path on our server of a whole address; None for another site, which is not followed."""
        size = len(self.origin)
        if not self.origin or whole[:size].lower() != self.origin or whole[size : size + 1] not in _ENDS:
            return None
        asked, mark, anchor = whole[size:].partition("#")
        path = _walked(asked.partition("?")[0] or "/", "/")
        return f"{path}{mark}{anchor}" if f"{path}/".startswith(self.path) else None

    def files(self, path: str) -> tuple[str, ...]:
        """The files, any of which answers at that address of the server: none outside the site."""
        if not f"{path}/".startswith(self.path):
            return ()
        name = unquote_to_bytes(path[len(self.path) :]).decode(errors="surrogateescape")
        if name.endswith("/") or not name:
            return (name + _INDEX,)
        return name, f"{name}/{_INDEX}"


_ENDS = frozenset(("", "/", "\\", "?", "#"))


def _walked(path: str, page: str) -> str:
    """Resolve a relative path from a page, `..` included, which never goes above the server's root."""
    path = _DOT.sub(".", path).replace("\\", "/")
    if path[0] == "/":
        start = ""
    else:
        start = page[: page.rfind("/") + 1]
        while path.startswith("../"):
            start, path = start[: start.rfind("/", 0, -1) + 1] or "/", path[3:]
    whole = start + path
    return _settled(whole) if "/." in whole else whole


@lru_cache(maxsize=1)  # by address: all that a page leads to is asked for at once
def _above(page: str) -> tuple[str, ...]:
    """The folder of a page, the one that holds it, and so on up to the root of the server."""
    parts = page.split("/")[:-1]
    return tuple("/".join(parts[:size]) + "/" for size in range(len(parts), 0, -1))


def _settled(path: str) -> str:
    kept: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
