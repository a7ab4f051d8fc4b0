"""Say where a record holds what would let someone reach a person: `personal_data(document)`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, first, say, seek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Document

_Path = tuple[str | int, ...]
_Site = tuple[Place, str]

_ALLOWED = "contact"
# The law has who publishes a site, and who hosts it, say how to be reached.
_LEGAL_NOTICE = ("page", "mentions-legales")


def personal_data(document: Document) -> Iterator[Diagnostic]:
    """Every e-mail address and telephone number of a record, outside a field `contact`.

    The facts of the site and its legal notice are there to give them, and are left alone.
    The whole file is read as it is typed, notes of its front matter included: the forge shows those too.
    """
    if document.kind == "site" or (document.kind, document.id) == _LEGAL_NOTICE:
        return
    yield from _in_fields(document)
    yield from first(_sites(document.path, document.body, document.body_line), _fault)


def in_name(path: str) -> Iterator[Diagnostic]:
    """What the name of a file tells."""
    for found in seek(path.rpartition("/")[2]):
        yield _fault((Place(path), found.message))


def _in_fields(document: Document) -> Iterator[Diagnostic]:
    positions = document.positions
    typed = list(_sites(document.path, positions.text, positions.first_line))
    texts = list(_texts(document.data, ()))
    # Most records hold nothing of the sort: one look at all their values at once is enough to know.
    likely = texts if any(seek("\0".join(value for _, value in texts))) else ()
    told = [(positions.value(path), path, found) for path, value in likely if (found := list(seek(value)))]
    allowed = _Places(place for place, path, _ in told if path[-1] == _ALLOWED)
    shown = _Places(place for place, _ in typed)
    yield from (_fault(site) for site in typed if not allowed.hold(site[0]))
    for place, path, found in told:
        # Written with the escapes of YAML, it does not show in the file as it shows on the page.
        if path[-1] != _ALLOWED and not shown.touch(place):
            yield from (_fault((place, one.message)) for one in found)


class _Places:
    """Places of one file, none within another, and what holds or stands in them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places)
        self._starts = [(place.line, place.column) for place in self._places]

    def hold(self, inner: Place) -> bool:
        """Whether one of them holds this place."""
        rank = bisect_right(self._starts, (inner.line, inner.column))
        return rank > 0 and inner.end() <= self._places[rank - 1].end()

    def touch(self, outer: Place) -> bool:
        """Whether one of them stands in this place."""
        rank = bisect_left(self._starts, (outer.line, outer.column))
        return rank < len(self._places) and self._places[rank].end() <= outer.end()


def _sites(path: str, text: str, first_line: int) -> Iterator[_Site]:
    """Where a text tells something, and what; read once, however long its lines are."""
    line, start, head = first_line, 0, -1
    for found in seek(text):
        line += text.count("\n", start, found.start)
        head = max(head, text.rfind("\n", start, found.start))
        start = found.start
        more = text.count("\n", start, found.end)
        foot = text.rfind("\n", start, found.end) if more else head
        yield (
            Place(path, line, found.start - head, line + more, found.end - foot),
            found.message,
        )


def _fault(site: _Site) -> Diagnostic:
    place, message = site
    return Diagnostic(place, "donnee-personnelle", message, say("donnee-personnelle-aide"))


def _texts(data: Any, path: _Path) -> Iterator[tuple[_Path, str]]:  # noqa: ANN401 — what a file holds
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))
