"""Check that every link of the prose leads to a file, and to a heading, that exists."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING
from unicodedata import normalize

from generator.diagnostics import Diagnostic, closest, quoted
from generator.sources import published_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.graph.mentions import Mention
    from generator.graph.whole import Whole

# Looking for the closest name takes time: past these, who reads the first ones has understood.
_MOST_SUGGESTIONS = 200
_FILES = ("fichier", "image")


def dead_link(whole: Whole) -> Iterator[Diagnostic]:
    """A link of the prose leads to no file."""
    by_name = _by_name([*(document.path for document in whole.documents.values()), *whole.attachments])
    found = whole.attachments | whole.pages
    told = 0
    for mention in whole.mentions:
        if mention.kind == "image" and (mention.target or mention.path in found) and not _is_picture(mention):
            yield Diagnostic(
                mention.place,
                "lien-mort",
                f"{quoted(mention.written)} n'est pas une image" if mention.written else "il manque l'image",
                "donnez le nom d'une image déposée à côté de ce texte, ou faites un lien : retirez le « ! »",
            )
        if mention.kind in _FILES and mention.target is None and mention.path not in found:
            told += 1
            near = _near(mention, by_name, whole.pages) if told <= _MOST_SUGGESTIONS else ""
            yield Diagnostic(
                mention.place,
                "lien-mort",
                f"{quoted(mention.written)} ne mène à aucun fichier",
                f"vouliez-vous dire {quoted(near)} ?"
                if near
                else "corrigez le chemin, qui part du dossier de ce fichier, ou retirez le lien",
            )


def _is_picture(mention: Mention) -> bool:
    return mention.target is None and published_path(mention.path).endswith((".png", ".jpg", ".webp"))


def dead_anchor(whole: Whole) -> Iterator[Diagnostic]:
    """A link leads to a heading that its file does not hold."""
    anchors: dict[str, tuple[str, ...]] = {}
    told = 0
    for mention in whole.mentions:
        if mention.anchor and mention.path in whole.pages:
            message = f"le site refait « {mention.path} » lui-même : ses titres peuvent changer"
            yield Diagnostic(mention.place, "ancre-inconnue", message, "retirez ce qui suit le « # »")
        if mention.kind == "image":
            continue
        # A file that could not be read has its fault already, and its headings are not known.
        if not mention.anchor or mention.target is None or mention.target not in whole.data:
            continue
        if mention.path not in anchors:
            headings = whole.outlines[mention.target].headings
            anchors[mention.path] = tuple(dict.fromkeys(heading.id for heading in headings))
        if mention.anchor not in anchors[mention.path]:
            told += 1
            near = closest(mention.anchor, anchors[mention.path]) if told <= _MOST_SUGGESTIONS else None
            yield Diagnostic(
                mention.place,
                "ancre-inconnue",
                f"aucun titre de « {mention.path} » ne répond à {quoted('#' + mention.anchor)}",
                _right_anchor(mention.anchor, near),
            )


def _right_anchor(written: str, near: str | None) -> str:
    if near is None:
        return "visez un titre qui existe, ou retirez ce qui suit le « # »"
    if normalize("NFC", near) == normalize("NFC", written):
        return "retapez au clavier le lien et le titre : leurs accents se ressemblent sans être les mêmes"
    return f"vouliez-vous dire {quoted('#' + near)} ?"


def _by_name(paths: Iterable[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        found[_name(path)].append(path)
    return found


def _name(path: str) -> str:
    """What tells a file from the others: `bocal` for `toolbox/bocal.md` and for `toolbox/bocal/index.md`."""
    return posixpath.basename(path.removesuffix("/index.md")).removesuffix(".md")


def _near(mention: Mention, by_name: Mapping[str, list[str]], pages: Iterable[str]) -> str:
    """The link to the file with the closest name, as it must be written where the wrong one is."""
    here = mention.document.path
    name: str | None = _name(mention.path.rstrip("/"))
    if mention.path.startswith("/") and name not in by_name and (page := closest(mention.path, pages)):
        return page
    name = closest(name or "", by_name)
    files = [path for path in by_name[name] if path != here] if name else []
    if not files:
        return ""
    folders = set(mention.path.split("/"))
    # Of files with one name (`r1.md`), the one with the most folders in common.
    file = max(files, key=lambda path: len(folders & set(path.split("/"))))
    return posixpath.relpath(file, posixpath.dirname(here))
