"""Copy pages of a site into a folder that opens without a server: no scripts, forms or dead links.

A preview holds the pages that a proposal changes; an offline edition, all of them.
"""

from __future__ import annotations

import base64
import posixpath
import re
import shutil
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.frozen import Frozen
from generator.machine import about
from generator.publishing.relative import to_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_INSIDE = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
# Each tag whole, attributes included: what looks like a tag inside an attribute is part of that one.
_TOKEN = re.compile(
    rf"<!--.*?-->|<(?P<lost>script|form)\b{_INSIDE}>.*?</(?P=lost)>|<(?P<name>[A-Za-z][A-Za-z0-9-]*){_INSIDE}>",
    re.DOTALL,
)
# Those of the header, and those that only a script shows, where the page already says so.
_QUIET = re.compile(rf'<form\b{_INSIDE} (?:hidden\b|class="[^"]*\bespace-)')
_NO_SCRIPT = re.compile(r"</?noscript>")
_STYLES = re.compile(r' rel="(?:stylesheet|icon)"')
_LINK = re.compile(r'( (?:href|src|poster))="([^"]*)"')
_FONT = re.compile(r'url\("?([A-Za-z0-9./_-]+\.woff2)"?\)')
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_SCHEME = re.compile(r'(?<=\[data-md-color-scheme=)("?)(default|slate)\b')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"')
_LOOKS = frozenset({".css", ".svg", ".png"})
_SHARED = "assets/partage/"  # the pictures that networks show beside a link
_OTHER = {"default": "slate", "slate": "default"}
# `file:` for the browsers to which two files of one folder are strangers.
_OFFLINE = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


class Copying(Frozen):
    """How pages are copied: the `folder` of `out` where they go, and what stands for the rest.

    A link to what is not taken leads to `elsewhere`, a page at the top of `out` whose HTML is `explained`,
    and says why, `away`. In place of a form that people see stands `no_form`, where `{root}` is the way up.
    Files of the endings `left` are not taken. Words are `reworded`; `foot` ends the foot of each page.
    """

    folder: str
    elsewhere: str
    explained: str
    away: str
    no_form: str
    left: tuple[str, ...] = ()
    reworded: tuple[str, str] = ("", "")
    foot: str = ""


@dataclass(slots=True)
class _Site:
    """A site folder, the pages of it to copy, and the files that these turn out to show."""

    root: Path
    shown: frozenset[str]
    files: set[str]
    how: Copying


def take_offline(site: Path, addresses: Iterable[str], out: Path, *, how: Copying) -> Mapping[str, str]:
    """Copy into `out` the pages at `addresses` of the folder `site`, with the files that they show.

    Whatever `out` holds is removed. Returns, for each address, the path of its file from `out`. A link to a
    page that is not taken leads to one that says so. Raises OSError.
    """
    taken = _Site(site, frozenset(addresses), set(), how)
    inside = out / how.folder
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    files = {where: f"{how.folder}{where}index.html".lstrip("/") for where in sorted(taken.shown)}
    for where, file in files.items():
        html = (site / where.strip("/") / "index.html").read_text(encoding="utf-8")
        _put(out / file, offline(html, where, taken).encode())
    styles = (path for path in (site / "assets").rglob("*") if path.suffix in _LOOKS)
    shown = {path for one in styles if not (path := one.relative_to(site).as_posix()).startswith(_SHARED)}
    for path in sorted(taken.files | shown):
        _put(inside / path, _styled(site / path) if path.endswith(".css") else (site / path).read_bytes())
    _put(out / how.elsewhere, how.explained.encode())
    return files


def offline(html: str, where: str, taken: _Site) -> str:
    """The HTML of the page at `where`, fit to open from a file; the files it shows are added to `taken`."""
    up = f"{to_root(where)}{'../' if taken.how.folder else ''}"
    away = f'="{up}{taken.how.elsewhere}" title="{escape(taken.how.away)}"'

    def rewrite(token: re.Match[str]) -> str:
        text, name = token[0], token["name"]
        if name is None:
            spoken = token["lost"] == "form" and not _QUIET.match(text)
            instead = taken.how.no_form.format(root=to_root(where)) if spoken else ""
            return text if text.startswith("<!--") else instead
        if _POLICY.match(text):
            return f'<meta http-equiv="Content-Security-Policy" content="{_OFFLINE}">'
        if name == "link" and not _STYLES.search(text):  # feeds, and what is asked for ahead of time
            return ""

        def follow(link: re.Match[str]) -> str:
            found = _target(unescape(link[2]), where, taken)
            if found is None and name == "a":
                return f"{link[1]}{away}"
            return link[0] if found is None else f'{link[1]}="{escape(found)}"'

        return _LINK.sub(follow, text)

    words, others = taken.how.reworded
    text = html.replace(words, others) if words else html
    before, end, after = text.rpartition("</footer>")
    whole = f"{before}{taken.how.foot}{end}{after}" if end else text
    return _TOKEN.sub(rewrite, _NO_SCRIPT.sub("", whole))


def _target(link: str, where: str, taken: _Site) -> str | None:
    """The link as it works in the folder; None if it leads to something that was not copied."""
    try:
        parts = urlsplit(link)
    except ValueError:  # an address elsewhere that no program can read
        return link
    if parts.scheme or parts.netloc or not parts.path:
        return link
    path = posixpath.normpath(posixpath.join(where, unquote(parts.path)))
    page = f"{path.rstrip('/')}/"
    end = f"#{parts.fragment}" if parts.fragment else ""
    here = where.rstrip("/") or "/"
    if page in taken.shown:
        return posixpath.relpath(f"{page}index.html", here) + end
    file = taken.root / path.lstrip("/")
    if file.is_file() and file.suffix not in {".html", ".js", *taken.how.left}:
        taken.files.add(path.lstrip("/"))
        return posixpath.relpath(path, here) + end
    return None


def _styled(sheet: Path) -> bytes:
    """A style sheet without fonts, and whose dark mode needs no script.

    Fonts are inside: a browser asks a server's leave for one, and there is none. A script names on each page
    the scheme of the system; without it pages stay at `default`, which here means the other in the dark.
    """

    def inside(found: re.Match[str]) -> str:
        font = sheet.parent / found[1]
        if not font.is_file():
            return found[0]
        return f'url("data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}")'

    text = sheet.read_text(encoding="utf-8")
    swapped = _SCHEME.sub(lambda found: found[1] + _OTHER[found[2]], _FACE.sub("", text))
    dark = "" if swapped == text else f"\n@media (prefers-color-scheme: dark) {{\n{swapped}\n}}\n"
    return f"{_FONT.sub(inside, text)}{dark}".encode()


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with about(file):
        file.write_bytes(content)
