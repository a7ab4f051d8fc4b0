"""Find the fields of a schema that have a given keyword, and their values in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def stated(key: str, node: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The steps to each place of a schema that has the keyword `key`, and its value there."""
    if key in node:
        yield path, node[key]
    for name, child in node.get("properties", {}).items():
        yield from stated(key, child, (*path, name))
    if "items" in node:
        yield from stated(key, node["items"], (*path, "*"))


def values_at(
    data: Any, steps: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values of `data` at `steps`, where `*` stands for every item of a list, each with its path."""
    if not steps:
        yield path, data
    elif steps[0] == "*":
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from values_at(item, steps[1:], (*path, index))
    elif isinstance(data, dict) and steps[0] in data:
        yield from values_at(data[steps[0]], steps[1:], (*path, steps[0]))
