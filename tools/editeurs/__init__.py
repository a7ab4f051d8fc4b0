"""Make what a text editor needs from the schemas: forms for the fields of records, texts of new ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.pipeline import PROJECT, check
from tools.editeurs.front_matter import settings
from tools.editeurs.snippets import snippets

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = "// Fait d'après schemas/ par `make editors` : ne pas le modifier à la main.\n"


def files() -> dict[str, str]:
    """The path of each file from the root of the project, and its text."""
    checked = check(PROJECT)
    enjeux = {item.id: item.titre for item in checked.commons.enjeux}
    return {
        "frontmatter.json": _written(settings(checked.schemas, enjeux)),
        ".vscode/espace.code-snippets": _HEAD + _written(snippets(checked.schemas)),
    }


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
