"""Make text safe to put in any format that has lines: one line, without a character that nobody sees."""

from __future__ import annotations

import re

# XML 1.0 has no place for most of these, and readers of calendars cut lines at some of them.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def une_ligne(texte: str | None) -> str:
    """The words on one line: blanks of any sort become one space, control characters nothing.

    No-break spaces are kept as they are.
    """
    plain = _CONTROL.sub("", texte or "")
    return re.sub("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+", " ", plain).strip(" ")
