"""Set French text as a printer would: spaces that do not break, real apostrophes, ordinals set high."""

from __future__ import annotations

import re

from generator.diagnostics import MONTHS

_THIN = "\u202f"
_NO_BREAK = "\u00a0"

# What is shown as written: code, and the inside of every tag (quoted values may hold a `>`).
# Our HTML is well formed and its tags are in lower case.
_CODE = "|".join(rf"<{name}\b.*?</{name}>" for name in ("pre", "code", "script", "style", "textarea"))
_AS_WRITTEN = re.compile(rf"""({_CODE}|<[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>)""", re.DOTALL)
# Stands for a tag between two texts, so that all of a page is set at once. No text holds it.
_CUT = "\0"
_SPACES = f" {_NO_BREAK}{_THIN}"
_BLANKS = re.compile(rf"[^\S{_NO_BREAK}{_THIN}]+")

# Two passes, each for what begins with one sign of few, and looks at the next before all else: most of the
# spaces of a text begin nothing. Each name says what it becomes.
_AT_SPACES = re.compile(
    rf"""[{_SPACES}]+(?=[;!?:»\d%€°khm])(?:
    (?P<thin>(?=[;!?](?!\w)))|(?P<colon>(?=:(?:[\s»]|$|{_CUT})))|(?P<closed>»)
    # 1 150, 12 000 000: groups of three, and a year before a number is none.
    |(?P<group>(?<=\d\ )(?=\d{{3}}(?!\d))
      (?:(?<=(?<![\w.,{_THIN}])\d\ )|(?<=(?<![\w.,{_THIN}])\d\d\ )|(?<=(?<![\w.,])\d\d\d\ )))
    |(?P<minute>(?<=\d[{_SPACES}]h\ )(?=\d\d(?!\w|{_CUT}[er])))
    |(?P<unit>(?<=\d\ )(?=[%€°]|(?:km|kg|ha|h|min|m²|m³)\b)|(?<=\bn°\ )(?=\d))
    )""",
    re.VERBOSE,
)
_SIGN = rf"""
    (?<=«)(?P<opened>[{_SPACES}]*)
    |(?<=(?<![«{_SPACES}])»)(?P<shut>)
    |(?<=\w')(?P<apostrophe>(?=[\w«{_CUT}]))
    |(?<=\.)(?<!\.\.)(?P<ellipsis>\.\.(?!\.))
"""
_ORDINAL = r"(?<=(?<![\w/.…-])\d)(?:(?<=1)(?P<first>er|re)|\d?(?P<rank>e))\b(?!-)"
_BEFORE_MONTH = rf"[ ](?=(?:{'|'.join(MONTHS)})\b)"
_DAY = rf"(?<=\d)(?<!\d{{3}})(?P<day>{_BEFORE_MONTH})|(?<=(?<![\w/.…-])1)er(?P<first_day>{_BEFORE_MONTH})"
_AT_SIGNS = re.compile(rf"[«»'.](?:{_SIGN})", re.VERBOSE)
_AT_SIGNS_AND_RANKS = re.compile(rf"[«»'.\d](?:{_SIGN}|{_DAY}|{_ORDINAL})", re.VERBOSE)
_LINK_OR_IMAGE = re.compile(r"""<(?:a|img)\b[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>""")
_SPOKEN = re.compile(r"""(?<= alt=")[^"]*|(?<= title=")[^"]*""")
_BECOMES = {
    "thin": _THIN,
    "group": _THIN,
    "colon": _NO_BREAK,
    "unit": _NO_BREAK,
    "minute": _NO_BREAK,
    "opened": f"«{_NO_BREAK}",
    "closed": f"{_NO_BREAK}»",
    "shut": f"{_NO_BREAK}»",
    "apostrophe": "’",
    "ellipsis": "…",
}


def one_line(text: str) -> str:
    """The words on one line: any run of blanks is one space, but those that do not break stay as they are."""
    return _BLANKS.sub(" ", text).strip(" ")


def typeset(html: str) -> str:
    """HTML with its spaces, its apostrophes and its ordinals set; what tags and code hold is left as it is.

    Thin spaces before `; ! ?`, full ones before `:` and inside « ». A space is made no-break where the author
    put one; only guillemets get one that was not there. Setting twice changes nothing more. Values of
    attributes stand in double quotes: an apostrophe needs no escape.
    """
    plain = html.replace("&nbsp;", _NO_BREAK).replace("&#39;", "'").replace("&#x27;", "'")
    parts = _AS_WRITTEN.split(plain)
    text = _AT_SPACES.sub(_set, _CUT.join(parts[::2]))
    parts[::2] = _AT_SIGNS_AND_RANKS.sub(_set, text).split(_CUT)
    return "".join(parts)


def typeset_spoken(html: str) -> str:
    """HTML with the typography of what links and images say besides: their `alt`, their `title`."""
    return _LINK_OR_IMAGE.sub(lambda tag: _SPOKEN.sub(lambda words: typeset_text(words[0]), tag[0]), html)


def typeset_text(text: str) -> str:
    """Plain text with its spaces and its apostrophes set; nothing can be set high in it."""
    return _AT_SIGNS.sub(_set, _AT_SPACES.sub(_set, text))


def _set(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    if name in _BECOMES:
        return _BECOMES[name]
    if name in {"day", "first_day"}:
        return f"{found[0][0]}{'<sup>er</sup>' * (name == 'first_day')}{_NO_BREAK}"
    start = found.start(name) - found.start()
    return f"{found[0][:start]}<sup>{found[name]}</sup>"
