"""List what a text refers to and how it is divided, with exact places: `outline(body)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.prose.parsing import parse
from generator.prose.slugs import Slugs
from generator.prose.tokens import TextPositions, closing, words

if TYPE_CHECKING:
    from generator.prose.tokens import Token

_PLACE = ("line", "column", "end_line", "end_column")


class WrittenLink(Frozen):
    """A link of any sort, bare address included. Lines and columns count characters of the body from 1."""

    href: str
    text: str
    line: int
    column: int
    end_line: int
    end_column: int


class Image(Frozen):
    """An image; `alt` and `title` (its caption) may be empty."""

    src: str
    alt: str
    title: str
    line: int
    column: int
    end_line: int
    end_column: int


class Heading(Frozen):
    """A heading: its level as written (or as shown, in a `Prose`), its plain text, its anchor."""

    level: int
    text: str
    id: str


class Outline(Frozen):
    """Everything in the order of the text, footnotes where they are written. Raw HTML yields nothing.

    `refused` says that the text is too large or too deep to be read to its end.
    """

    links: tuple[WrittenLink, ...]
    images: tuple[Image, ...]
    headings: tuple[Heading, ...]
    refused: bool = False


def outline(body: str) -> Outline:
    """What a body holds; nothing where `check` refuses the body for its size."""
    return outline_of(body, parse(body).tokens)


def outline_of(body: str, tokens: tuple[Token, ...]) -> Outline:
    """The same, from tokens already read."""
    positions = TextPositions(body)
    links: list[WrittenLink] = []
    images: list[Image] = []
    hidden_until = -1
    for index, token in enumerate(tokens):
        if index < hidden_until or token.kind not in {"+Link", "+Image"}:
            continue
        end = closing(tokens, index)
        text = words(tokens, index, end)
        place = dict(zip(_PLACE, positions.span(token), strict=True))
        if token.kind == "+Image":
            hidden_until = end  # an alternative text holds plain words only
            images.append(Image(token.value["dest_url"], text, token.value["title"], **place))
        else:
            links.append(WrittenLink(href_of(token), text, **place))
    return Outline(tuple(links), tuple(images), headings_of(tokens))


def href_of(token: Token) -> str:
    """The address of a `+Link`."""
    href: str = token.value["dest_url"]
    return "mailto:" + href if token.value["link_type"] == "Email" else href


def headings_of(tokens: tuple[Token, ...]) -> tuple[Heading, ...]:
    """The headings of a text, levels as written."""
    slugs = Slugs()
    return tuple(
        Heading(int(token.value["level"][1:]), *_named(tokens, index, slugs))
        for index, token in enumerate(tokens)
        if token.kind == "+Heading"
    )


def _named(tokens: tuple[Token, ...], opening: int, slugs: Slugs) -> tuple[str, str]:
    end = closing(tokens, opening)
    seen = []
    index = opening + 1
    while index < end:
        if tokens[index].kind == "+Image":
            index = closing(tokens, index)
        elif tokens[index].kind in {"Text", "Code"}:  # left out of an anchor, as on the forge
            seen.append(tokens[index].value)
        index += 1
    return words(tokens, opening, end), slugs.add("".join(seen))
