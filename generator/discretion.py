"""Say where a record holds what would let someone reach a person: `personal_data(document)`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Datum, Diagnostic, Place, first, say, seek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.sources import Document

_Path = tuple[str | int, ...]
_Site = tuple[Datum, Place]

_ALLOWED = "contact"
# The law has who publishes a site, and who hosts it, say how to be reached.
_LEGAL_NOTICE = ("page", "mentions-legales")


def personal_data(document: Document, public: frozenset[str] = frozenset()) -> Iterator[Diagnostic]:
    """Every datum of a record that reaches a person, outside a field `contact`.

    The addresses of `public`, in small letters, are left alone, and so is what the record's `non_personnel`
    names: those of its entries that serve nothing are told. The facts of the site and its legal notice are
    there to give addresses. Notes of the front matter are read as well: the forge shows those.
    """
    if document.kind == "site" or (document.kind, document.id) == _LEGAL_NOTICE:
        return
    spared = _Spared(document, public)
    yield from _in_fields(document, spared)
    yield from first(spared.left(_sites(document.path, document.body, document.body_line)), _fault)
    yield from spared.unused()


def public_addresses(site: Document | None) -> frozenset[str]:
    """The addresses that the facts of the site declare, its own `contact` included, in small letters."""
    data = (site and site.data) or {}
    listed = data.get("adresses_publiques")
    named = [*(listed if isinstance(listed, list) else ()), data.get("contact")]
    return frozenset(one.lower() for one in named if isinstance(one, str))


def declared(document: Document) -> list[tuple[int, str, str]]:
    """(rank, text, reason) of each well-formed entry of `non_personnel`."""
    listed = (document.data or {}).get("non_personnel")
    return [
        (rank, str(one["texte"]), str(one["raison"]))
        for rank, one in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and one.keys() >= {"texte", "raison"}
    ]


def in_name(path: str) -> Iterator[Diagnostic]:
    """What the name of a file tells."""
    for found in seek(path.rpartition("/")[2]):
        yield _fault((found, Place(path)))


class _Spared:
    """What is left alone in a record, and which of its declarations have served."""

    __slots__ = ("_declared", "_document", "_letters", "_own", "_places", "_public", "_served")

    def __init__(self, document: Document, public: frozenset[str]) -> None:
        self._document = document
        self._public = public
        self._declared = [(rank, _letters(text)) for rank, text, _ in declared(document)]
        self._places = [
            document.positions.value(("non_personnel", rank, "texte")) for rank, _ in self._declared
        ]
        self._own = _Places(self._places)
        self._letters = "\n".join(text for _, text in self._declared)
        self._served: set[int] = set()

    def holds(self, found: Datum, place: Place) -> bool:
        """Whether this datum, at `place`, is let through."""
        if found.text.lower() in self._public:
            return True
        letters = _letters(found.text)
        if letters not in self._letters:  # most often: one look at all of them at once
            return False
        ranks = [rank for rank, text in self._declared if letters in text]
        # The text of a declaration does not make it useful: what it lets through must stand elsewhere.
        if ranks and not self._own.hold(place):
            self._served.update(ranks)
        return bool(ranks)

    def left(self, sites: Iterable[_Site]) -> Iterator[_Site]:
        """Those that are not let through."""
        return (site for site in sites if not self.holds(*site))

    def unused(self) -> Iterator[Diagnostic]:
        """The entries that let nothing through."""
        for (rank, _), place in zip(self._declared, self._places, strict=True):
            if rank not in self._served:
                yield Diagnostic(
                    place=place,
                    rule="declaration-inutile",
                    message=say("declaration-inutile"),
                    help=say("declaration-inutile-aide"),
                )


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _in_fields(document: Document, spared: _Spared) -> Iterator[Diagnostic]:
    positions = document.positions
    typed = list(_sites(document.path, positions.text, positions.first_line))
    texts = list(_texts(document.data, ()))
    # Most records hold nothing of the sort: one look at all their values at once is enough to know.
    likely = texts if any(seek("\n\n".join(value for _, value in texts))) else ()
    told = [(positions.value(path), path, found) for path, value in likely if (found := list(seek(value)))]
    allowed = _Places(place for place, path, _ in told if path[-1] == _ALLOWED)
    shown = _Places(place for _, place in typed)
    yield from map(_fault, spared.left(site for site in typed if not allowed.hold(site[1])))
    for place, path, found in told:
        # Written with the escapes of YAML, it does not show in the file as it shows on the page.
        if path[-1] != _ALLOWED and not shown.touch(place):
            yield from map(_fault, spared.left((one, place) for one in found))


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
    """What a text tells, and where; read once, however long its lines are."""
    line, start, head = first_line, 0, -1
    for found in seek(text):
        line += text.count("\n", start, found.start)
        head = max(head, text.rfind("\n", start, found.start))
        start = found.start
        more = text.count("\n", start, found.end)
        foot = text.rfind("\n", start, found.end) if more else head
        yield (
            found,
            Place(
                path=path,
                line=line,
                column=found.start - head,
                end_line=line + more,
                end_column=found.end - foot,
            ),
        )


def _fault(site: _Site) -> Diagnostic:
    found, place = site
    return Diagnostic(
        place=place, rule="donnee-personnelle", message=found.message, help=say("donnee-personnelle-aide")
    )


def _texts(data: Any, path: _Path) -> Iterator[tuple[_Path, str]]:  # noqa: ANN401 — what a file holds
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))
