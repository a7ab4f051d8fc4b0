"""Build data from YAML events, one after the other: never recursive, and strict where YAML is lenient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from generator.frozen import Frozen
from generator.sources import limits, refusals
from generator.sources.characters import FORBIDDEN, cleaned
from generator.sources.refusals import mark as mark_of
from generator.sources.scalars import scalar
from generator.sources.unreadable import Mark, Unreadable
from generator.sources.yaml_problems import explain

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Marks:
    """Where names and values are (lines and columns from 1), and the letters of unquoted values."""

    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)


class BuiltData(Frozen):
    """The data of a front matter (None if it cannot be read), and what stopped the reading.

    `duplicates` are the names written twice, `escaped` the invisible characters spelt with a backslash.
    """

    data: Mapping[str, Any] | None
    problem: Unreadable | None = None
    duplicates: tuple[tuple[Path, Mark], ...] = ()
    escaped: tuple[tuple[str, Mark], ...] = ()


def build(text: str, marks: Marks | None = None) -> BuiltData:
    """Read the YAML `text` into data; fill `marks` where given. Never raises.

    If a name is written twice, its first value is kept. Values are read without invisible characters.
    """
    builder = _Builder(text, marks)
    try:
        return BuiltData(builder.run(), None, *builder.told())
    except Unreadable as problem:
        return BuiltData(None, problem, *builder.told())
    except yaml.MarkedYAMLError as error:
        return BuiltData(None, explain(error, text), *builder.told())
    except (yaml.YAMLError, ValueError):
        return BuiltData(
            None, Unreadable("yaml-illisible", "l'en-tête ne se lit pas", _REWRITE, mark=(1, 1, 0, 0))
        )


_REWRITE = "réécrivez-le en partant d'une fiche existante"
_NO_KEY: Any = object()


class _Frame:
    """A list or a mapping being filled. `path` is None under a second key of the same name: kept nowhere."""

    __slots__ = ("block", "container", "key", "path")

    def __init__(self, container: dict[str, Any] | list[Any], path: Path | None, *, block: bool) -> None:
        self.container = container
        self.path = path
        self.block = block
        self.key: Any = _NO_KEY


class _Builder:
    __slots__ = ("duplicates", "escaped", "last", "marks", "root", "stack", "text")

    def __init__(self, text: str, marks: Marks | None) -> None:
        self.text = text
        self.marks = marks
        self.duplicates: list[tuple[Path, Mark]] = []
        self.escaped: list[tuple[str, Mark]] = []
        self.stack: list[_Frame] = []
        self.root: dict[str, Any] = {}
        self.last = (1, 1)

    def told(self) -> tuple[tuple[tuple[Path, Mark], ...], tuple[tuple[str, Mark], ...]]:
        return tuple(self.duplicates), tuple(self.escaped)

    def run(self) -> dict[str, Any]:
        parser = yaml.CSafeLoader(self.text)
        documents = 0
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent:
                self.open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self.open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close(event)
            elif kind is yaml.AliasEvent:
                raise refusals.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                refusals.document(event, documents)
            elif kind is yaml.StreamEndEvent:
                return self.root

    def scalar(self, event: Any) -> None:
        value = event.value
        plain = not event.style
        if event.anchor is not None or event.tag is not None:
            refusals.check_marks(event)
        mark = mark_of(event)
        if event.style == '"' and (found := FORBIDDEN.search(value)):
            self.escaped.append((found[0], mark))
            clean = cleaned(value)
            event.value = value = clean.text if clean else value
        self.last = mark[2], mark[3]
        if not self.stack:
            if value or not plain:
                raise refusals.not_a_mapping(event)
            return
        frame = self.stack[-1]
        if frame.key is _NO_KEY and type(frame.container) is dict:
            self.name(frame, event, mark)
            return
        if plain and self.text.find(" #", event.end_mark.index, event.end_mark.index + 80) >= 0:
            refusals.check_hash(event, self.text, block=frame.block)
        path = self.place(frame, scalar(value) if plain else value)
        if self.marks is not None and path is not None:
            if plain:
                self.marks.raw[path] = value
            if value or not plain:
                self.marks.values[path] = mark

    def name(self, frame: _Frame, event: Any, mark: Mark) -> None:
        key = event.value
        if not key or "\n" in key:
            raise refusals.bad_name(event)
        if key.strip(refusals.NO_BREAK_SPACES) != key:
            raise refusals.no_break_space(event)
        path = None if frame.path is None else (*frame.path, key)
        if key in frame.container:
            if path is not None:
                self.duplicates.append((path, mark))
            key = None
        elif self.marks is not None and path is not None:
            self.marks.keys[path] = mark
        frame.key = key

    def place(self, frame: _Frame, value: Any) -> Path | None:
        """Put `value` where it belongs and give its path, None where it is kept nowhere."""
        container, path = frame.container, frame.path
        if type(container) is list:
            container.append(value)
            return None if path is None else (*path, len(container) - 1)
        key, frame.key = frame.key, _NO_KEY
        if key is None:
            return None
        container[key] = value
        return None if path is None else (*path, key)

    def open(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        if event.anchor is not None or event.tag is not None:
            refusals.check_marks(event)
        block = event.flow_style is False
        if not self.stack:
            if type(container) is list:
                raise refusals.not_a_mapping(event)
            self.root = container  # type: ignore[assignment]
            self.stack.append(_Frame(container, (), block=block))
            return
        if len(self.stack) >= limits.NESTED_LEVELS:
            raise refusals.too_deep(event)
        frame = self.stack[-1]
        if frame.key is _NO_KEY and type(frame.container) is dict:
            raise refusals.bad_name(event)
        path = self.place(frame, container)
        if self.marks is not None and path is not None:
            self.marks.values[path] = mark_of(event)
        self.stack.append(_Frame(container, path, block=block))

    def close(self, event: Any) -> None:
        frame = self.stack.pop()
        if not frame.block:
            self.last = event.end_mark.line + 1, event.end_mark.column + 1
        if self.marks is not None and frame.path:
            # libyaml reports the end of a block where the next one starts, a line or more too far.
            self.marks.values[frame.path] = self.marks.values[frame.path][:2] + self.last
