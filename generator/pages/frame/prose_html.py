"""Render the prose of a record: its headings under the page's own, its links to the pages of their files."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, attachment
from generator.graph import destination
from generator.prose import render
from generator.site_pages import ADDRESSES
from generator.sources import published_path
from generator.typography import typeset_spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.index import Index
    from generator.model import Record

# An opening tag, its values quoted: what looks like a name or a link in a text is left alone.
_TAG = re.compile(r"""<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>""")
_NAME = re.compile(r' id="[^"]*"')
_CODE = re.compile(r'^(<pre) id="Code-([0-9]+)"')
_OWN_PLACE = re.compile(r'( href=)"#')
# The only place where pages read texts: a page that read none of the changed texts need not be made again.
_ASKED: ContextVar[set[str] | None] = ContextVar("texts asked for", default=None)
_LED = re.compile(r'( (?:href|src)=)"/')


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a record, made HTML only when a template shows it.

    Its HTML depends on its text, on where it stands (`chemin`, `level`) and on which files there are
    (`fichiers`, a digest): the key of its page tells these, and its functions follow from them. False where
    nothing was written.
    """

    texte: str
    chemin: str
    level: int
    fichiers: str
    resolve: Callable[[str], str | None] = field(compare=False)
    pixels: Callable[[str], tuple[int, int] | None] = field(compare=False)

    def __bool__(self) -> bool:
        return bool(self.texte)

    def __html__(self) -> str:
        return typeset_spoken(render(self.texte, self.resolve, self.pixels, shift=self.level - 1).html)


@contextmanager
def texts_asked_for() -> Iterator[set[str]]:
    """The files whose texts are asked for while this lasts, by their paths."""
    asked: set[str] = set()
    token = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(token)


def body_of(index: Index, record: Record, *, level: int = 2) -> Body:
    """The body of a record as sanitised HTML whose highest heading is of `level`."""
    if (asked := _ASKED.get()) is not None:
        asked.add(record.chemin)
    text = record.corps if record.corps.strip() else ""
    resolve, pixels = resolve_for(index, record.chemin), _pixels_for(index, record.chemin)
    return Body(text, record.chemin, level, index.empreinte, resolve, pixels)


def without_anchors(body: Body, where: str, *, level: int) -> str:
    """A body beside others on one page, its highest heading of `level`; empty where nothing was written.

    Two of them may name their headings alike: none keeps its names here, and a link to a place of the body
    leads to the page that holds it, at the address `where`.
    """
    if not body:
        return ""
    deeper = Body(body.texte, body.chemin, level, body.fichiers, body.resolve, body.pixels)
    return _TAG.sub(partial(_unnamed, where), deeper.__html__())


def html_elsewhere(index: Index, record: Record, where: str) -> str:
    """The body of a record for other sites: its links and images are whole addresses. `where` is its own."""
    if not record.corps.strip():
        return ""
    root = index.commons.site.url.rstrip("/")
    html = body_of(index, record).__html__()
    return _TAG.sub(lambda tag: _LED.sub(rf'\1"{root}/', _OWN_PLACE.sub(rf'\1"{root}{where}#', tag[0])), html)


def _unnamed(where: str, tag: re.Match[str]) -> str:
    # The copy button finds its block of code by id: the id is kept, with the page's own prefix.
    code = _CODE.sub(rf'\1 id="Code-{where.strip("/").replace("/", "-")}-\2"', tag[0])
    return _OWN_PLACE.sub(rf'\1"{where}#', code if code != tag[0] else _NAME.sub("", tag[0]))


def _pixels_for(index: Index, chemin: str) -> Callable[[str], tuple[int, int] | None]:
    """The width and height of the images that the file `chemin` shows."""

    def pixels(href: str) -> tuple[int, int] | None:
        leads = destination(chemin, href)
        return index.commons.images.get(leads.path) if leads else None

    return pixels


def resolve_for(index: Index, chemin: str) -> Callable[[str], str | None]:
    """How the links of the file `chemin` read on the site: the address of what they name, or None."""

    def resolve(href: str) -> str | None:
        leads = destination(chemin, href)
        if leads is None:
            return None
        if leads.path in ADDRESSES or leads.path in index.own_lists:
            return leads.path + (f"?{leads.query}" if leads.query else "")
        anchor = f"#{leads.anchor}" if leads.anchor else ""
        if not leads.path or leads.path == chemin:
            return anchor or None
        ref = index.fichiers.get(leads.path)
        if ref is not None:
            return address(ref, index.commons.kinds) + anchor
        return _attachment(leads.path, anchor)

    return resolve


def _attachment(path: str, anchor: str) -> str | None:
    if not published_path(path).endswith((".png", ".jpg", ".webp", ".pdf")):
        return None
    try:
        return attachment(path) + anchor
    except ValueError:
        return None
