"""Read Markdown into tokens, and refuse what would be slow to read or to show: the only door to pyromark.

The pages, the link graph and the faults walk these tokens: they cannot disagree about what a text holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyromark
from pyromark import Options

from generator.frozen import Frozen
from generator.prose.bare_urls import with_bare_urls
from generator.prose.tokens import Token

if TYPE_CHECKING:
    from pyromark.event import Event

DEEPEST = 100
MOST_COLUMNS = 40
MOST_CELLS = 20_000
MOST_TOKENS = 100_000  # a dense text of 256 kB has 40,000
LIMITS = {"imbrication": DEEPEST, "colonnes": MOST_COLUMNS, "cases": MOST_CELLS, "morceaux": MOST_TOKENS}
"""All of them, as the form of contributors is given them."""

_MARKDOWN = pyromark.Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
_MARKERS = re.compile(
    rf"^(?:[ \t]*(?:>|(?:[-+*]|\d{{1,9}}[.)])[ \t])){{{DEEPEST + 1}}}",
    re.MULTILINE,
)
_LEVELS = ("BlockQuote", "Item", "FootnoteDefinition", "Emphasis", "Strong", "Strikethrough", "Link", "Image")
_STEPS = {f"+{name}": 1 for name in _LEVELS} | {f"-{name}": -1 for name in _LEVELS}


class _Signed(dict[str, str]):
    """A cache of token names with `+` or `-` before them."""

    def __init__(self, sign: str) -> None:
        self._sign = sign

    def __missing__(self, name: str) -> str:
        self[name] = signed = self._sign + name
        return signed


_SIGNED = {"Start": _Signed("+"), "End": _Signed("-")}


class ProseRefusal(Frozen):
    """Why a text is shown as typed: a rule, and byte offsets. `columns` is set for a table too wide."""

    rule: str
    start: int
    end: int
    columns: int = 0


class Parsed(Frozen):
    """The tokens of a body, or the reason why there are none; `start` is then what was read before it."""

    tokens: tuple[Token, ...]
    refusal: ProseRefusal | None = None
    start: tuple[Token, ...] = ()


def parse(body: str) -> Parsed:
    """Read a body, in a time that grows like its length whatever it holds."""
    tokens: list[Token] = []
    refusal = _piled_markers(body) or _gather(body, tokens)
    if refusal is not None:
        return Parsed((), refusal, tuple(tokens))
    return Parsed(tuple(with_bare_urls(body, tokens)))


def _piled_markers(body: str) -> ProseRefusal | None:
    # The parser checks each line after a deep quote against every level: it would take seconds for 256 kB.
    for found in _MARKERS.finditer(body):
        if ">" in found[0] or len(set(found[0].split())) > 1:  # otherwise it is a horizontal rule: `- - - -`
            start = len(body[: found.start()].encode())
            return ProseRefusal("texte-trop-imbrique", start, start + len(found[0].encode()))
    return None


def _gather(body: str, tokens: list[Token]) -> ProseRefusal | None:
    # The busiest loop of the room: one dictionary look-up for most events, and nothing built twice.
    depth = cells = 0
    for event, where in _MARKDOWN.events_with_range(body, merge_text=True):
        kind, value = (event, None) if event.__class__ is str else _read(event)
        token = Token._make((kind, value, where["start"], where["end"]))
        step = _STEPS.get(kind)
        if step:
            depth += step
            if depth > DEEPEST:
                return ProseRefusal("texte-trop-imbrique", token.start, token.end)
        elif kind == "+TableCell":
            # Cells are counted as parsed: short rows are padded to the width of the first one.
            cells += 1
            if cells > MOST_CELLS:
                return ProseRefusal("tableau-trop-large", token.start, token.end)
        elif kind == "+Table" and len(value) > MOST_COLUMNS:
            return ProseRefusal(
                rule="tableau-trop-large", start=token.start, end=token.end, columns=len(value)
            )
        elif len(tokens) > MOST_TOKENS:
            return ProseRefusal("texte-trop-decoupe", token.start, token.end)
        tokens.append(token)
    return None


def _read(event: Event) -> tuple[str, Any]:
    if isinstance(event, str):
        return event, None
    ((kind, value),) = event.items()
    signed = _SIGNED.get(kind)
    if signed is None:
        return kind, value
    if isinstance(value, dict):
        ((kind, value),) = value.items()
        return signed[kind], value
    return signed[str(value)], None
