"""Turn bare addresses (`https://…`, `www.…`) into links: forges do, but the Markdown parser does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.prose.tokens import Token
from generator.web import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_URL = re.compile(r"(?<![^\s*_~(])(?:https?://|www\.(?=\w))[^\s<]+", re.IGNORECASE)
_ENTITY = len("&CounterClockwiseContourIntegral;")  # bytes of the longest entity for one character
_TRAILING = "?!.,:;*_~'\""
_CLOSED = frozenset({"+Link", "+Image", "+CodeBlock"})
_OPENED = frozenset({"-Link", "-Image", "-CodeBlock"})


def with_bare_urls(body: str, tokens: list[Token]) -> Iterable[Token]:
    """The same tokens, with a `Link` around each bare address that no link, image or code already holds."""
    if "://" not in body and "www." not in body.lower():
        return tokens
    return _linked(body.encode(), tokens)


def _linked(data: bytes, tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.kind in _CLOSED:
            depth += 1
        elif token.kind in _OPENED:
            depth -= 1
        if token.kind == "Text" and not depth:
            yield from _split(data, token)
        else:
            yield token


def _split(data: bytes, token: Token) -> Iterator[Token]:
    text: str = token.value
    done, here = 0, token.start
    source = _Source(data, token)
    for found in _URL.finditer(text):
        url = _trimmed(found[0])
        address = url if "://" in url[:8] else "http://" + url
        if isinstance(parse(address), str):  # text about addresses, such as « https://… »
            continue
        start, end = source.place(found.start(), url, here)
        if found.start() > done:
            yield Token(kind="Text", value=text[done : found.start()], start=here, end=start)
        link = {"link_type": "Autolink", "dest_url": address, "title": "", "id": ""}
        yield Token(kind="+Link", value=link, start=start, end=end)
        yield Token(kind="Text", value=url, start=start, end=end)
        yield Token(kind="-Link", value=None, start=start, end=end)
        done, here = found.start() + len(url), end
    if not done:
        yield token
    elif done < len(text):
        yield Token(kind="Text", value=text[done:], start=here, end=token.end)


class _Source:
    """Finds the places of addresses in the source, where entities make the text longer.

    Nothing is sought further than what lies between may fill: time grows like the text. Where even the start
    of an address is spelt with entities, the places that follow are near enough.
    """

    __slots__ = ("_data", "_end", "_known", "_lost")

    def __init__(self, data: bytes, token: Token) -> None:
        self._data = data
        self._end = token.end
        self._known = (0, token.start)  # an offset in the text, and the same place in the source
        self._lost = False

    def place(self, index: int, url: str, here: int) -> tuple[int, int]:
        """The start and the end in the source of the address at `index` of the text, not before `here`."""
        encoded = url.encode()
        at, known = self._known
        for sought in () if self._lost else (encoded, encoded[: len("http://x")]):
            limit = min(self._end, known + _ENTITY * (index - at) + len(sought))
            start = self._data.find(sought, here, limit)
            if start >= 0:
                self._known = (index, start)
                return start, min(start + len(encoded), self._end)
        self._lost = True
        return here, min(here + len(encoded), self._end)


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence, or a closing bracket opened before it."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end:
        if url[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif url[end - 1] not in _TRAILING:
            break
        end -= 1
    return url[:end]
