"""Hold functions and values to take by keyword what comes past three: nobody remembers a longer order."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATOR = Path(__file__).parents[2] / "generator"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(GENERATOR.rglob("*.py"))}
_MOST = 3
_VALUES = {"Frozen", "NamedTuple"}
# Still to be done.
_LEFT_OF_FUNCTIONS = ("pages/evidence/matrices.py", "pages/frame/layout.py")


def _classes() -> dict[str, ast.ClassDef]:
    nodes = (node for tree in TREES.values() for node in ast.walk(tree))
    return {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}


def _are_values(classes: dict[str, ast.ClassDef]) -> set[str]:
    """The names of all that is made of `Frozen` or is a named tuple, at any remove."""
    known = set(_VALUES)
    while True:
        more = {
            name
            for name, node in classes.items()
            if any(isinstance(base, ast.Name) and base.id in known for base in node.bases)
        }
        if more <= known:
            return known
        known |= more


def _made_by_position(path: Path, values: set[str]) -> Iterator[tuple[str, int, str]]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and len(node.args) > _MOST:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in values:
                yield path.relative_to(GENERATOR).as_posix(), node.lineno, name


def test_a_value_of_many_fields_is_made_by_their_names() -> None:
    values = _are_values(_classes())
    assert len(values) > len(_VALUES)
    found = [one for path in TREES for one in _made_by_position(path, values)]
    assert found == []


def _taken_by_position(path: Path) -> Iterator[tuple[str, int, str]]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef):
            named = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
            if len([one for one in named if one not in {"self", "cls"}]) > _MOST:
                yield path.relative_to(GENERATOR).as_posix(), node.lineno, node.name


def test_a_function_of_many_arguments_takes_them_by_keyword() -> None:
    found = [one for path in TREES for one in _taken_by_position(path)]
    assert [one for one in found if not one[0].startswith(_LEFT_OF_FUNCTIONS)] == []
