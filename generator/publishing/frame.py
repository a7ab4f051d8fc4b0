"""Render once the parts of the theme that many pages share: they take half the time of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


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


def section(url: str) -> str:
    """The section of a page: `x/` for the section's own page, `x/…` below it; the menu differs."""
    first, _, rest = url.partition("/")
    return first + ("/…" if rest else "/")
