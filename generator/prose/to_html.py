"""Make the HTML of a body: `render(body, resolve)`. What comes out may be put in a page as it is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.frozen import Frozen, replace
from generator.prose.contents import Heading, headings_of
from generator.prose.parsing import parse
from generator.prose.targets import Targets
from generator.prose.wall import walled
from generator.prose.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOWEST = 6


class Prose(Frozen):
    """A rendered body: safe HTML, headings with the levels shown, and the plain text, one line a block."""

    html: str
    headings: tuple[Heading, ...]
    text: str


def render(
    body: str,
    resolve: Callable[[str], str | None],
    pixels: Callable[[str], tuple[int, int] | None] = lambda _href: None,
    *,
    shift: int = 1,
) -> Prose:
    """Render a body. Never fails: one that `check` refuses for its size is shown as it was typed.

    `resolve` gets each relative address of a link or image, entities decoded and nothing else, and gives
    the address to publish, from the root of the site (or `#anchor`, or a whole https address for a link).
    None leaves the words of the link, or the alternative text of the image. `pixels` gives the width and
    height of an image, so that the page keeps its place before it comes. The highest heading of the
    body becomes `<h{1 + shift}>`, the others follow, and none goes under `<h6>`.
    """
    parsed = parse(body)
    if parsed.refusal is not None:
        return Prose(f'<pre tabindex="0">{escape(body)}</pre>\n', (), _lines(body))
    headings = _shifted(headings_of(parsed.tokens), shift)
    writer = Writer(parsed.tokens, headings, Targets(resolve, pixels))
    html = writer.write()
    return Prose(walled(html), tuple(h for h in headings if h.text), _lines(writer.text()))


def _shifted(headings: tuple[Heading, ...], shift: int) -> tuple[Heading, ...]:
    highest = min((heading.level for heading in headings), default=1)
    return tuple(replace(h, level=max(2, min(_LOWEST, h.level - highest + 1 + shift))) for h in headings)


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
