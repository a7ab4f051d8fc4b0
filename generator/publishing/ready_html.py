"""Let Python-Markdown hand ready HTML through untouched, and list its headings for the table of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension  # type: ignore[import-untyped]

from generator.typography import one_line

if TYPE_CHECKING:
    from markdown import Markdown  # type: ignore[import-untyped]

# The theme's name for the main content: the target of its "skip to content" link.
CONTENT = "Contenu"

_HEADING = re.compile(r'<h([23])(?=[ >])[^>]*? id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_HIDDEN = re.compile(r"<svg\b.*?</svg>|<[^>]*>", re.DOTALL)


class ReadyHtml(Extension):  # type: ignore[misc] # Python-Markdown has no types
    """Replace the whole Markdown conversion: what is staged is already the page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        """Take over `convert` of this converter only, and fill its `toc_tokens`."""

        def convert(source: str) -> str:
            md.toc_tokens = toc_tokens(source)
            return source

        md.convert = convert


def makeExtension(**settings: Any) -> ReadyHtml:  # noqa: N802, ANN401 — both are Python-Markdown's
    """Entry point looked up by Python-Markdown in a module named as an extension."""
    return ReadyHtml(**settings)


def toc_tokens(html: str) -> list[dict[str, Any]]:
    """The headings of level 2 and 3 that carry an id, as the tree MkDocs expects.

    The root stands for the content itself, so that the theme's skip link, which goes to the first
    entry, jumps there on every page and not to the first subtitle.
    """
    root: dict[str, Any] = {"level": 1, "id": CONTENT, "name": "", "children": []}
    for level, anchor, inside in _HEADING.findall(html):
        above = root["children"]
        if level == "3" and above and above[-1]["level"] == 2:  # noqa: PLR2004 — a heading's level
            above = above[-1]["children"]
        name = one_line(_HIDDEN.sub("", inside))
        above.append({"level": int(level), "id": anchor, "name": name, "children": []})
    return [root]
