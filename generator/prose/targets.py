"""Write the tags of links and images, or nothing if the address may not be published."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.prose.contents import href_of
from generator.prose.destinations import destination

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.prose.tokens import Token

_IN_URL = "/:?#[]@!$&'()*+,;=%~"


class Targets:
    """Asks `resolve` for the relative addresses and `pixels` for the size of images; judges the others."""

    __slots__ = ("_pixels", "_resolve")

    def __init__(
        self, resolve: Callable[[str], str | None], pixels: Callable[[str], tuple[int, int] | None]
    ) -> None:
        self._resolve = resolve
        self._pixels = pixels

    def link(self, token: Token) -> tuple[str, str]:
        """The address to publish and the opening tag of a `+Link`; both empty for words without a link."""
        href = href_of(token)
        address = _encoded(href.strip()) if destination(href) == "external" else self._own(href)
        if not address:
            return "", ""
        title = f' title="{escape(token.value["title"])}"' if token.value["title"] else ""
        leaves = ' class="externe" rel="noopener"' if address[:4].lower() == "http" else ""
        return address, f'<a href="{escape(address)}"{title}{leaves}>'

    def image(self, token: Token, alt: str) -> str:
        """An image within a text, or the words that replace it."""
        title = f' title="{escape(token.value["title"])}"' if token.value["title"] else ""
        return self._image(token, alt, title) or escape(alt, quote=False)

    def figure(self, token: Token, alt: str) -> str:
        """An image that stands alone, with its caption; nothing where it has none or cannot be shown."""
        caption = token.value["title"]
        image = caption and self._image(token, alt, "")
        return (
            f"<figure>{image}<figcaption>{escape(caption, quote=False)}</figcaption></figure>\n"
            if image
            else ""
        )

    def _image(self, token: Token, alt: str, title: str) -> str:
        src = self._own(token.value["dest_url"])
        if not src.startswith("/") or src.startswith("//"):
            return ""
        pixels = self._pixels(token.value["dest_url"])
        size = f' width="{pixels[0]}" height="{pixels[1]}"' if pixels else ""
        return f'<img src="{escape(src)}" alt="{escape(alt)}"{title}{size} loading="lazy">'

    def _own(self, href: str) -> str:
        return _encoded(self._resolve(href) or "") if destination(href) == "own" else ""


def _encoded(address: str) -> str:
    return quote(address, safe=_IN_URL)
