"""Read the tables of a document as rows of cells, and write them again as pages have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.importing.inlines import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Block = dict[str, Any]
Cell = list[Block]
_ATTR: list[Any] = ["", [], []]
_DEFAULT = {"t": "AlignDefault"}


def rows_of(table: Block) -> tuple[list[list[Cell]], bool]:
    """The rows of a table, head included, each of the same length; and whether cells were merged."""
    _, _, columns, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    merged = False
    held: dict[tuple[int, int], bool] = {}
    found = []
    for number, (_, cells) in enumerate(rows):
        line: list[Cell] = []
        for _, _, high, wide, blocks in cells:
            while held.pop((number, len(line)), False):
                line.append([])
            merged = merged or high > 1 or wide > 1
            for below in range(1, high):
                held |= {(number + below, len(line) + beside): True for beside in range(wide)}
            line += [blocks, *([] for _ in range(wide - 1))]
        found.append([*line, *([] for _ in range(len(columns) - len(line)))][: len(columns)])
    return found, merged


def lines_of_cell(blocks: Sequence[Block]) -> list[str]:
    """The text of a cell: a line for each paragraph, each item of a list, each end of line."""
    lines = [line.strip() for block in blocks for line in _lines(block)]
    return [line for line in lines if line]


def grid(rows: Sequence[Sequence[Sequence[dict[str, Any]]]]) -> Block:
    """A table whose cells are words on one line; the first row is its head."""
    head, *others = [[_ATTR, [_cell(words) for words in row]] for row in rows]
    columns = [[_DEFAULT, {"t": "ColWidthDefault"}] for _ in rows[0]]
    body = [_ATTR, 0, [], others]
    return {"t": "Table", "c": [_ATTR, [None, []], columns, [_ATTR, [head]], [body], [_ATTR, []]]}


def one_line(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The words of a cell on one line: what stood on several is set apart by semicolons."""
    found: list[dict[str, Any]] = []
    for words in (words for block in blocks for words in _inlines(block)):
        if found and words:
            found += [{"t": "Str", "c": " ;"}, {"t": "Space"}]
        found += [{"t": "Space"} if one["t"] == "LineBreak" else one for one in words]
    return found


def _cell(words: Sequence[dict[str, Any]]) -> list[Any]:
    return [_ATTR, _DEFAULT, 1, 1, [{"t": "Plain", "c": list(words)}]]


def _lines(block: Block) -> Iterator[str]:
    for words in _inlines(block):
        yield from text_of(words).split("\n")


def _inlines(block: Block) -> Iterator[list[dict[str, Any]]]:
    sort, held = block["t"], block.get("c")
    if sort in {"Para", "Plain"}:
        yield held or []
    elif sort == "Header":
        yield held[2] if held else []
    elif sort == "BulletList":
        for item in held or []:
            yield from (words for inner in item for words in _inlines(inner))
    elif sort == "OrderedList":
        for item in held[1] if held else []:
            yield from (words for inner in item for words in _inlines(inner))
    elif sort in {"BlockQuote", "Div", "Figure"}:
        inside = held if sort == "BlockQuote" else held[-1] if held else []
        yield from (words for inner in inside or [] for words in _inlines(inner))
    elif sort == "Table":
        for row in rows_of(block)[0]:
            yield from (words for cell in row for inner in cell for words in _inlines(inner))
