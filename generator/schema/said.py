"""Put the name of who leads the experiments in the texts of a schema, where it has marks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.grammar import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Place = tuple[str | int, ...]


def marked(node: Any, place: Place = ()) -> Iterator[Place]:
    """The place of each text of a schema that has a mark.

    They are few: looked for once, where each check has the words of its own commons to put there.
    """
    if isinstance(node, str):
        if any(mark in node for mark in MARKS):
            yield place
    elif isinstance(node, dict | list):
        for step, inside in node.items() if isinstance(node, dict) else enumerate(node):
            yield from marked(inside, (*place, step))


def said(tree: dict[str, Any], places: tuple[Place, ...], marks: Mapping[str, str]) -> dict[str, Any]:
    """The same schema with words in place of the marks, at those places."""
    for place in places:
        tree = _with(tree, place, marks)
    return tree


def in_words(text: str, marks: Mapping[str, str]) -> str:
    """The text with words in place of its marks."""
    for mark, words in marks.items():
        text = text.replace(mark, words)
    return text


def _with(node: Any, place: Place, marks: Mapping[str, str]) -> Any:
    if not place:
        return in_words(node, marks)
    step, *others = place
    copied = node.copy()
    copied[step] = _with(node[step], tuple(others), marks)
    return copied
