"""List the names and values of a front matter in the order they are written, to compare two of them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import yaml

from generator.sources.refusals import mark

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(NamedTuple):
    """A name or a value, without its quotes; how many groups and lists hold it; where it is (from 1)."""

    text: str
    depth: int
    start: tuple[int, int]
    end: tuple[int, int]


def words(text: str) -> Iterator[Word]:
    """Every name and value of the YAML `text`, as far as it can be read."""
    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            line, column, end_line, end_column = mark(event)
            yield Word(text=event.value, depth=depth, start=(line, column), end=(end_line, end_column))


def _events(text: str) -> Iterator[yaml.Event]:
    with suppress(yaml.YAMLError):
        yield from yaml.parse(text, yaml.CSafeLoader)
