"""Every place where a schema lets someone write freely: `slots(kind)`; a record of them, `filled`."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.pipeline import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Path = tuple[str, ...]
"""The names that lead to a slot; an entry of a list adds none."""

KINDS = tuple(sorted(path.name.split(".")[0] for path in (PROJECT / "schemas").glob("[!c]*.schema.json")))


@cache
def schema(kind: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((PROJECT / f"schemas/{kind}.schema.json").read_text(encoding="utf-8"))
    return read


def resolved(one: dict[str, Any]) -> dict[str, Any]:
    """What a `$ref` stands for."""
    if "$ref" not in one:
        return one
    return resolved(schema("commun")["$defs"][one["$ref"].rsplit("/", 1)[-1]])


def sort(one: dict[str, Any]) -> str:
    """`text`, `web`, or another sort that holds no text of one's own."""
    types = one.get("type", ())
    if "string" not in ([types] if isinstance(types, str) else types) or "enum" in one or "x-ref" in one:
        return "other"
    if one.get("format") == "uri":
        return "web"
    return "other" if "pattern" in one or "format" in one else "text"


def slots(kind: str) -> tuple[Path, ...]:
    """The free slots of a kind, in the order of its schema."""
    return tuple(path for path, one in _walk(schema(kind), ()) if sort(one) != "other")


def _walk(one: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    one = resolved(one)
    if "properties" in one:
        for name, inside in one["properties"].items():
            yield from _walk(inside, (*path, name))
    elif "items" in one:
        yield from _walk(one["items"], path)
    else:
        yield path, one


def filled(
    kind: str, given: dict[Path, Any], write: Callable[[Path, str, int], str], entries: Callable[[Path], int]
) -> dict[str, Any]:
    """A record with every slot written by `write(path, sort, rank in its list)`.

    `given` says what stands where nobody writes freely (references, numbers), or None to leave it out; lists
    that hold a text have as many entries as `entries` says.
    """
    return {
        name: value
        for name, one in schema(kind)["properties"].items()
        if (value := _value(resolved(one), (name,), 0, given, write, entries)) is not None
    }


def _value(  # noqa: PLR0913, PLR0917 — the walk carries what it fills with
    one: dict[str, Any],
    path: Path,
    rank: int,
    given: dict[Path, Any],
    write: Callable[[Path, str, int], str],
    entries: Callable[[Path], int],
) -> Any:  # noqa: ANN401 — as YAML holds it
    if path in given:
        return given[path](rank) if callable(given[path]) else given[path]
    if "properties" in one:
        held = {
            name: value
            for name, inside in one["properties"].items()
            if (value := _value(resolved(inside), (*path, name), rank, given, write, entries)) is not None
        }
        return held if held.keys() >= set(one.get("required", ())) else None
    if "items" in one:
        inside = resolved(one["items"])
        several = 1 if "enum" in inside else min(entries(path), one.get("maxItems", 100))
        first = rank * several  # a list within a list goes on where the one before ended
        made = [_value(inside, path, first + n, given, write, entries) for n in range(several)]
        return [value for value in made if value is not None] or None
    if sort(one) == "other":
        return one["enum"][0] if "enum" in one else None
    written = write(path, sort(one), rank)
    return written if len(written) >= one.get("minLength", 0) else f"{written} et le reste d'une phrase"
