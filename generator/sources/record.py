"""Read one record's bytes into a `Document`: limits first, then characters, then fences, then fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Edit, Place, quoted
from generator.diagnostics.diagnostic import Related
from generator.sources import characters, limits
from generator.sources.builder import Built, build
from generator.sources.document import Document
from generator.sources.front_matter import Cut, cut, load
from generator.sources.kept import without_rewriting
from generator.sources.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_record(path: str, kind: str, identifier: str, content: bytes) -> tuple[Document, list[Diagnostic]]:
    """The document at `path` and its faults. `content` may be any bytes at all; nothing is raised."""
    nothing = Document(path, kind, identifier, None, Positions(path), "", 1)
    most = limits.FRONT_MATTER_BYTES if kind == "site" else limits.RECORD_BYTES
    if len(content) > most:
        return nothing, [_too_long(path, 1, "le fichier", most)]
    text, fault = characters.decode(path, content)
    if text is None:
        return nothing, [fault] if fault else []
    hidden = list(characters.check(path, text))
    parts = Cut(text, "", text.count("\n") + 2) if kind == "site" else cut(path, text)
    positions = Positions(path, parts.header or "", 1 if kind == "site" else 2)
    body, long = _body(path, parts)
    if hidden:
        # What follows this room never meets them; U+FFFD keeps every column.
        body = characters.visible(body)
    built = Built(None)
    if parts.header is not None and not _before(parts.body_line, hidden):
        built = build(text) if kind == "site" else load(text, parts)
    document = Document(path, kind, identifier, built.data, positions, body, parts.body_line)
    fences = [parts.fault] if parts.fault else []
    found = [*hidden, *fences, *_yaml_faults(path, built, positions), *long]
    return document, without_rewriting(text, found)


def _before(line: int, hidden: list[Diagnostic]) -> bool:
    return any(
        place.line < line
        for fault in hidden
        for place in (fault.place, *(other.place for other in fault.related))
    )


def _body(path: str, parts: Cut) -> tuple[str, list[Diagnostic]]:
    """The body, cut between two lines where it is too long: the anchors left are still good targets."""
    body = parts.body
    if len(body) <= limits.BODY_BYTES // 4:
        return body, []
    content = body.encode("utf-8", "replace")
    if len(content) <= limits.BODY_BYTES:
        return body, []
    shorter = content[: limits.BODY_BYTES].decode("utf-8", "ignore").rpartition("\n")[0]
    return shorter, [_too_long(path, parts.body_line, "le texte", limits.BODY_BYTES)]


def _yaml_faults(path: str, built: Built, positions: Positions) -> Iterator[Diagnostic]:
    shift = positions.first_line - 1
    for names, (line, column, end_line, end_column) in built.duplicates[: limits.REPEATED_FAULTS]:
        place = Place(path, line + shift, column, end_line + shift, end_column)
        yield Diagnostic(
            place,
            "cle-en-double",
            f"le champ {quoted(names[-1])} est écrit deux fois",
            "gardez une seule des deux valeurs",
            (Related(positions.key(names), "la première fois ici"),),
        )
    if (problem := built.problem) is not None:
        line, column, end_line, end_column = problem.mark
        last = positions.text.count("\n") + 1
        place = Place(path, min(line, last) + shift, column, end_line and end_line + shift, end_column)
        edits = tuple(
            Edit(Place(path, line + shift, column, end_line + shift, end_column), text)
            for (line, column, end_line, end_column), text in problem.mendings
        )
        yield Diagnostic(place, problem.rule, problem.message, problem.remedy, edits=edits)


def _too_long(path: str, line: int, what: str, most: int) -> Diagnostic:
    return Diagnostic(
        Place(path, line),
        "fiche-trop-longue",
        f"{what} pèse plus de {most // 1024} Ko",
        "raccourcissez-le ; un long document se met dans un PDF, à côté de la fiche",
    )
