"""Gather the footnotes of a text into one numbered list at its end, with links both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import inf

# The most return arrows for one note: more help nobody and would make the page heavy.
_MOST_WAYS_BACK = 100


@dataclass(slots=True)
class _Note:
    number: float = inf  # in the order of the first calls; a note nobody calls comes last
    calls: int = 0
    html: str = ""
    text: str = ""


class Notes:
    """The footnotes of one body.

    Identifiers start with a capital, so that they never equal a heading's anchor, as of « Note 1 ».
    """

    __slots__ = ("_called", "_notes", "_orphans")

    def __init__(self) -> None:
        self._notes: defaultdict[str, _Note] = defaultdict(_Note)
        self._orphans: list[_Note] = []
        self._called = 0

    def call(self, label: str, *, in_link: bool) -> str:
        """The HTML of one call. Within a link it cannot be a link."""
        note = self._notes[_folded(label)]
        if not note.calls:
            self._called += 1
            note.number = self._called
        note.calls += 1
        here = f' id="{_origin(note.number, note.calls)}"' if note.calls <= _MOST_WAYS_BACK else ""
        if in_link:
            return f"<sup{here}>{note.number}</sup>"
        name = f"Note {note.number}"
        return f'<sup><a href="#Note-{note.number}"{here} aria-label="{name}">{note.number}</a></sup>'

    def define(self, label: str, html: str, text: str) -> None:
        """Keep a note's content. A second note with the same label is shown too, after the others."""
        note = self._notes[_folded(label)]
        if note.html:
            self._orphans.append(_Note(html=html, text=text))
        else:
            note.html, note.text = html, text

    def html(self) -> str:
        """The list of notes, or nothing."""
        notes = "".join(_item(note) for note in self._ordered())
        if not notes:
            return ""
        section = '<section class="notes" role="doc-endnotes" aria-label="Notes">'
        return f"{section}\n<ol>\n{notes}</ol>\n</section>\n"

    def text(self) -> str:
        """The plain text of the notes, a line each."""
        return "".join(f"\n{note.text}" for note in self._ordered())

    def _ordered(self) -> list[_Note]:
        return sorted([*self._notes.values(), *self._orphans], key=lambda note: note.number)


def _item(note: _Note) -> str:
    if not note.calls:
        return f"<li>{note.html}</li>\n"
    back = "".join(_way_back(note.number, call) for call in range(1, min(note.calls, _MOST_WAYS_BACK) + 1))
    if note.html.endswith("</p>\n"):
        return f'<li id="Note-{note.number}">{note.html[:-5]}{back}</p>\n</li>\n'
    return f'<li id="Note-{note.number}">{note.html}<p>{back}</p>\n</li>\n'


def _way_back(number: float, call: int) -> str:
    label = f"Retour à l'appel de la note {number}" + (f", {call}e fois" if call > 1 else "")
    return f' <a href="#{_origin(number, call)}" class="retour" aria-label="{label}">↩</a>'


def _origin(number: float, call: int) -> str:
    return f"Appel-{number}" if call == 1 else f"Appel-{number}-{call}"


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
