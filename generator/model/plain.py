"""Turn a record or a part of one into plain data, and back: what is exchanged with programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T", bound=msgspec.Struct)


def plain(value: object) -> Any:  # noqa: ANN401 — plain data is of any shape
    """A record, a part, or a list of them, as JSON has it. A field without a value is left out."""
    return _bare(msgspec.to_builtins(value))


def typed(kind: type[_T], data: Mapping[str, Any]) -> _T:
    """The inverse of `plain`: a record or part of that type. Raises `TypeError` for other data."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise TypeError(str(error)) from error


def _bare(value: object) -> object:
    if isinstance(value, dict):
        bare = {name: _bare(inner) for name, inner in value.items()}
        return {name: inner for name, inner in bare.items() if inner is not None and inner != []}
    return [_bare(inner) for inner in value] if isinstance(value, list | tuple) else value
