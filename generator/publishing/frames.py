"""Cut a page that the engine laid out into a frame, and fill that frame with what other pages show.

Two pages have the same frame where the engine would lay them out alike: as deep in the site, in the same part
of the menu, with the same things in their head. A page of the menu has its own.
"""

from __future__ import annotations

import re
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from generator.frozen import Frozen
from generator.publishing.headings import contents, toc_tokens
from generator.publishing.once import section_of
from generator.publishing.page_file import StagedPage, page_file
from generator.publishing.sources import published

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_INDEX = "index.html"
_BODY = "html"


class FrameError(ValueError):
    """The engine did not lay out a page as one made of what it shows and of a frame."""


class Frame(Frozen):
    """What many pages have in common: pieces of HTML, and between two pieces the name of a slot to fill."""

    parts: tuple[str, ...]


def fill(frame: Frame, shown: Mapping[str, str]) -> str:
    """Fill the slots of a frame; slots are known by rank, so no text can be mistaken for one."""
    return "".join(shown[part] if rank % 2 else part for rank, part in enumerate(frame.parts))


def shown_by(page: StagedPage, source: str, site_url: str) -> dict[str, str]:
    """What the page staged at `source` shows in its frame, by name."""
    where = page.original.lstrip("/") if page.original else page_url(source)
    return {
        "title": page.title,
        "description": page.description,
        "canonical": urljoin(site_url, where) if site_url else "",
        "machines": page.machines,
        "picture": page.picture,
        "feeds": page.feeds,
        "contents": contents(toc_tokens(page.html)),
        _BODY: page.html,
    }


def frame_key(page: StagedPage, source: str, shown: Mapping[str, str], *, led: Collection[str]) -> str:
    """The key of a page's frame, same key, same frame; menu and foot lead to the pages `led` (`agenda/`)."""
    url = page_url(source)
    shows = (bool(shown[name]) for name in ("description", "machines", "picture", "feeds", "contents"))
    told = page.robots, page.script, page.reaches
    return "\t".join(map(str, (url.count("/"), section_of(url, led), *shows, *told)))


def page_url(source: str) -> str:
    """The address of a staged page as the engine writes it: `agenda/`, or nothing for the home page."""
    return quote(published(source).removesuffix(_INDEX))


def specimen(like: StagedPage, source: str) -> str:
    """A staged page that has the frame of another and shows random marks, which no text can hold."""
    mark = token_hex(16)
    heading = f'<h2 id="{mark}h">{mark}h</h2>\n' if toc_tokens(like.html)[0]["children"] else ""
    file = page_file(
        f"/{page_url(source)}",
        f"{mark}t",
        f"{mark}d" if like.description else "",
        html=f"<p>{mark}p</p>\n{heading}",
        script=like.script,
        hidden=bool(like.robots),
        original=f"/{mark}o",
        machines=f"{mark}m" if like.machines else "",
        picture=f"{mark}i" if like.picture else "",
        feeds=f"{mark}f" if like.feeds else "",
        reaches=like.reaches,
    )
    return file.content.decode()


def cut(laid: str, shown: Mapping[str, str]) -> Frame:
    """The frame of a page that was laid out from a `specimen`. Raises FrameError for what is no frame."""
    names = {text: name for name, text in shown.items() if text}
    longest = sorted(names, key=len, reverse=True)
    found = re.split(f"({'|'.join(map(re.escape, longest))})", laid)
    parts = tuple(names[text] if rank % 2 else text for rank, text in enumerate(found))
    if parts[1::2].count(_BODY) != 1:
        message = "the text of a page must stand once in its frame"
        raise FrameError(message)
    return Frame(parts)
