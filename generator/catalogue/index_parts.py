"""Share the pages that readers can find among the parts of the search index: how many, and which."""

from __future__ import annotations

import zlib

MOST = 3500
"""How many pages a part holds, or a little more: what a word costs grows like their square."""


def parts(count: int) -> int:
    """Into how many parts the index of `count` pages is cut."""
    return 1 + count // MOST


def part(address: str, count: int) -> int:
    """Which of the `count` parts, from 0, holds the page at an address: always the same, all of a size."""
    return zlib.crc32(address.encode()) % count
