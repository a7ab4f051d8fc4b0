"""List the headings of a page that is already HTML, and write its table of contents."""

from __future__ import annotations

import re
from typing import Any

from generator.typography import one_line

# The theme's name for the main content: the target of its "skip to content" link.
CONTENT = "Contenu"

_HEADING = re.compile(r'<h([23])(?=[ >])[^>]*? id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_HIDDEN = re.compile(r"<svg\b.*?</svg>|<[^>]*>", re.DOTALL)


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


def contents(tokens: list[dict[str, Any]]) -> str:
    """The rows of a table of contents, a line each; empty for a page without subtitles."""
    return "".join(_row(token) for token in tokens[0]["children"])


def _row(token: dict[str, Any]) -> str:
    below = "".join(_row(child) for child in token["children"])
    within = f'<ul class="md-nav__list">{below}</ul>' if below else ""
    link = (
        f'<a href="#{token["id"]}" class="md-nav__link"><span class="md-ellipsis">{token["name"]}</span></a>'
    )
    return f'<li class="md-nav__item">{link}{within}</li>\n'
