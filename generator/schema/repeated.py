"""Find the items that come more than once in a list: `repeated(items)`."""

from __future__ import annotations

import json
from typing import Any


def repeated(items: list[Any]) -> list[int]:
    """The indexes of items that repeat an earlier one; 1 and 1.0 count as the same, 1 and true do not."""
    seen: set[str] = set()
    found = []
    for index, item in enumerate(items):
        written = json.dumps(_plain(item), sort_keys=True)
        if written in seen:
            found.append(index)
        seen.add(written)
    return found


def _plain(item: Any) -> Any:
    if isinstance(item, float) and item.is_integer():
        return int(item)
    if isinstance(item, dict):
        return {name: _plain(value) for name, value in item.items()}
    return [_plain(value) for value in item] if isinstance(item, list) else item
