"""The small commons of these tests, published once for a whole run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.pipeline import build
from tests.cases.case_file import lay, lay_base, read_case
from tests.once import once

if TYPE_CHECKING:
    import pytest

ADDED = Path(__file__).parent / "petit-espace.txt"


def small(factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the commons, `espace`, and its `site`. Nobody writes there."""
    return once(factory, "petit-espace", _publish)


def _publish(folder: Path) -> None:
    root = folder / "espace"
    lay_base(root)
    lay(root, read_case(ADDED).files)
    result = build(root, folder / "site").result
    assert result is not None
    assert result.published
