"""Write values as the front matter of a record: lists of names on a line, lists of texts a line each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"[a-z](?:[a-z0-9-]*[a-z0-9])?|[A-Z][A-Z0-9.-]+|\d{4}-\d{2}-\d{2}|[HD]\d{1,2}")
_SOUNDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
# What YAML takes for an end of line, or refuses to read, in a text between quotes.
_BREAKS = re.compile("[\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def yaml_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a mapping, in its order."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {line}" for line in yaml_lines(value))
        elif isinstance(value, list) and value and not all(_is_name(item) for item in value):
            yield f"{name}:"
            for item in value:
                yield from _entry(item)
        elif isinstance(value, list):
            yield f"{name}: [{', '.join(value)}]"
        else:
            yield f"{name}: {scalar(value)}"


def scalar(value: object) -> str:
    """One value as YAML reads it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = _CONTROL.sub("", str(value))
    quoted = json.dumps(text, ensure_ascii=False)
    return text if _is_name(text) else _BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)


def _entry(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"  - {scalar(item)}"
        return
    for rank, line in enumerate(yaml_lines(item)):
        yield f"  {'- ' if rank == 0 else '  '}{line}"


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(_NAME.fullmatch(value)) and value.lower() not in _SOUNDS
