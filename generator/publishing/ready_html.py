"""An empty Markdown extension, kept because older settings name it; `ready_page.py` does its work now."""

from __future__ import annotations

from typing import Any

from markdown.extensions import Extension  # type: ignore[import-untyped]


def makeExtension(**settings: Any) -> Extension:  # noqa: N802, ANN401 — both are Python-Markdown's
    """Entry point looked up by Python-Markdown in a module named as an extension."""
    return Extension(**settings)
