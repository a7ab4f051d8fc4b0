"""Write edits into the bytes of a file: nothing else of it changes, ends of lines and first mark included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagnostics import Edit

_MARK = b"\xef\xbb\xbf"


def apply(content: bytes, edits: Iterable[Edit]) -> tuple[bytes, tuple[Edit, ...]]:
    r"""The bytes with the edits in them, and the edits that are; one that overlaps another waits.

    `content` is UTF-8; places count as the reader does, with `\r\n` for one end of line.
    """
    mark = _MARK if content.startswith(_MARK) else b""
    text = content.removeprefix(_MARK).decode("utf-8")
    starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text)]
    pieces: list[str] = []
    written: list[Edit] = []
    done = 0
    for edit in sorted(set(edits)):
        place = edit.place
        end_line, end_column = place.end()
        start = starts[place.line - 1] + place.column - 1
        if start < done or (written and written[-1].place == place):
            continue
        pieces += [text[done:start], edit.text]
        done = starts[end_line - 1] + end_column - 1
        written.append(edit)
    return mark + "".join([*pieces, text[done:]]).encode("utf-8"), tuple(written)
