"""Turn the blocks of a word processor into what an author of this house would have written.

Bold lines become headings, lines that begin with a bullet become lists, tables fit on lines, the table of
labels at the top becomes fields. What cannot be kept is told, with its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import quoted
from generator.importing.grids import grid, lines_of_cell, one_line, rows_of
from generator.importing.inlines import Inlines, shown, text_of
from generator.importing.lines_meant import (
    Block,
    as_heading,
    bulleted,
    looks_like_a_title,
    only_inner_links,
    paragraph,
)
from generator.importing.piece import Labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ATTR: list[Any] = ["", [], []]
_COLON = re.compile(r"\s*:\s")
_LABEL = 100  # letters, before the colon
_HIGHEST = 6


class Reader:
    """Reads the blocks of one document. `said` are its labels, `title` its own; both may be empty.

    `page_title` is what a web page calls itself: it serves where the text has no title.
    """

    def __init__(
        self, origin: str, is_label: Callable[[str], bool], *, title: str = "", page_title: str = ""
    ) -> None:
        self.origin, self.title, self._page_title = origin, title, page_title
        self._is_label = is_label
        self.said: list[Labelled] = []
        self.inlines = Inlines(lambda blocks: list(self._cleaned(blocks)))
        self._tables = 0
        self._texts = 0

    def read(self, blocks: Sequence[Block]) -> list[Block]:
        """The body, once fields and title were taken out of it."""
        flat = list(_flat(blocks))
        body = self._without_fields(flat)
        if not self.title:
            body = self._without_title(body)
        return _levelled(_joined(self._cleaned(body)))

    def _without_title(self, blocks: list[Block]) -> list[Block]:
        """Take the title from the first line, if it looks like one: LibreOffice tells no style for it."""
        self.title = self._page_title
        first = text_of(paragraph(blocks[0]) or []).strip() if len(blocks) > 1 else ""
        if self.title or not looks_like_a_title(first):
            return blocks
        self.title = first
        self.inlines.place = self.origin
        self.inlines.lost(f"la première ligne, {quoted(first)}, sert de titre : relisez-le")
        return blocks[1:]

    def _without_fields(self, blocks: list[Block]) -> list[Block]:
        """Take the title and the labels from what comes first; the body begins at the first heading."""
        left: list[Block] = []
        for rank, block in enumerate(blocks):
            heading = as_heading(block)
            if heading is not None and not (self.title or left or self.said):
                self.title = text_of(heading[1]).strip()
                continue
            if block["t"] == "Table" and (told := self._labels(block)):
                self.said += told
                continue
            words = paragraph(block)
            if words is not None and (line := self._label_line(words)):
                self.said.append(line)
                continue
            left.append(block)
            if heading is not None:
                return left + blocks[rank + 1 :]
        return left

    def _labels(self, block: Block) -> list[Labelled]:
        """The labels of a table of two or three columns, most of whose first cells are labels; else none."""
        rows, _ = rows_of(block)
        if not rows or len(rows[0]) not in {2, 3}:
            return []
        names = [" ".join(lines_of_cell(row[0])) for row in rows]
        named = [name for name in names if name]
        if 2 * sum(map(self._is_label, named)) < len(named) or not any(map(self._is_label, named)):
            return []
        place = f"{self.origin}, tableau {self._tables + 1}"
        self._tables += 1
        return [
            Labelled(name, tuple(lines_of_cell(row[1])), f"{place}, ligne {number}")
            for number, (name, row) in enumerate(zip(names, rows, strict=True), 1)
            if name and lines_of_cell(row[1])
        ]

    def _label_line(self, words: list[dict[str, Any]]) -> Labelled | None:
        text = text_of(words).strip()
        # « Participants : Au moins : 4 »: the longest label wins.
        stops = [found for found in _COLON.finditer(text) if found.start() <= _LABEL]
        for stop in reversed(stops):
            label, rest = text[: stop.start()], text[stop.end() :]
            if rest.strip() and self._is_label(label):
                lines = tuple(line.strip() for line in rest.split("\n") if line.strip())
                return Labelled(label, lines, f"{self.origin}, « {shown(label)} »")
        return None

    def _cleaned(self, blocks: Sequence[Block]) -> Iterator[Block]:
        run: list[tuple[str, list[dict[str, Any]]]] = []
        for block in _flat(blocks):
            words = paragraph(block)
            bullet, rest = bulleted(words) if words is not None else ("", [])
            if bullet:
                if run and run[0][0] != bullet:
                    yield self._list(run)
                    run = []
                run.append((bullet, rest))
                continue
            if run:
                yield self._list(run)
                run = []
            yield from self._block(block)
        if run:
            yield self._list(run)

    def _list(self, run: list[tuple[str, list[dict[str, Any]]]]) -> Block:
        items = [[{"t": "Plain", "c": self.inlines.clean(words)}] for _, words in run]
        if run[0][0] == "bullet":
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}

    def _block(self, block: Block) -> Iterator[Block]:
        self._texts += 1
        self.inlines.place = f"{self.origin}, bloc {self._texts}"
        sort, held = block["t"], block.get("c")
        heading = as_heading(block)
        if heading is not None:
            yield {"t": "Header", "c": [heading[0], _ATTR, self.inlines.clean(heading[1])]}
        elif sort in {"Para", "Plain"}:
            words = [] if only_inner_links(held or []) else self.inlines.clean(held or [])
            yield from [{"t": sort, "c": words}] if words else []
        elif sort == "Table":
            yield from self._table(block)
        else:
            yield from self._group(sort, held)

    def _group(self, sort: str, held: Any) -> Iterator[Block]:  # noqa: ANN401 — a tree of pandoc
        if sort == "BulletList":
            yield {"t": sort, "c": self._items(held)}
        elif sort == "OrderedList":
            start = [held[0][0], {"t": "Decimal"}, {"t": "Period"}]
            yield {"t": sort, "c": [start, self._items(held[1])]}
        elif sort == "BlockQuote":
            yield {"t": sort, "c": list(self._cleaned(held))}
        elif sort == "CodeBlock":
            yield {"t": sort, "c": [_ATTR, held[1]]}
        elif sort == "HorizontalRule":
            yield {"t": sort}
        else:
            self.inlines.lost("un élément de mise en page n'est pas repris")

    def _items(self, held: Sequence[Sequence[Block]]) -> list[list[Block]]:
        """The items of a list; word processors write each as a paragraph, which Markdown would space out."""
        items = [list(self._cleaned(item)) for item in held]
        if any(len(item) != 1 or item[0]["t"] != "Para" for item in items):
            return items
        return [[{"t": "Plain", "c": item[0]["c"]}] for item in items]

    def _table(self, block: Block) -> Iterator[Block]:
        rows, merged = rows_of(block)
        self._tables += 1
        self.inlines.place = f"{self.origin}, tableau {self._tables}"
        if merged:
            self.inlines.lost("des cellules fusionnées sont séparées : relisez le tableau")
        if rows and len(rows[0]) == 1:  # a frame around a text
            yield from (one for row in rows for one in self._cleaned(row[0]))
        elif rows:
            yield grid([[self.inlines.clean(one_line(cell)) for cell in row] for row in rows])


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without what only groups them."""
    for block in blocks:
        sort, held = block["t"], block.get("c")
        if sort in {"Div", "Figure"}:
            yield from _flat(held[-1] if held else [])
        elif sort == "LineBlock":
            for line in held or []:
                yield {"t": "Para", "c": line}
        else:
            yield block


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Lists that follow one another made one: a word processor cuts them where their style changes."""
    found: list[Block] = []
    for block in blocks:
        if found and block["t"] == "BulletList" == found[-1]["t"]:
            found[-1] = {"t": "BulletList", "c": [*found[-1]["c"], *block["c"]]}
        else:
            found.append(block)
    return found


def _levelled(blocks: list[Block]) -> list[Block]:
    """Headings from the second level on, none of which jumps over one: the page has its own title."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    lowest = min(levels, default=2)
    before, found = 1, []
    for block in blocks:
        if block["t"] != "Header":
            found.append(block)
            continue
        level = min(block["c"][0] - lowest + 2, before + 1, _HIGHEST)
        before = level
        found.append({"t": "Header", "c": [level, *block["c"][1:]]})
    return found
