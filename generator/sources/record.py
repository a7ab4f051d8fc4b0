"""Read one record's bytes into a `Document`: limits first, then characters, then fences, then fields."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Edit, Place, first, quoted, say
from generator.diagnostics.diagnostic import Related
from generator.frozen import replace
from generator.sources import characters, limits
from generator.sources.builder import BuiltData, build
from generator.sources.document import Document
from generator.sources.front_matter import Cut, cut, load
from generator.sources.identity import ALONE
from generator.sources.kept import without_rewriting
from generator.sources.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.sources.builder import Path
    from generator.sources.characters import Cleaned
    from generator.sources.unreadable import Mark


_ALONE = {identity.kind for identity in ALONE.values()}


def read_record(
    path: str, kind: str, identifier: str, *, content: bytes
) -> tuple[Document, list[Diagnostic]]:
    """The document at `path` and its faults. `content` may be any bytes at all; nothing is raised."""
    document, told = _read(path, kind, identifier, content=content)
    return document, [*told]


@lru_cache(maxsize=512)  # who mends, compares or writes reads again, each time, what did not change
def _read(
    path: str, kind: str, identifier: str, *, content: bytes
) -> tuple[Document, tuple[Diagnostic, ...]]:
    alone = kind in _ALONE
    most = limits.FRONT_MATTER_BYTES if alone else limits.RECORD_BYTES
    long = [_too_long(path, 1, "le fichier", most=most)] if len(content) > most else []
    if long and alone:  # fields alone, cut short, would be taken for all of them
        return Document(
            path=path, kind=kind, id=identifier, data=None, positions=Positions(path), body="", body_line=1
        ), tuple(long)
    text, undecodable = characters.decode(path, _whole_lines(content, most) if long else content)
    clean = characters.cleaned(text)
    read = clean.text if clean else text
    parts = Cut(read, "", read.count("\n") + 2) if alone else cut(path, read)
    positions = Positions(path, parts.unread if parts.header is None else parts.header, 1 if alone else 2)
    body, longer = _body(path, parts)
    built = BuiltData(None)
    if parts.header is not None:
        built = build(read) if alone else load(read, parts)
    found = [
        *([parts.fault] if parts.fault else []),
        *_yaml_faults(path, built, positions),
        *(long or longer),
    ]
    if clean:
        found = [in_file(fault, clean) for fault in found]
    hidden = characters.check(path, text, parts.body_line) if clean else ()
    if (
        undecodable
    ):  # letters of another encoding show as control characters: saving the file in UTF-8 mends them
        hidden = (fault for fault in hidden if fault.rule != "caractere-de-controle")
    partial = bool(long or longer)
    document = Document(
        path=path,
        kind=kind,
        id=identifier,
        data=built.data,
        positions=positions,
        body=body,
        body_line=parts.body_line,
        partial=partial,
        cleaned=clean,
    )
    told = [*([undecodable] if undecodable else []), *hidden, *found]
    return document, tuple(without_rewriting(text, told))


def in_file(fault: Diagnostic, clean: Cleaned) -> Diagnostic:
    """A fault of a text without invisible characters, with its places moved to those of the file."""
    path = fault.place.path
    return replace(
        fault,
        place=clean.in_file(fault.place),
        related=tuple(
            replace(one, place=clean.in_file(one.place)) if one.place.path == path else one
            for one in fault.related
        ),
        edits=tuple(replace(edit, place=clean.in_file(edit.place)) for edit in fault.edits),
        rest=tuple(replace(edit, place=clean.in_file(edit.place)) for edit in fault.rest),
    )


def _whole_lines(content: bytes, most: int) -> bytes:
    """The start of a file that is too long, cut between two lines where it has several."""
    start = content[:most]
    return start[: start.rfind(b"\n") + 1] or start


def _body(path: str, parts: Cut) -> tuple[str, list[Diagnostic]]:
    """The body, cut between two lines if it is too long; the anchors that are left remain link targets."""
    body = parts.body
    if len(body) <= limits.BODY_BYTES // 4:
        return body, []
    content = body.encode("utf-8", "replace")
    if len(content) <= limits.BODY_BYTES:
        return body, []
    shorter = content[: limits.BODY_BYTES].decode("utf-8", "ignore").rpartition("\n")[0]
    return shorter, [_too_long(path, parts.body_line, "le texte", most=limits.BODY_BYTES)]


def _yaml_faults(path: str, built: BuiltData, positions: Positions) -> Iterator[Diagnostic]:
    shift = positions.first_line - 1

    def place(mark: Mark) -> Place:
        line, column, end_line, end_column = mark
        return Place(
            path=path,
            line=line + shift,
            column=column,
            end_line=end_line and end_line + shift,
            end_column=end_column,
        )

    def escaped(found: tuple[str, Mark]) -> Diagnostic:
        rule, words = characters.named(found[0])
        message = f"cette valeur cache {words}, écrit avec une barre oblique inverse"
        remedy = "retirez-le ; pour une vraie barre oblique inverse, doublez-la"
        return Diagnostic(place=place(found[1]), rule=rule, message=message, help=remedy)

    def duplicate(found: tuple[Path, Mark]) -> Diagnostic:
        return Diagnostic(
            place=place(found[1]),
            rule="cle-en-double",
            message=f"le champ {quoted(found[0][-1])} est écrit deux fois",
            help="gardez une seule des deux valeurs",
            related=(Related(positions.key(found[0]), "la première fois ici"),),
        )

    yield from first(built.escaped, escaped)
    yield from first(built.duplicates, duplicate)
    if (problem := built.problem) is not None:
        last = positions.text.count("\n") + 1
        edits = tuple(Edit(place(mark), text) for mark, text in problem.mendings)
        mark = (min(problem.mark[0], last), *problem.mark[1:])
        yield Diagnostic(
            place=place(mark), rule=problem.rule, message=problem.message, help=problem.remedy, edits=edits
        )


def _too_long(path: str, line: int, what: str, *, most: int) -> Diagnostic:
    return Diagnostic(
        place=Place(path, line),
        rule="fiche-trop-longue",
        message=say("fiche-trop-longue", quoi=what, limite=most // 1024),
        help=say("fiche-trop-longue-aide"),
    )


def in_files(clean: Mapping[str, Cleaned], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults with places as in the files, also for files read without their invisible characters."""
    return [in_file(one, clean[one.place.path]) if one.place.path in clean else one for one in found]
