"""Write a page as MkDocs reads it, a small front matter then the final HTML, and read it again."""

from __future__ import annotations

import re
from html import escape

from generator.frozen import Frozen
from generator.output import OutputFile
from generator.publishing.relative import relative_links
from generator.typography import one_line

# Outside this set a character may mean something to a YAML reader, or be refused by it.
_UNSAFE = re.compile(r"[^ !#-\[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

_FRONT = re.compile(r"---\n(.*?\n)---\n\n*", re.DOTALL)
_TOLD = re.compile(r'([a-z_]+): "?([^"\n]*)"?\n')
_SAFE_AGAIN = re.compile(r"\\U([0-9a-f]{8})")


class StagedPage(Frozen):
    """A staged page: its HTML, and what the engine is told of it, as HTML shows it."""

    html: str
    title: str = ""
    description: str = ""
    script: str = ""
    original: str = ""
    robots: str = ""
    machines: str = ""
    picture: str = ""
    feeds: str = ""
    reaches: str = ""


def page_file(  # noqa: PLR0913 — all that a page is made of
    address: str,
    title: str,
    description: str,
    *,
    html: str,
    script: str = "",
    hidden: bool = False,
    original: str = "",
    machines: str = "",
    picture: str = "",
    feeds: str = "",
    reaches: str = "",
) -> OutputFile:
    """The staged file of the page published at `address` (`/enjeux/eau/` is `enjeux/eau.md`).

    `title` and `description` are plain text and are escaped here, since engines print front matter
    as it comes; `html` is trusted, its links counted from the root of the site. `script` is a module of the
    site (`assets/x.js`) that the head of the page starts; search engines are asked to leave a `hidden` page
    out, and to find the `original` instead of a page that says the same. `machines` is what its head tells
    programs, trusted as `html` is; `picture` is shown beside a link to it, from the root of the site
    (`assets/x.png`); `feeds` are links to what follows it, written as in `html`; `reaches` is the one address
    elsewhere that its scripts may call. Raises ValueError for an address without a `/` at both ends.
    """
    path = page_path(address)
    start = f"early_script: {_quoted(script)}\n" if script else ""
    start += f"original: {_quoted(original)}\n" if original else ""
    start += f'machines: "{_safe(machines)}"\n' if machines else ""
    start += f"picture: {_quoted(picture)}\n" if picture else ""
    start += f'feeds: "{_safe(relative_links(feeds, address))}"\n' if feeds else ""
    start += f"reaches: {_quoted(reaches)}\n" if reaches else ""
    robots = "robots: noindex\n" if hidden else ""
    front = f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\n{start}{robots}---\n"
    body = relative_links(html, address)
    return OutputFile(path, f"{front}\n{body}\n".encode())


def read_page(text: str) -> StagedPage:
    """What `page_file` wrote. Raises ValueError for a file that it did not write."""
    front = _FRONT.match(text)
    if front is None:
        msg = "not a page that was staged"
        raise ValueError(msg)
    told = {
        name: _SAFE_AGAIN.sub(lambda one: chr(int(one[1], 16)), word)
        for name, word in _TOLD.findall(front[1])
    }
    return StagedPage(
        html=text[front.end() :],
        title=told["title"],
        description=told["description"],
        script=told.get("early_script", ""),
        original=told.get("original", ""),
        robots=told.get("robots", ""),
        machines=told.get("machines", ""),
        picture=told.get("picture", ""),
        feeds=told.get("feeds", ""),
        reaches=told.get("reaches", ""),
    )


def page_path(address: str) -> str:
    """Where a page is staged. Raises ValueError for an address that does not start and end with `/`."""
    if not (address.startswith("/") and address.endswith("/")):
        msg = f"a page's address starts and ends with a slash: {address!r}"
        raise ValueError(msg)
    stem = address.strip("/")
    if stem.rpartition("/")[2] in {"", "index"}:
        return f"{address[1:]}index.md"  # the engine would publish `a/index.md` at `/a/`
    return f"{stem}.md"  # no folder for each page: making a folder takes as long as writing the page


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _quoted(text: str) -> str:
    return f'"{_safe(escape(one_line(text)))}"'


def _safe(words: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\U{ord(found[0]):08x}", words)
