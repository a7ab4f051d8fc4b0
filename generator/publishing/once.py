"""Render once the parts of the theme that many pages share: they take half the time of a page."""

from __future__ import annotations

from posixpath import commonpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from mkdocs.structure.pages import Page


def once_each() -> Callable[..., str]:
    """A function for templates: `{% call same(name, *key) %}` renders its block once for each key.

    The key names all that the block depends on: how deep the page is (`base_url`), where links lead to a
    page itself its `section` too.
    """
    made: dict[tuple[object, ...], str] = {}

    def same(*key: object, caller: Callable[[], str]) -> str:
        if key not in made:
            made[key] = caller()
        return made[key]

    return same


def section(page: Page | None, led: Collection[str]) -> str:
    """The section of a page: two pages of one section have the same links in menu and foot."""
    return section_of(page.url, led) if page else ""


def section_of(url: str, led: Collection[str]) -> str:
    """The same, of the page at `url` (`agenda/`), where menu and foot lead to some pages, `led`.

    A page that may be led to has a section of its own, since a link to oneself is written in another way.
    Others share it with all that have the same way in common with each of these pages: a link is the
    shortest way from one page to another.
    """
    if url in led or url.count("/") <= 1:
        return f"={url}"
    first = url.partition("/")[0]
    near = [one for one in led if one.startswith(f"{first}/")]
    return " ".join(sorted({first, *(commonpath([url, one]) for one in near)}))
