"""Read a text as a page displays it: `readings(text)`; each leads back to places in the source.

The form has the same in `vue.js`; both are given the same `SIGNS`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENTITIES = {
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp", "numsp", "puncsp", "hairsp", "NonBreakingSpace"), " "),
    **dict.fromkeys(("shy", "zwj", "zwnj", "ZeroWidthSpace", "NoBreak", "lrm", "rlm"), ""),
    "commat": "@",
    "period": ".",
    "plus": "+",
    "hyphen": "-",
    "dash": "-",
    "ndash": "-",
    "mdash": "-",
    "sol": "/",
    "lowbar": "_",
    "colon": ":",
    "middot": "·",
    "bull": "·",
    "lpar": "(",
    "rpar": ")",
    "lsqb": "[",
    "rsqb": "]",
    "lbrack": "[",
    "rbrack": "]",
    "lt": "<",
    "gt": ">",
    "amp": "&",
    "quot": '"',
    "num": "#",
    "quest": "?",
    "equals": "=",
    "ast": "*",
    "bsol": "",
    "Tab": " ",
    "NewLine": " ",
}
_INVISIBLE = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069"
_INVISIBLE += r"\ufe00-\ufe0f\ufeff"
_WORD = "A-Za-z0-9À-ÖØ-öø-ÿ"

SIGNS: dict[str, Any] = {
    # Entities by number or name, percent-encoded bytes, escapes, full-width characters, invisible ones.
    "decode": r"&#0{0,5}(\d{1,7});?|&#[xX]0{0,5}([0-9a-fA-F]{1,6});?|&([A-Za-z]{2,24});"
    rf"|%([0-9a-fA-F]{{2}})|(\\(?=[\n -\/:-@\[-`{{-~]))|([\uff01-\uff5e])|([{_INVISIBLE}]+)",
    "entites": _ENTITIES,
    # An address as a page shows it, characters that would end it in the source included.
    "octets": r"[A-Za-z0-9@.+:\/=&?#-]",
    # Notes, tags, where links lead, calls of notes, emphasis and code; the bars of a table part its cells.
    "nu": r"<!--(?:(?!-->)[\s\S]){0,300}-->|<\/?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,300})?\/?>"
    r"|\]\([^()\n]{0,400}\)|\]\[[^\[\]\n]{0,100}\]|\[\^[^\[\]\s]{1,40}\]|!?\[|\]|[*~`]{1,9}"
    rf"|(?<![{_WORD}_])_{{1,3}}(?=[{_WORD}])|(?<=[{_WORD}])_{{1,3}}(?![{_WORD}_])"
    r"|([ \t]{0,9}\|[ \t]{0,9})",
}
"""What is taken away or replaced, for Python and browsers alike."""

_DECODE, _OCTETS, _BARE = (re.compile(SIGNS[name]) for name in ("decode", "octets", "nu"))
_PLACE_OF_WIDE = 0xFEE0
BAR = "¦"
"""What stands for the bar between two cells of a table."""


class Reading(Frozen, eq=False):
    """A text as it is seen; `cuts` are (where a piece starts, where in what it comes from, its end there)."""

    text: str
    cuts: tuple[tuple[int, int, int], ...]
    within: Reading | None = None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch from `start` to `end` is typed."""
        first, last = self._piece(start), self._piece(end - 1)
        begun = first[1] + (start - first[0] if first[2] < 0 else 0)
        ended = last[1] + end - last[0] if last[2] < 0 else last[2]
        return self.within.source(begun, ended) if self.within else (begun, ended)

    def _piece(self, at: int) -> tuple[int, int, int]:
        return self.cuts[bisect_right(self.cuts, (at, len(self.cuts) and self.cuts[-1][1] + 1, 0)) - 1]


def readings(text: str) -> Iterator[Reading]:
    """The text with its entities and escapes read, then without its marks either, where these differ."""
    decoded = _without(text, _DECODE, _decoded, within=None)
    yield decoded
    bare = _without(decoded.text, _BARE, lambda found: BAR if found[1] else "", within=decoded)
    if bare.text != decoded.text:
        yield bare


def _without(
    text: str, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str], *, within: Reading | None
) -> Reading:
    pieces: list[str] = []
    cuts: list[tuple[int, int, int]] = []
    done = length = 0
    for found in pattern.finditer(text):
        start, end = found.span()
        if start > done:
            cuts.append((length, done, -1))
            pieces.append(text[done:start])
            length += start - done
        put = instead(found)
        if put:
            cuts.append((length, start, end))
            pieces.append(put)
            length += len(put)
        done = end
    if not done:
        return Reading(text, ((0, 0, -1),), within)
    cuts.append((length, done, -1))
    pieces.append(text[done:])
    return Reading("".join(pieces), tuple(cuts), within)


def _decoded(found: re.Match[str]) -> str:
    figures, sixteen, name, octet, _, wide, _ = found.groups()
    if figures or sixteen:
        code = int(figures or sixteen, 10 if figures else 16)
        sign = chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 — the last one that there is
        return "" if _DECODE.fullmatch(sign) else sign
    if name:
        return _ENTITIES.get(name, found[0])
    if octet:
        sign = chr(int(octet, 16))
        return sign if _OCTETS.fullmatch(sign) else "_"
    return chr(ord(wide) - _PLACE_OF_WIDE) if wide else ""
