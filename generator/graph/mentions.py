"""Find every place where a file names another record: fields the schemas mark, links in the prose."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from generator.diagnostics import Place
from generator.frozen import Frozen
from generator.model import Gazetteer, Ref, publiee
from generator.prose import Image, WrittenLink
from generator.prose import destination as leads_to
from generator.web import within

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from generator.diagnostics import Edit
    from generator.prose import Outline
    from generator.schema import Schemas
    from generator.sources import Document

BODY = "corps"


class Mention(Frozen):
    """One reference in `document`. `written` is the author's text, `kind` what it should refer to.

    `target` is the record named, or None where nothing answers. A mention stands either at `steps` of the
    front matter, or at `span` of the body (line, column, end line, end column); then `path` is the file the
    link points at and `anchor` the part of it. Of the kind `adresse` are the whole addresses of this site, in
    either: `path` is counted from its root.
    """

    document: Document
    field: str
    kind: str
    written: str
    target: Ref | None
    steps: tuple[str | int, ...] = ()
    span: tuple[int, int, int, int] = (1, 1, 1, 1)
    path: str = ""
    anchor: str = ""

    @property
    def source(self) -> Ref:
        """The record that holds the reference."""
        return Ref(self.document.kind, self.document.id)

    def edit(self, right: str | None) -> tuple[Edit, ...]:
        """The edits that write `right` instead; none in prose, or if `right` is empty."""
        return self.document.positions.edit(self.steps, right) if self.steps and right else ()

    @property
    def place(self) -> Place:
        """Its place in the file, worked out only when asked, since most references are right."""
        if self.steps:
            return self.document.positions.value(self.steps)
        line, column, end_line, end_column = self.span
        shift = self.document.body_line - 1
        return Place(
            path=self.document.path,
            line=line + shift,
            column=column,
            end_line=end_line + shift,
            end_column=end_column,
        )


class Destination(Frozen):
    """Where a relative link of the prose leads: a file (empty: the same one), and a part of it.

    A `path` that starts with `/` is an address of the site; `query` is what follows its `?`.
    """

    path: str
    anchor: str
    query: str = ""


def destination(chemin: str, href: str) -> Destination | None:
    """Where `href`, written in the file `chemin`, leads; None where it leaves the commons.

    The path is normalised; if it leaves the folder of the commons (`../..`), it leads to nothing.
    """
    if leads_to(href) != "own":
        return None
    path, _, anchor = href.partition("#")
    path, _, query = path.partition("?")
    path = unquote(path)
    if path and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(chemin), path))
    return Destination(path, unquote(anchor), query)


class MentionNames(Frozen):
    """All that can be named: `files` maps record files to their names, `known` holds the names.

    A published revision never changes, whatever happens to what it names: `lasting` maps to their names of
    today the paths that files have had, `moved` their folders to those of today, and `withdrawn` holds what
    was taken off the site. `site` is the address of the site.
    """

    schemas: Schemas
    gazetteer: Gazetteer
    files: Mapping[str, Ref]
    known: frozenset[Ref]
    lasting: Mapping[str, Ref]
    withdrawn: frozenset[Ref]
    moved: Mapping[str, str]
    site: str = ""


def mentions(
    document: Document, data: Mapping[str, Any] | None, held: Outline, *, names: MentionNames
) -> Iterator[Mention]:
    """Every mention of one document whose front matter is `data` and whose prose holds `held`.

    Without `data`, which could not be read, a revision is judged as a published one: it may be one.
    """
    lasts = document.kind == "protocole" and (data is None or publiee(data))
    known = names.known | names.withdrawn if lasts else names.known
    for reference in names.schemas.references(document.kind, data or {}):
        target: Ref | None = Ref(reference.kind, reference.value)
        if reference.kind == "territoire":
            target = Ref("territoire", names.gazetteer.today(reference.value))
            if names.gazetteer.get(reference.value) is None and target not in names.known:
                target = None
        elif target not in known:
            target = None
        yield Mention(
            document=document,
            field=reference.field,
            kind=reference.kind,
            written=reference.value,
            target=target,
            steps=reference.path,
        )
    for named in names.schemas.attached(document.kind, data or {}):
        leads = destination(document.path, named.value)
        if leads is not None:
            yield Mention(
                document=document,
                field=named.field,
                kind=named.kind,
                written=named.value,
                target=None,
                steps=named.path,
                path=leads.path,
            )
    if document.kind != "site":
        yield from _addresses(document, data, names.site, steps=())
    files, moved = (names.lasting, names.moved) if lasts else (names.files, {})
    yield from _in_prose(document, names.site, (files, moved), held=held)


def _addresses(
    document: Document,
    data: Any,  # noqa: ANN401 — what a file holds
    site: str,
    *,
    steps: tuple[str | int, ...],
) -> Iterator[Mention]:
    """The whole addresses of this site in the front matter."""
    if isinstance(data, str):
        found = within(site, data.strip()) if data.lstrip()[:4].lower() == "http" else None
        if found:
            field = ".".join(step for step in steps if isinstance(step, str))
            path, anchor = found
            yield Mention(
                document=document,
                field=field,
                kind="adresse",
                written=data,
                target=None,
                steps=steps,
                path=path,
                anchor=anchor,
            )
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _addresses(document, value, site, steps=(*steps, step))


def _in_prose(
    document: Document, site: str, paths: tuple[Mapping[str, Ref], Mapping[str, str]], *, held: Outline
) -> Iterator[Mention]:
    files, moved = paths
    links: tuple[WrittenLink | Image, ...] = (*held.links, *held.images)
    for link in links:
        written = link.src if isinstance(link, Image) else link.href
        span = (link.line, link.column, link.end_line, link.end_column)
        leads = destination(document.path, written)
        if leads is None:
            if isinstance(link, WrittenLink) and (found := within(site, written.strip())):
                path, anchor = found
                yield Mention(
                    document=document,
                    field=BODY,
                    kind="adresse",
                    written=written,
                    target=None,
                    span=span,
                    path=path,
                    anchor=anchor,
                )
            continue
        path = leads.path or document.path
        target = files.get(path)
        if target is None:
            folder, slash, name = path.rpartition("/")
            path = f"{moved.get(folder, folder)}{slash}{name}"
        kind = "image" if isinstance(link, Image) else "fichier"
        yield Mention(
            document=document,
            field=BODY,
            kind=kind,
            written=written,
            target=target,
            span=span,
            path=path,
            anchor=leads.anchor,
        )


def shown_by(mentions: Iterable[Mention], known: Container[str]) -> dict[Ref, tuple[str, ...]]:
    """The attachments that each revision shows, by its name."""
    found: dict[Ref, tuple[str, ...]] = {}
    for one in mentions:
        if one.source.kind == "protocole" and one.path in known:
            found[one.source] = (*found.get(one.source, ()), one.path)
    return {ref: tuple(dict.fromkeys(paths)) for ref, paths in found.items()}
