"""A site built on what the last build kept is one built from nothing: a slice of `tools.soak.edits`."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tools.soak.edit_kinds import EDITS
from tools.soak.edits import Espace

if TYPE_CHECKING:
    from pathlib import Path

# Bytes are compared after the last edit of a line, which makes nothing again that the others should have.
_LINES = (
    ("image shown", "schema", "text emptied"),
    ("image drawn again", "summary", "sentence"),
    ("record added", "record renamed", "settings", "kept elsewhere"),
    ("vocabulary", "kept and spoilt"),
    ("kept by a forge", "kept by a forge"),
)


def test_after_any_edit_it_is_as_if_built_from_nothing(tmp_path: Path) -> None:
    """Where it fails, `python -m tools.soak.edits` finds which edit it was."""
    espace = Espace(tmp_path, random.Random("edits"))  # noqa: S311 — a test keeps no secret
    for line in _LINES:
        made = [espace.edit(kind, compared=kind == line[-1]) for kind in line]
        assert [one for one in made if one.refused or one.differs] == []
    assert {kind for line in _LINES for kind in line} <= EDITS.keys()
