"""Read a finished file for the addresses that it leads to, and for the anchors that others may lead to."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, cast

from turbohtml import HTMLParseError, parse, parse_xml

from generator.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from turbohtml import Document, Element

_COMMON, _DRAWN = ("href", "src"), "xlink:href"
_RARE = ("action", "background", "cite", "data", "formaction", "longdesc", "manifest", "poster", "usemap")
_SETS = ("srcset", "imagesrcset")
_ADDRESSES = frozenset((*_COMMON, *_RARE, _DRAWN))
_FEW = ", ".join(
    [
        *(f"[{one}]" for one in (*_RARE, *_SETS)),
        r"[xlink\:href]",
        'meta[http-equiv="refresh" i], meta[property], meta[name^="twitter"]',
    ]
)
_OURS = re.compile(r"data-([a-z-]+)\s*=\s*[\"']?/")  # what scripts of ours are told
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?,?")  # an address, then how wide or dense its image is
_REFRESH = re.compile(r"[\d.\s]*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)
_ABOUT_THE_PAGE = (":url", ":image", ":image:src", ":secure_url", ":audio", ":video")  # og:…, twitter:…
_STYLED = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)
_TOLD = re.compile(r"^(?:URL|SOURCE|ATTACH|Sitemap)(?:;[^:\r\n]*)?:\s*(\S+)", re.MULTILINE)
_OF_XML = frozenset(("icon", "link", "loc", "logo", "uri", "url"))  # an address: an `id` is a name


class Facts(Frozen):
    """The links of a finished file, as written, each once, and its anchors.

    `base` is where its relative addresses start, where it says so itself; `rooted` are addresses written for
    our scripts, from the root of the site rather than from that of its server.
    """

    written: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    rooted: tuple[str, ...] = ()
    base: str = ""


def facts(path: str, content: bytes) -> Facts:
    """What the file `path` of a site says; a kind of file that leads nowhere says nothing."""
    reader = _READERS.get(path.rpartition(".")[2])
    return reader(content.decode(errors="replace")) if reader else Facts()


def reads(path: str) -> bool:
    """Whether a file of that name may lead somewhere."""
    return path.rpartition(".")[2] in _READERS


def _page(text: str) -> Facts:
    page = parse(text, positions=False)
    base = page.select_one("base[href]")
    # Nearly all links and anchors of a page are in these three attributes: read in one call, without a loop.
    written = dict.fromkeys(_values(page, "//@href[not(parent::base)]" if base else "//@href"))
    written.update(dict.fromkeys(_values(page, "//@src")))
    anchors = dict.fromkeys(_values(page, "//@id"))
    for element in page.select(_FEW):
        written.update(dict.fromkeys(_rare(element)))
    anchors.update(dict.fromkeys(str(one.attrs["name"]) for one in page.select("a[name], map[name]")))
    if "url(" in text:  # in a style, or in an attribute of SVG that paints
        written.update(dict.fromkeys(found for value in _painting(page) for found in _styled(value)))
    rooted = dict.fromkeys(_for_scripts(page, frozenset(_OURS.findall(text))))
    start = str(base.attrs["href"]) if base else ""
    return Facts(written=tuple(written), anchors=tuple(anchors), rooted=tuple(rooted), base=start)


def _values(page: Document, attributes: str) -> list[str]:
    return cast("list[str]", page.xpath(attributes))  # a path to attributes gives their texts


def _rare(element: Element) -> Iterator[str]:
    if element.tag == "meta":
        yield from _meta(element)
        return
    for name, value in element.attrs.items():
        if name in _ADDRESSES and isinstance(value, str):
            yield value
        elif name in _SETS:
            yield from _CANDIDATE.findall(str(value))


def _painting(page: Document) -> Iterator[str]:
    yield from _values(page, "//@*[contains(., 'url(')]")
    yield from (one.text for one in page.select("style"))


def _meta(element: Element) -> Iterator[str]:
    attributes = element.attrs
    content = str(attributes.get("content") or "")
    if str(attributes.get("http-equiv")).lower() == "refresh":
        yield from (found[1] for found in [_REFRESH.match(content)] if found and found[1])
    elif str(attributes.get("property") or attributes.get("name")).lower().endswith(_ABOUT_THE_PAGE):
        yield content


def _for_scripts(page: Document, names: frozenset[str]) -> Iterator[str]:
    """The addresses at the start of our own attributes; other words may follow them."""
    for name in sorted(names):
        for element in page.select(f"[data-{name}]"):
            words = str(element.attrs[f"data-{name}"]).split()
            yield from takewhile(lambda word: word.startswith("/"), words)


def _styled(text: str) -> Iterator[str]:
    return (one or other or bare for one, other, bare in _STYLED.findall(text))


def _sheet(text: str) -> Facts:
    return Facts(written=tuple(dict.fromkeys(_styled(text))))


def _feed(text: str) -> Facts:
    """A feed, the site map or an SVG image; a file that is not XML has no links."""
    try:
        elements = parse_xml(text).iter_elements()
    except HTMLParseError:
        return Facts()
    return Facts(written=tuple(dict.fromkeys(found for one in elements for found in _said(one))))


def _said(element: Element) -> Iterator[str]:
    for name, value in element.attrs.items():
        if name in _ADDRESSES and isinstance(value, str):
            yield value
    # In a map of the site, `url` holds an address and a date: what it holds is read by itself.
    if element.tag in _OF_XML and element.text.strip() and element.select_one("*") is None:
        yield element.text.strip()


def _lines(text: str) -> Facts:
    """A calendar, whose long lines are folded, or the file that robots read."""
    return Facts(written=tuple(dict.fromkeys(_TOLD.findall(re.sub(r"\r?\n[ \t]", "", text)))))


_READERS: Mapping[str, Callable[[str], Facts]] = {
    "html": _page,
    "xml": _feed,
    "css": _sheet,
    "ics": _lines,
    "txt": _lines,
}
