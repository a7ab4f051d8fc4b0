"""Make once what the theme prints alike on many pages: half of what a page costs the engine is its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def once_each() -> Callable[..., str]:
    """A block for templates: `{% call same(name, *key) %}` gives again what it gave for the same key.

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
    """The section of a page, `x/` for its own page and `x/…` below: what the menu tells apart."""
    first, _, rest = url.partition("/")
    return first + ("/…" if rest else "/")
