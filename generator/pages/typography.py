"""Set French text as a printer would: no-break spaces where a line must not break."""

from __future__ import annotations

import re

_THIN = "\u202f"
_NO_BREAK = "\u00a0"

# What is shown as written: code, and the inside of every tag (quoted values may hold a `>`).
# Our HTML is well formed and its tags are in lower case.
_AS_WRITTEN = re.compile(
    r"""(<(pre|code|script|style|textarea)\b.*?</\2>|<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""",
    re.DOTALL | re.IGNORECASE,
)
_MAY_NEED = re.compile("[;:!?«»]")
_SPACE = rf"(?:[ {_NO_BREAK}{_THIN}]|&nbsp;)"
_TO_SET = re.compile(rf"({_SPACE}+(?=[;!?]))|({_SPACE}+(?=:(?:\s|$)))|(«{_SPACE}*)|({_SPACE}*»)")
_SET = ("", _THIN, _NO_BREAK, f"«{_NO_BREAK}", f"{_NO_BREAK}»")


def typeset(html: str) -> str:
    """HTML with its no-break spaces: thin before `; ! ?`, full before `:` and inside « ».

    A space is made no-break where the author put one; only guillemets get one that was not there.
    Setting twice changes nothing more.
    """
    parts = _AS_WRITTEN.split(html)
    # Three parts a turn: text, what was matched, the name of an element shown as written (or None).
    for index in range(0, len(parts), 3):
        if _MAY_NEED.search(parts[index]):
            parts[index] = typeset_text(parts[index])
    del parts[2::3]
    return "".join(parts)


def typeset_text(text: str) -> str:
    """Plain text with its no-break spaces."""
    return _TO_SET.sub(lambda found: _SET[found.lastindex or 0], text)
