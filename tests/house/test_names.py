"""Hold the generator to one name a thing: looking for a class or a module finds one."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))
# A module of the command is named after what is typed: `espace check` is in `cli/checking.py`.
_COMMANDS = GENERATOR / "cli"


def test_a_class_has_a_name_of_its_own() -> None:
    found = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert len(found) > 1
    assert [name for name, times in found.items() if times > 1] == []


def test_a_module_has_a_name_of_its_own() -> None:
    modules = (path.stem for path in MODULES if path.parent != _COMMANDS)
    found = Counter(name for name in modules if not name.startswith("__"))
    assert len(found) > 1
    assert [name for name, times in found.items() if times > 1] == []
