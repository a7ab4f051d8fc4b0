"""A Word template of each kind, filled in by another program, comes back without loss."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest

from generator.drafting import Wish
from generator.exports.word_templates import template
from generator.frozen import replace
from generator.importing import label_of, pieces_of, settle
from generator.pipeline import PROJECT
from generator.schema import EACH, faces, modelled, targets_of
from generator.sources import read_record
from generator.working import schemas_of
from tests.house.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SCHEMAS = schemas_of(PROJECT)
KINDS = modelled(SCHEMAS)
_OF_FILES = {"protocole", "journal", "evaluation"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    """A commons where every field of every kind is filled in."""
    return Showing(tmp_path_factory.mktemp("complet"))


def test_the_same_schemas_give_the_same_bytes() -> None:
    assert [template(SCHEMAS, kind) for kind in KINDS] == [template(SCHEMAS, kind) for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_it_comes_back_without_loss(kind: str, full: Showing, tmp_path: Path) -> None:
    found = [one for one in full.checked.sources.documents if one.kind == kind and one.data]
    record = max(found, key=lambda one: len(str(one.data)))
    tree = SCHEMAS.trees[kind]
    asked = {
        name: value
        for name, value in (record.data or {}).items()
        if "formulaire" in faces(tree["properties"][name])
    }
    path = tmp_path / "rempli.docx"
    _fill(path, template(SCHEMAS, kind), _cells(tree, asked))
    pieces, _ = pieces_of(path, label_of(SCHEMAS, kind))
    others = [one for one in full.checked.sources.documents if one.kind != kind]
    sources = replace(full.checked.sources, documents=tuple(others))
    wish = Wish("", ("essai-complet",) if kind in _OF_FILES else (), "2026-11-27")
    done = settle(pieces, sources, SCHEMAS, wish=wish, is_there=lambda _path: False)
    assert (done.left, done.remarks) == ((), ())
    (file,) = done.files
    again, faults = read_record(file.path, kind, "a", content=file.content)
    assert faults == []
    assert {name: value for name, value in (again.data or {}).items() if value is not None} == asked
    for title in tree.get("x-plan", ()):
        assert f"## {title}\n" in again.body
    assert "Un texte." in again.body


def _cells(tree: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str]:
    """What a person types beside each label, lists of groups numbered."""
    cells: dict[str, str] = {}
    for target in targets_of(tree):
        if target.is_group:
            continue
        for numbers, value in _values(data, target.path, ()):
            label = target.numbered
            for number in numbers:
                head, _, rest = label.partition(" 1 :")
                label = f"{head} {number} :{rest}" if number != 1 else label.replace(" 1 :", " 1\0:", 1)
            cells[label.replace("\0", "")] = _typed(target.node, value)
    return cells


def _values(
    data: Any,  # noqa: ANN401 — what a record holds
    path: tuple[str, ...],
    numbers: tuple[int, ...],
) -> Iterator[tuple[tuple[int, ...], Any]]:
    if not path:
        yield numbers, data
    elif path[0] == EACH:
        for number, one in enumerate(data, 1):
            yield from _values(one, path[1:], (*numbers, number))
    elif path[0] in data:
        yield from _values(data[path[0]], path[1:], numbers)


def _typed(node: Mapping[str, Any], value: Any) -> str:  # noqa: ANN401 — as above
    if isinstance(value, list):
        return "\n".join(_typed(node["items"], one) for one in value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    return str(node.get("x-libelles", {}).get(value, value))


def _fill(path: Path, blank: bytes, cells: Mapping[str, str]) -> None:
    document: Any = docx.Document(io.BytesIO(blank))
    (table,) = document.tables
    rows = {row.cells[0].text.removesuffix(" (obligatoire)"): row for row in table.rows}
    for label, typed in cells.items():
        row = rows.get(label)
        if row is None:
            row = table.add_row()
            row.cells[0].text = label
        row.cells[1].text = typed
    document.add_paragraph("Un texte.")
    document.save(str(path))
