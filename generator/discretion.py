"""Say where a record holds what would let someone reach a person: `personal_data(document)`."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, say, seek

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources import Document

_Path = tuple[str | int, ...]

# A text with a thousand faults of one sort is shown the first of them: enough to correct it.
_REPEATED_FAULTS = 20
_ALLOWED = "contact"
# The law has who publishes a site, and who hosts it, say how to be reached.
_LEGAL_NOTICE = ("page", "mentions-legales")


def personal_data(document: Document) -> Iterator[Diagnostic]:
    """Every e-mail address and telephone number of a record, outside a field `contact`; at most twenty.

    The facts of the site and its legal notice are there to give them, and are left alone.
    The whole file is read as it is typed, notes of its front matter included: the forge shows those too.
    """
    if document.kind == "site" or (document.kind, document.id) == _LEGAL_NOTICE:
        return
    yield from islice(chain(_in_fields(document), _in_text(document)), _REPEATED_FAULTS)


def in_name(path: str) -> Iterator[Diagnostic]:
    """What the name of a file tells."""
    for found in seek(path.rpartition("/")[2]):
        yield _fault(Place(path), found.message)


def _in_fields(document: Document) -> Iterator[Diagnostic]:
    positions = document.positions
    typed = list(_placed(document.path, positions.text, positions.first_line))
    texts = list(_texts(document.data, ()))
    # Most records hold nothing of the sort: one look at all their values at once is enough to know.
    likely = texts if any(seek("\0".join(value for _, value in texts))) else ()
    told = [(path, found) for path, value in likely if (found := list(seek(value)))]
    if not typed and not told:
        return
    allowed = [positions.value(path) for path, _ in told if path[-1] == _ALLOWED]
    for fault in typed:
        if not any(_holds(place, fault.place) for place in allowed):
            yield fault
    for path, found in told:
        place = positions.value(path)
        # Written with the escapes of YAML, it does not show in the file as it shows on the page.
        if path[-1] != _ALLOWED and not any(_holds(place, fault.place) for fault in typed):
            yield from (_fault(place, one.message) for one in found)


def _in_text(document: Document) -> Iterator[Diagnostic]:
    return _placed(document.path, document.body, document.body_line)


def _placed(path: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    line, start = first_line, 0
    for found in seek(text):
        line += text.count("\n", start, found.start)
        start = found.start
        end_line = line + text.count("\n", start, found.end)
        column, end_column = (at - text.rfind("\n", 0, at) for at in (found.start, found.end))
        yield _fault(Place(path, line, column, end_line, end_column), found.message)


def _fault(place: Place, message: str) -> Diagnostic:
    return Diagnostic(place, "donnee-personnelle", message, say("donnee-personnelle-aide"))


def _holds(outer: Place, inner: Place) -> bool:
    return (outer.line, outer.column) <= (inner.line, inner.column) and inner.end() <= outer.end()


def _texts(data: Any, path: _Path) -> Iterator[tuple[_Path, str]]:  # noqa: ANN401 — what a file holds
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))
