"""Keep of the words of a document what this house writes: strong words, links, notes, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.importing.piece import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Inline = dict[str, Any]
_UNWRAPPED = {"Underline", "SmallCaps", "Superscript", "Subscript"}
_KEPT = {"Str", "Space", "SoftBreak", "LineBreak", "Code"}
_FOLLOWED = ("http://", "https://", "mailto:", "/")
_LONGEST_SHOWN = 60


class Inlines:
    """Cleans the words of one document; `remarks` gathers what was lost, with its place."""

    def __init__(self, blocks: Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]) -> None:
        self._blocks = blocks
        self.place = ""
        self.remarks: list[Remark] = []

    def clean(self, inlines: Iterable[Inline]) -> list[Inline]:
        """The same words, without what no page shows."""
        return [clean for one in inlines for clean in self._one(one)]

    def lost(self, words: str) -> None:
        """Tell of something that is not in the record."""
        self.remarks.append(Remark(self.place, words))

    def _one(self, one: Inline) -> Iterator[Inline]:
        sort, held = one["t"], one.get("c")
        if sort in _KEPT:
            yield one
        elif sort in {"Emph", "Strong", "Strikeout"}:
            inside = self.clean(held or [])
            if text_of(inside).strip():
                yield {"t": sort, "c": inside}
            else:
                yield from inside
        elif sort in _UNWRAPPED:
            yield from self.clean(held or [])
        elif sort == "Quoted":
            yield from self._quoted(held)
        elif sort == "Span":
            yield from self.clean(held[1])  # type: ignore[index]
        elif sort == "Note":
            yield {"t": "Note", "c": self._blocks(held or [])}
        elif sort == "Link":
            yield from self._link(held)
        elif sort == "Image":
            _, words, (target, title) = held  # type: ignore[misc]
            yield {"t": "Image", "c": [["", [], []], self.clean(words), [target, title]]}
        else:
            self._other(sort, held)

    def _quoted(self, held: Any) -> Iterator[Inline]:  # noqa: ANN401 — a tree of pandoc
        double = held[0]["t"] == "DoubleQuote"
        yield {"t": "Str", "c": "« " if double else "‘"}
        yield from self.clean(held[1])
        yield {"t": "Str", "c": " »" if double else "’"}

    def _link(self, held: Any) -> Iterator[Inline]:  # noqa: ANN401 — a tree of pandoc
        _, words, (target, _title) = held
        words = self.clean(words)
        if target.startswith(_FOLLOWED) and text_of(words).strip():
            yield {"t": "Link", "c": [["", [], []], words, [target, ""]]}
            return
        yield from words
        if not target.startswith("#"):
            self.lost(f"le lien de « {shown(text_of(words))} » ne mène qu'à un fichier de votre ordinateur")

    def _other(self, sort: str, held: Any) -> None:  # noqa: ANN401 — a tree of pandoc
        names = {"Math": "une formule", "RawInline": "un bout de code", "Cite": "un renvoi de bibliographie"}
        inside = held[1] if isinstance(held, list) and isinstance(held[1], str) else ""
        self.lost(
            f"{names.get(sort, 'un élément')} n'est pas repris{f' : « {shown(inside)} »' * bool(inside)}"
        )


def text_of(inlines: Iterable[Inline]) -> str:
    """The bare words; ends of lines are kept."""
    return "".join(_words(one) for one in inlines)


def _words(one: Inline) -> str:
    sort, held = one["t"], one.get("c")
    if sort == "Str":
        return str(held)
    if sort in {"Space", "SoftBreak"}:
        return " "
    if sort == "LineBreak":
        return "\n"
    if sort == "Code":
        return str(held[1]) if held else ""
    if sort in {"Link", "Image"}:
        return text_of(held[1]) if held else ""
    return text_of(held) if sort in {"Emph", "Strong", "Strikeout"} and held else ""


def shown(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()}…"
