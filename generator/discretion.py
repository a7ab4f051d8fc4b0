"""Say where a record holds what would let someone reach a person: `personal_data(document)`."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Datum, Diagnostic, Place, say, seek

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources import Document

_Path = tuple[str | int, ...]

# A text with a thousand faults of one sort is shown the first of them: enough to correct it.
_REPEATED_FAULTS = 20
_ALLOWED = "contact"
# The law has who publishes a site, and who hosts it, say how to be reached.
_LEGAL_NOTICE = ("page", "mentions-legales")


def personal_data(document: Document, public: frozenset[str] = frozenset()) -> Iterator[Diagnostic]:
    """Every datum of a record that reaches a person, outside a field `contact`; at most twenty.

    The addresses of `public`, in small letters, are left alone, and so is what the record's `non_personnel`
    names: those of its entries that serve nothing are told. The facts of the site and its legal notice are
    there to give addresses. Notes of the front matter are read as well: the forge shows those.
    """
    if document.kind == "site" or (document.kind, document.id) == _LEGAL_NOTICE:
        return
    spared = _Spared(document, public)
    yield from islice(chain(_in_fields(document, spared), _in_text(document, spared)), _REPEATED_FAULTS)
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
        yield _fault(Place(path), found.message)


class _Spared:
    """What is left alone in a record, and which of its declarations have served."""

    __slots__ = ("_declared", "_document", "_places", "_public", "_served")

    def __init__(self, document: Document, public: frozenset[str]) -> None:
        self._document = document
        self._public = public
        self._declared = [(rank, _letters(text)) for rank, text, _ in declared(document)]
        self._places = [
            document.positions.value(("non_personnel", rank, "texte")) for rank, _ in self._declared
        ]
        self._served: set[int] = set()

    def holds(self, found: Datum, place: Place) -> bool:
        """Whether this datum, at `place`, is let through."""
        if found.text.lower() in self._public:
            return True
        letters = _letters(found.text)
        ranks = [rank for rank, text in self._declared if letters in text]
        # An entry does not serve itself: it is there for what stands elsewhere.
        if ranks and not any(_holds(one, place) for one in self._places):
            self._served.update(ranks)
        return bool(ranks)

    def unused(self) -> Iterator[Diagnostic]:
        """The entries that let nothing through."""
        for (rank, _), place in zip(self._declared, self._places, strict=True):
            if rank not in self._served:
                yield Diagnostic(
                    place,
                    "declaration-inutile",
                    "ce texte déclaré sans danger ne se trouve pas ailleurs dans la fiche, ou n'y gênait pas",
                    "retirez-le de « non_personnel », ou recopiez-le tel qu'il est écrit dans la fiche",
                )


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _in_fields(document: Document, spared: _Spared) -> Iterator[Diagnostic]:
    positions = document.positions
    typed = list(_placed(document.path, positions.text, positions.first_line))
    texts = list(_texts(document.data, ()))
    # Most records hold nothing of the sort: one look at all their values at once is enough to know.
    likely = texts if any(seek("\n\n".join(value for _, value in texts))) else ()
    told = [(path, found) for path, value in likely if (found := list(seek(value)))]
    if not typed and not told:
        return
    allowed = [positions.value(path) for path, _ in told if path[-1] == _ALLOWED]
    for datum, place in typed:
        if not any(_holds(one, place) for one in allowed) and not spared.holds(datum, place):
            yield _fault(place, datum.message)
    for path, found in told:
        place = positions.value(path)
        # Written with the escapes of YAML, it does not show in the file as it shows on the page.
        if path[-1] != _ALLOWED and not any(_holds(place, one) for _, one in typed):
            yield from (_fault(place, one.message) for one in found if not spared.holds(one, place))


def _in_text(document: Document, spared: _Spared) -> Iterator[Diagnostic]:
    for datum, place in _placed(document.path, document.body, document.body_line):
        if not spared.holds(datum, place):
            yield _fault(place, datum.message)


def _placed(path: str, text: str, first_line: int) -> Iterator[tuple[Datum, Place]]:
    line, start = first_line, 0
    for found in seek(text):
        line += text.count("\n", start, found.start)
        start = found.start
        end_line = line + text.count("\n", start, found.end)
        column, end_column = (at - text.rfind("\n", 0, at) for at in (found.start, found.end))
        yield found, Place(path, line, column, end_line, end_column)


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
