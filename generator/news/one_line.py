"""Put text on one line without invisible characters: feeds and calendars are cut by lines."""

from __future__ import annotations

import re

from generator.typography import one_line

# XML 1.0 forbids most of these, and calendar programs break lines at some.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def on_one_line(texte: str | None) -> str:
    """The text on one line, without control characters."""
    return one_line(_CONTROL.sub("", texte or ""))
