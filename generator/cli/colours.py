"""Colour the output of commands at a terminal, and only there."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

_STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "rule": {"bold": True},
    "mark": {"fg": "red", "bold": True},
    "gutter": {"fg": "blue"},
    "help": {"fg": "cyan", "bold": True},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
    "heading": {"bold": True},
}


def paint(part: str, words: str) -> str:
    """The words in the colours of that part of a message, if the standard output supports colours.

    It does on a terminal, unless NO_COLOR holds something or TERM is `dumb`.
    """
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return click.style(words, **_STYLES[part]) if colours and part in _STYLES else words
