"""Copy pages of a site into a folder that opens without a server: no scripts, forms or dead links."""

from __future__ import annotations

import base64
import posixpath
import re
import shutil
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.machine import about
from generator.publishing.relative import to_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ELSEWHERE = "hors-apercu.html"
"""The page that links lead to when theirs was not taken."""
_PAGES = "pages"
_INSIDE = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
# Each tag whole, attributes included: what looks like a tag inside an attribute is part of that one.
_TOKEN = re.compile(
    rf"<!--.*?-->|<(?P<lost>script|form)\b{_INSIDE}>.*?</(?P=lost)>|<(?P<name>[A-Za-z][A-Za-z0-9-]*){_INSIDE}>",
    re.DOTALL,
)
# Those of the header, and those that only a script shows, where the page already says so.
_QUIET = re.compile(rf'<form\b{_INSIDE} (?:hidden\b|class="[^"]*\bespace-)')
_NO_FORM = "<p>Ce formulaire ne répond que sur le site : il n'est pas dans l'aperçu.</p>"
_STYLES = re.compile(r' rel="(?:stylesheet|icon)"')
_LINK = re.compile(r'( (?:href|src|poster))="([^"]*)"')
_FONT = re.compile(r'url\("?([A-Za-z0-9./_-]+\.woff2)"?\)')
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_SCHEME = re.compile(r'(?<=\[data-md-color-scheme=)("?)(default|slate)\b')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"')
_OTHER = {"default": "slate", "slate": "default"}
# `file:` for the browsers to which two files of one folder are strangers.
_OFFLINE = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_EXPLAINED = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Page hors de l'aperçu</title>
</head>
<body>
<main>
<h1>Cette page n'est pas dans l'aperçu</h1>
<p>L'aperçu ne contient que les pages que la proposition change. Les autres sont sur le site, telles qu'elles étaient.</p>
<p>Revenez en arrière, ou à <a href="index.html">la liste des pages de l'aperçu</a>.</p>
</main>
</body>
</html>
"""  # noqa: E501 — a page, as it is


@dataclass(slots=True)
class _Site:
    """A site folder, the pages of it to copy, and the files that these turn out to show."""

    root: Path
    shown: frozenset[str]
    files: set[str]


def take_offline(site: Path, addresses: Iterable[str], out: Path) -> Mapping[str, str]:
    """Copy into `out` the pages at `addresses` of the folder `site`, with the files that they show.

    Whatever `out` holds is removed. Returns, for each address, the path of its file from `out`. A link to a
    page that is not taken leads to one that says so. Raises OSError.
    """
    taken = _Site(site, frozenset(addresses), set())
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    files = {where: f"{_PAGES}{where}index.html" for where in sorted(taken.shown)}
    for where, file in files.items():
        html = (site / where.strip("/") / "index.html").read_text(encoding="utf-8")
        _put(out / file, offline(html, where, taken).encode())
    styles = (path for path in (site / "assets").rglob("*") if path.suffix in {".css", ".svg", ".png"})
    for path in sorted({*taken.files, *(one.relative_to(site).as_posix() for one in styles)}):
        _put(
            out / _PAGES / path, _styled(site / path) if path.endswith(".css") else (site / path).read_bytes()
        )
    _put(out / ELSEWHERE, _EXPLAINED.encode())
    return files


def offline(html: str, where: str, taken: _Site) -> str:
    """The HTML of the page at `where`, fit to open from a file; the files it shows are added to `taken`."""

    def rewrite(token: re.Match[str]) -> str:
        text, name = token[0], token["name"]
        if name is None:
            spoken = token["lost"] == "form" and not _QUIET.match(text)
            return text if text.startswith("<!--") else _NO_FORM if spoken else ""
        if _POLICY.match(text):
            return f'<meta http-equiv="Content-Security-Policy" content="{_OFFLINE}">'
        if name == "link" and not _STYLES.search(text):  # feeds, and what is asked for ahead of time
            return ""
        elsewhere = f"{to_root(where)}../{ELSEWHERE}"

        def follow(link: re.Match[str]) -> str:
            found = _target(unescape(link[2]), where, taken)
            if found is None and name == "a":
                return f'{link[1]}="{elsewhere}" title="Page hors de l\'aperçu"'
            return link[0] if found is None else f'{link[1]}="{escape(found)}"'

        return _LINK.sub(follow, text)

    return _TOKEN.sub(rewrite, html)


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
    if file.is_file() and file.suffix not in {".html", ".js"}:
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
