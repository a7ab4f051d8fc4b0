"""Read the menu of a `mkdocs.yml`: pages, links that leave the site, groups of either."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.diagnostics import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_SCHEMES = ("http", "https", "mailto")
_PAGE = ".md"


def is_outside(target: str) -> bool:
    """Whether an entry of the menu leads out of the site."""
    try:
        return urlsplit(target).scheme in _SCHEMES
    except ValueError:  # « http://[ » is no address, and is refused as no page
        return False


def pages(nav: object) -> Iterator[str]:
    """The pages that a menu leads to, as it writes them (`agenda.md`), in its order."""
    for _, target in _entries(nav):
        if isinstance(target, list):
            yield from pages(target)
        elif isinstance(target, str) and not is_outside(target):
            yield target


def titles(nav: object) -> dict[str, str | None]:
    """What a menu calls each of its pages."""
    found: dict[str, str | None] = {}
    for title, target in _entries(nav):
        for page, name in (titles(target) if isinstance(target, list) else {target: title}).items():
            found.setdefault(page, name)
    return found


def kept(nav: object, docs: Path) -> list[Any]:
    """A menu without entries that have no page here, and with page titles where it gives none."""
    found: list[Any] = []
    for title, target in _entries(nav):
        if isinstance(target, list):
            if inside := kept(target, docs):
                found.append({title: inside})
        elif is_outside(target):
            found.append({title: target})
        elif is_staged(docs, target):
            found.append({_title(docs / target) if title is None else title: target})
    return found


def is_staged(docs: Path, page: str) -> bool:
    """Whether the folder `docs` holds this page; a name that no system takes has none."""
    try:
        return (docs / page).is_file()
    except (OSError, ValueError):
        return False


def misshapen(nav: object, around: tuple[int, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Malformed entries, which MkDocs refuses in English: the words that lead to the line, then ours.

    `around` are the groups that `nav` is in, by identity: YAML lets a group hold itself.
    """
    for title, target in _entries(nav):
        words = (str(title),) if title is not None or isinstance(target, list) else (str(target),)
        if id(target) in around:
            yield words, f"le groupe {quoted(str(title))} se contient lui-même\n  aide: écrivez ses pages"
        elif isinstance(target, list) and isinstance(title, str):
            yield from misshapen(target, (*around, id(target)))
        elif not isinstance(target, str) or not isinstance(title, str | None):
            remedy = "écrivez « - Titre: page.md », ou « - Titre: » et une liste en dessous"
            yield words, f"une ligne de « nav » n'est ni une page ni un lien\n  aide: {remedy}"
        elif is_outside(target):
            if title is None:
                said = f"le lien {quoted(target)} n'a pas de titre\n  aide: écrivez « - Titre: {target} »"
                yield words, said
        elif not target.endswith(_PAGE):
            yield words, f"{quoted(target)}, dans « nav », n'est pas une page\n  aide: {_as_page(target)}"


def unknown(
    led: Iterable[tuple[str, str]], staged: Collection[str], usual: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Each page in `led` that is neither `staged` nor `usual`, with its setting and the message."""
    for setting, page in led:
        if page_of(page) not in staged and page not in usual:
            near = closest(page_of(page), sorted({one for one in staged if one.endswith(_PAGE)}))
            remedy = f"vouliez-vous dire {quoted(near)} ?" if near else "corrigez cette ligne ou retirez-la"
            yield setting, page, f"{quoted(page)} n'est pas une page de ce site\n  aide: {remedy}"


def page_of(target: str) -> str:
    """The staged page that a menu names by its file or a foot by its address (`agenda/`)."""
    return target if target.endswith(_PAGE) else f"{target.strip('/') or 'index'}{_PAGE}"


def _entries(nav: object) -> Iterator[tuple[Any, Any]]:
    """Each entry as its title (None where it has none) and where it leads."""
    for entry in nav if isinstance(nav, list) else ():
        if not isinstance(entry, dict):
            yield None, entry
        elif len(entry) == 1:
            yield from entry.items()
        else:
            yield next(iter(entry), ""), None


def _as_page(target: str) -> str:
    path = re.split("[#?]", target)[0]
    if ":" in path or path.startswith("//"):
        return "écrivez le nom d'une page, « agenda.md », ou l'adresse entière d'un autre site, « https://… »"
    stem = path.strip("/").removesuffix(_PAGE).removesuffix(".html").removesuffix("/index")
    return f"écrivez « {stem or 'index'}.md », ou l'adresse entière d'un autre site"


def _title(page: Path) -> str:
    """The title of a staged page, which is written there as HTML shows it."""
    from mkdocs.utils.meta import get_data  # noqa: PLC0415 — slow to load, for publishing only

    _, told = get_data(page.read_text(encoding="utf-8"))
    return unescape(str(told.get("title", page.stem)))
