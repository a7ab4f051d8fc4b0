"""Split the search index into parts: how many there are, and which part holds a given page."""

from __future__ import annotations

import zlib

MOST = 3500
"""About how many pages a part holds: the cost of searching a word grows with their square."""


def parts(count: int) -> int:
    """Into how many parts the index of `count` pages is cut."""
    return 1 + count // MOST


def part(address: str, count: int) -> int:
    """The number, from 0, of the part that holds the page at an address; stable, and evenly spread."""
    return zlib.crc32(address.encode()) % count
