"""Check that every link of the prose leads to a file, and to a heading, that exists."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import normalize

from generator.diagnostics import Diagnostic, Known, first, quoted, say
from generator.sources import published_path
from generator.web import on_a_computer

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from generator.graph.mentions import Mention
    from generator.graph.whole import Whole

# Searching for the closest name takes time: after so many faults, advice is no longer needed.
_MOST_SUGGESTIONS = 200
_SITE = re.compile(
    r"www\.|(?:[\w-]+\.)+(?:fr|com|org|net|eu|be|ch|info|gouv|bzh|re|io)(?:[/?#]|$)", re.IGNORECASE
)
_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[a-z]+", re.IGNORECASE)
_FILES = ("fichier", "image")


def dead_link(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of links in prose that lead to no file."""
    names = _Names([*(document.path for document in whole.documents.values()), *whole.attachments])
    found = whole.attachments | whole.pages
    for mentions in _by_file(one for one in whole.mentions if _is_no_picture(one, found)):
        yield from first(mentions, _no_picture)
    asked = count()

    def fault(mention: Mention) -> Diagnostic:
        remedy = _other_sort(mention.written)
        if not remedy and next(asked) < _MOST_SUGGESTIONS and (near := names.near(mention, whole.pages)):
            remedy = say("vouliez-vous", proche=quoted(near))
        return Diagnostic(
            place=mention.place,
            rule="lien-mort",
            message=say("lien-mort", valeur=quoted(mention.written)),
            help=remedy or say("lien-mort-aide"),
        )

    dead = (
        one for one in whole.mentions if one.kind in _FILES and one.target is None and one.path not in found
    )
    for mentions in _by_file(dead):
        yield from first(mentions, fault)


def _other_sort(written: str) -> str:
    """The advice for a link that looks like a path but is another kind of address; empty otherwise."""
    if on_a_computer(written):
        return say("adresse-ordinateur-aide")
    if _SITE.match(written):
        return say("lien-vers-un-site-aide", propose=quoted("https://" + written))
    if _MAIL.fullmatch(written):
        return say("lien-vers-une-boite-aide", propose=quoted("mailto:" + written))
    return ""


def _is_no_picture(mention: Mention, found: Container[str]) -> bool:
    """Whether an image in prose points to an existing file that is not an image."""
    there = mention.target is not None or mention.path in found
    return mention.kind == "image" and there and not _is_picture(mention)


def _no_picture(mention: Mention) -> Diagnostic:
    return Diagnostic(
        place=mention.place,
        rule="lien-mort",
        message=say("pas-une-image", valeur=quoted(mention.written))
        if mention.written
        else say("image-absente"),
        help=say("pas-une-image-aide"),
    )


def _is_picture(mention: Mention) -> bool:
    return mention.target is None and published_path(mention.path).endswith((".png", ".jpg", ".webp"))


def own_address(whole: Whole) -> Iterator[Diagnostic]:
    """The warnings of links in prose that go through the public address of this very site."""
    names = _Names(document.path for document in whole.documents.values())

    def written(mention: Mention) -> str:
        path = mention.path if mention.path in whole.pages else names.exact(mention)
        return f"{path}#{mention.anchor}" if path and mention.anchor else path

    def warning(mention: Mention) -> Diagnostic:
        return Diagnostic(
            place=mention.place,
            rule="adresse-de-ce-site",
            message=say("adresse-de-ce-site", valeur=quoted(mention.written)),
            help=say("adresse-de-ce-site-aide", chemin=quoted(written(mention))),
        )

    # An address where nothing is published has its own fault.
    own = (one for one in whole.mentions if one.kind == "adresse" and not one.steps and written(one))
    for mentions in _by_file(own):
        yield from first(mentions, warning)


def dead_anchor(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of links to a heading that the file does not have."""
    anchors: dict[str, dict[str, None]] = {}
    known: dict[str, Known] = {}
    asked = count()

    def is_dead(mention: Mention) -> bool:
        if mention.path in whole.pages:
            return True
        if mention.kind == "image":
            return False
        target = mention.target
        held = whole.outlines.get(target) if target else None
        # A text that could not be read has a fault already; its headings are unknown.
        if target is None or held is None or held.refused or whole.documents[target].partial:
            return False
        if mention.path not in anchors:
            anchors[mention.path] = dict.fromkeys(heading.id for heading in held.headings)
            known[mention.path] = Known(anchors[mention.path])
        return mention.anchor not in anchors[mention.path]

    def fault(mention: Mention) -> Diagnostic:
        if mention.path in whole.pages:
            message = say("ancre-d-une-page", page=mention.path)
            return Diagnostic(
                place=mention.place,
                rule="ancre-inconnue",
                message=message,
                help=say("ancre-d-une-page-aide"),
            )
        near = known[mention.path].closest(mention.anchor) if next(asked) < _MOST_SUGGESTIONS else None
        return Diagnostic(
            place=mention.place,
            rule="ancre-inconnue",
            message=say("ancre-inconnue", fichier=mention.path, ancre=quoted("#" + mention.anchor)),
            help=_right_anchor(mention.anchor, near),
        )

    for mentions in _by_file(one for one in whole.mentions if one.anchor and is_dead(one)):
        yield from first(mentions, fault)


def _by_file(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """The mentions of each file, in the order of its text."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.document.path].append(mention)
    yield from (sorted(listed, key=lambda one: one.span) for listed in found.values())


def _right_anchor(written: str, near: str | None) -> str:
    if near is None:
        return say("ancre-inconnue-aide")
    if normalize("NFC", near) == normalize("NFC", written):
        return say("ancre-aux-accents-aide")
    return say("vouliez-vous", proche=quoted("#" + near))


class _Names:
    """The files by their names, to find the one that a wrong link meant."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(paths):
            self._files[_name(path)].append(path)
        self._known = Known(self._files)

    def near(self, mention: Mention, pages: Iterable[str]) -> str:
        """The link to the file with the closest name, as it must be written where the wrong one is."""
        name = _name(mention.path.rstrip("/"))
        near = self._known.unmistakable(name)
        if near is None and mention.path.startswith("/"):
            page = Known(pages).closest(mention.path)
            if page:
                return page
        near = near or self._known.closest(name)
        return self._written(mention, near) if near else ""

    def exact(self, mention: Mention) -> str:
        """The link to the file with exactly this name, or an empty text."""
        name = _name(mention.path.rstrip("/"))
        return self._written(mention, name) if name in self._files else ""

    def _written(self, mention: Mention, name: str) -> str:
        here = mention.document.path
        files = [path for path in self._files[name] if path != here]
        if not files:
            return ""
        folders = set(mention.path.split("/"))
        # Among files of the same name (`r1.md`), the one that shares the most folders.
        file = max(files, key=lambda path: len(folders & set(path.split("/"))))
        return posixpath.relpath(file, posixpath.dirname(here))


def _name(path: str) -> str:
    """The name by which a file is searched: `bocal` for `toolbox/bocal.md` and `toolbox/bocal/index.md`."""
    return posixpath.basename(path.removesuffix("/index.md")).removesuffix(".md")
