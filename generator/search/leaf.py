"""Read of a finished page what a search shall know: its card, its words and their weight, its text."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from turbohtml import Element, Text, parse_fragment

from generator.search.folding import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_START, _END = '<article class="page" data-fiche="', "</article>"
_ASIDE = "data-hors-recherche"
# Elements that are not searched: scripts, drawings, terminal commands.
_SILENT = frozenset({"script", "style", "svg", "code", "pre", "button", "template", "input", "select"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "del",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
        "label",
    ]
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_SENTENCE = (".", "!", "?", "…", "»", ":", ";")
_TITLE, _PLACE, _SUMMARY, _HEADING, _ACRONYM = 8, 5, 4, 3, 2
_NATURE = 2  # « département 31 », « outil pour une réunion »
_MOST_LETTERS, _USUAL, _MOST = 6, 400, 5


class Leaf(NamedTuple):
    """What a search knows of a page.

    `kind` is the name of its kind, `card` the JSON of `pages/frame/card_json.py`, `facets` that of a page
    that the catalogue does not hold, else empty. `terms` is JSON: for each term its weight, odd where the
    title has it, and how the page writes it. `title_terms` counts the terms of its title; `text` has a block
    a line, after a tab where it is no sentence.
    """

    address: str
    kind: str
    card: str
    facets: str
    terms: str
    title_terms: int
    text: str


class _Block(NamedTuple):
    tag: str
    text: str


def read(html: str) -> Leaf | None:
    """The leaf of a page; None if the search offers it under another address, or not at all."""
    start = html.find(_START)
    if start < 0:
        return None
    page = next(
        one for one in parse_fragment(html[start : html.rindex(_END)]).children if isinstance(one, Element)
    )
    held = page.attrs
    address, _, card = str(held["data-fiche"]).partition(" ")
    told = json.loads(card)
    brief = [_Block("resume", flat(told.get("resume", "")))]
    blocks = brief if "data-bref" in held else list(_blocks(page))
    terms, title_terms = _weighed(told, blocks)
    return Leaf(
        address=address,
        kind=str(held.get("data-genre", "")),
        card=card,
        facets=str(held.get("data-facettes", "")),
        terms=json.dumps(terms, ensure_ascii=False, separators=(",", ":")),
        title_terms=title_terms,
        text="\n".join(_line(one) for one in blocks if one.tag not in {"h1", "resume"}),
    )


def _line(block: _Block) -> str:
    return (
        block.text
        if block.tag in {"p", "li", "dd", "td"} and block.text.endswith(_SENTENCE)
        else f"\t{block.text}"
    )


def _blocks(page: Element) -> Iterator[_Block]:
    """The texts of a page in their order, each with the tag that holds it; a summary's is `resume`."""
    found: list[_Block] = []
    pieces: list[str] = []

    def end(tag: str) -> None:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if text:
            found.append(_Block(tag, text))

    def walk(element: Element, tag: str) -> None:
        for child in element.children:
            if isinstance(child, Text):
                pieces.append(child.data)
            elif isinstance(child, Element):
                name, held = child.tag, child.attrs
                if name in _INLINE and not held.get(_ASIDE):
                    if name == "br":
                        pieces.append(" ")
                    walk(child, tag)
                elif not _is_aside(held, name, element):
                    end(tag)
                    inner = _named(held, name)
                    walk(child, inner)
                    end(inner)

    walk(page, "p")
    end("p")
    return iter(found)


def _is_aside(held: Mapping[str, Any], name: str, parent: Element) -> bool:
    """Whether an element is not indexed: it is marked so, its tag says so, or it labels a repeated fact."""
    return name in _SILENT or _ASIDE in held or (name == "dt" and _class(parent.attrs) == "fait")


def _named(held: Mapping[str, Any], name: str) -> str:
    """The name that a block is weighed by: `h2` for authors' titles, `div` for ours (id in capitals)."""
    if name in _HEADINGS:
        return "div" if str(held.get("id", "A"))[:1].isupper() else "h2"
    return "resume" if _class(held) == "resume" else name


def _class(held: Mapping[str, Any]) -> str:
    """The classes of an element, which the parser may give as a list."""
    told = held.get("class", "")
    return told if isinstance(told, str) else " ".join(told)


def _weighed(told: dict[str, Any], blocks: list[_Block]) -> tuple[dict[str, list[Any]], int]:
    """The weight and the spelling of each term, and the number of terms in the title."""
    places = " ".join(flat(text) for icon, text in told.get("faits", ()) if icon == "lieu")
    title = {one.term: one for one in words(flat(told["titre"]))}
    place = {one.term: one for one in words(places) if not one.void}
    nature = {one.term: one for one in words(flat(told.get("nature", ""))) if not one.void}
    forms = {term: one.written for term, one in (*nature.items(), *place.items(), *title.items())}
    held = {
        term: _TITLE * (term in title) + _PLACE * (term in place) + _NATURE * (term in nature)
        for term in forms
    }
    marked: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for block in blocks:
        extra = {"resume": _SUMMARY, "h2": _HEADING}.get(block.tag, 0)
        for term, written, void in words(block.text):
            if not void:
                counts[term] += 1
                forms.setdefault(term, written)
                marked[term] = max(marked.get(term, 0), extra, _ACRONYM * _is_acronym(written))
    length = max(_USUAL, 1 << counts.total().bit_length())
    for term, count in counts.items():
        often = min(_MOST, (count * _USUAL // length).bit_length() + 1)
        held[term] = max(held.get(term, 0), marked[term]) + often
    terms = {term: [2 * held[term] + (term in title), forms[term]] for term in sorted(held)}
    return terms, sum(not one.void for one in title.values())


def _is_acronym(written: str) -> bool:
    return written.isupper() and 1 < len(written) <= _MOST_LETTERS


def flat(text: str | list[str]) -> str:
    """A text of a card, of which every second piece may be set high."""
    return text if isinstance(text, str) else "".join(text)
