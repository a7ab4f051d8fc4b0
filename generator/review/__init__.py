"""Tell a reviewer what a proposal changes: records in words, links, gaps, likenesses and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.review.as_html import render as as_html
from generator.review.as_markdown import render as as_markdown
from generator.review.as_markdown import render_short as as_short_text
from generator.review.as_markdown import render_whole as as_whole_text
from generator.review.moments import Moments, moments_of
from generator.review.report import report
from generator.review.report_blocks import (
    Bloc,
    BulletList,
    Chose,
    Cite,
    Fold,
    PlainText,
    Ranked,
    Sentences,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

RENDERERS: Mapping[str, Callable[[Iterable[Bloc]], str]] = {
    "markdown": as_markdown,
    "html": as_html,
    "texte": as_short_text,
    "complet": as_whole_text,
}
"""Name of a format → the function that writes a report in it."""

__all__ = [
    "RENDERERS",
    "Bloc",
    "BulletList",
    "Chose",
    "Cite",
    "Fold",
    "Moments",
    "PlainText",
    "Ranked",
    "Sentences",
    "Title",
    "as_html",
    "as_markdown",
    "as_short_text",
    "as_whole_text",
    "moments_of",
    "report",
]
