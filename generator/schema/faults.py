"""Check a document against its schema, and report each mistake once, at its place."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

from generator.diagnostics import Diagnostic, Known, quoted, say, some_of
from generator.frozen import Frozen
from generator.schema.repeated import repeated
from generator.schema.right_values import as_yaml, is_free_text
from generator.schema.unfinished import unfinished
from generator.schema.wording import twice, words
from generator.sources import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diagnostics import Edit
    from generator.schema.schemas import Schemas
    from generator.sources import Document

_Kind = jsonschema_rs.ValidationErrorKind
_Path = tuple[str | int, ...]


class Conformed(Frozen):
    """The data of a document after the check against its schema, and the faults."""

    data: Mapping[str, Any]
    diagnostics: tuple[Diagnostic, ...]


def conform(schemas: Schemas, document: Document) -> Conformed:
    """The data of a readable document, and the faults of its fields.

    Where the schema asks for text and the author wrote `2024` or `true` without quotes, the text is taken
    as written: nobody should have to know that YAML sees a number there. A text of spaces is an empty one,
    and a group may stand alone for a list of one.
    """
    written = _listed(schemas, document.kind, document.data or {})
    data = _without(written, list(_blank(written, ())))
    errors = list(schemas.errors(document.kind, data))
    unquoted = [error for error in errors if _is_unquoted_text(document, error)]
    if unquoted:
        data = copy.deepcopy(data)
        for error in unquoted:
            _put(data, error.instance_path, document.positions.raw(tuple(error.instance_path)))
        errors = list(schemas.errors(document.kind, data))
    found = [*_diagnostics(schemas, document, errors)]
    blanks = [*unfinished(schemas, document, data)]
    told = {
        fault.place for fault in blanks
    }  # too short, or of too many signs, it is to be written all the same
    return Conformed(data, (*(one for one in found if one.place not in told), *blanks))


def _listed(schemas: Schemas, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data, with a single group turned into a list of one where the schema allows it (`x-ou-une`)."""
    fields = schemas.trees[kind]["properties"]
    return {
        name: [value] if isinstance(value, dict) and "x-ou-une" in fields.get(name, ()) else value
        for name, value in data.items()
    }


def _is_unquoted_text(document: Document, error: jsonschema_rs.ValidationError) -> bool:
    return (
        isinstance(error.kind, _Kind.Type)
        and "string" in error.kind.types
        and isinstance(error.instance, bool | int | float)
        and document.positions.raw(tuple(error.instance_path)) is not None
    )


def _without(data: Any, paths: list[list[str | int]]) -> Any:
    """The data without the values at `paths`."""
    if paths:
        data = copy.deepcopy(data)
        for path in paths:
            _put(data, path, None)
    return data


def _put(data: Any, path: list[str | int], value: str | None) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def _blank(data: Any, path: _Path) -> Iterator[list[str | int]]:
    """The paths of texts that are empty or only spaces. The reader of files limits the recursion."""
    if isinstance(data, str):
        if not data.strip():
            yield list(path)
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _blank(value, (*path, step))


def _diagnostics(
    schemas: Schemas, document: Document, errors: list[jsonschema_rs.ValidationError]
) -> Iterator[Diagnostic]:
    """One fault a mistake: a misspelt field is not also missing, nor a badly formed text too short."""
    meant: set[_Path] = set()
    for error in errors:
        if isinstance(error.kind, _Kind.AdditionalProperties):
            path, written = tuple(error.instance_path), cast("dict[str, Any]", error.instance)
            node, unknown = schemas.node(document.kind, path), error.kind.unexpected
            free = [name for name in node.get("properties", ()) if name not in written]
            known = Known(free)
            nearest = {name: known.closest(name) for name in unknown}
            meant |= {(*path, nearest[name] or name) for name in unknown}
            twins = Counter(nearest.values())
            for name, near in nearest.items():
                sure = twins[near] == 1 and known.unmistakable(name) is not None
                yield _unknown_field(schemas, document, (*path, name), near=near, sure=sure)
    told: set[_Path] = set()
    holding: set[_Path] = set()  # the lists and groups in which a value has its fault
    for error in sorted(errors, key=lambda error: not isinstance(error.kind, _Kind.Type)):
        path = tuple(error.instance_path)
        lacking = _lacking(error)
        if lacking:
            if not any((*path, name) in meant for name in lacking):
                yield _missing_field(schemas, document, path, names=lacking)
        elif isinstance(error.kind, _Kind.UniqueItems):
            if path not in holding:  # two items that are wrong alike are not one too many
                yield from _repeated_values(document, path, cast("list[Any]", error.instance))
        elif not isinstance(error.kind, _Kind.AdditionalProperties) and path not in told:
            told.add(path)
            holding |= {path[:depth] for depth in range(len(path))}
            yield _wrong_value(schemas, document, path, error=error)


def _lacking(error: jsonschema_rs.ValidationError) -> list[str]:
    """The fields of which one must be written and is not; none for an error of another sort."""
    match error.kind:
        case _Kind.Required(name):
            return [name]
        case _Kind.AnyOf(context):
            inner = [each.kind for branch in context for each in branch]
            return [kind.property for kind in inner if isinstance(kind, _Kind.Required)]
    return []


# Fields that hold former names: no edit is proposed, only their author knows what they should be.
_FACTS = frozenset({"anciennes_adresses", "anciens_ids"})


def _wrong_value(
    schemas: Schemas, document: Document, path: _Path, *, error: jsonschema_rs.ValidationError
) -> Diagnostic:
    needed = path[-1] in schemas.node(document.kind, path[:-1]).get("required", ())
    node = schemas.node(document.kind, path)
    told = words(error, node, needed=needed)
    message = say("le-champ", champ=_named(path), faute=told.message)
    edits = () if path[0] in _FACTS else _edits(document, path, error, node=node, right=told.right)
    return Diagnostic(
        place=document.positions.value(path), rule=told.rule, message=message, help=told.remedy, edits=edits
    )


def _repeated_values(document: Document, path: _Path, items: list[Any]) -> Iterator[Diagnostic]:
    for index in repeated(items):
        told, at = twice(items[index]), (*path, index)
        message = say("le-champ", champ=_named(path), faute=told.message)
        edits = document.positions.remove_item(at)
        yield Diagnostic(
            place=document.positions.value(at), rule=told.rule, message=message, help=told.remedy, edits=edits
        )


def _edits(
    document: Document,
    path: _Path,
    error: jsonschema_rs.ValidationError,
    *,
    node: dict[str, Any],
    right: str,
) -> tuple[Edit, ...]:
    """The edits that write the right value, or quote a text that YAML read as a group because of a colon."""
    if isinstance(error.instance, dict) and isinstance(path[-1], int) and is_free_text(node):
        written = document.positions.source(path)
        right = in_quotes(written) if len(error.instance) == 1 and written[:1] != "{" else ""
    if right[:1] == "[" and not document.positions.source(path):
        return document.positions.rewrite(path, right)
    if not right or not document.positions.source(path):
        return ()
    return document.positions.edit(path, right, quotes=not isinstance(error.kind, _Kind.Type))


def _named(path: _Path) -> str:
    """« titre » — the field the author wrote, with its rank in a list where there is one."""
    names = ".".join(step for step in path if isinstance(step, str))
    rank = next((f" (n° {step + 1})" for step in path if isinstance(step, int)), "")
    return f"« {names} »{rank}"


def _unknown_field(
    schemas: Schemas, document: Document, path: _Path, *, near: str | None, sure: bool
) -> Diagnostic:
    """A field that no schema knows; `near` is the one, not written yet, that its author most likely meant."""
    where = say("dans", champ=_named(path[:-1])) if path[:-1] else ""
    known = list(schemas.node(document.kind, path[:-1]).get("properties", ()))
    return Diagnostic(
        place=document.positions.key(path),
        rule="champ-inconnu",
        message=say("champ-inconnu", champ=quoted(path[-1]), ou=where),
        help=say("vouliez-vous", proche=quoted(near))
        if near
        else say("champ-inconnu-aide", champs=some_of(known, 40, link="et")),
        edits=document.positions.rename(path, near) if near and sure else (),
    )


def _missing_field(schemas: Schemas, document: Document, path: _Path, *, names: list[str]) -> Diagnostic:
    """A field that must be written, or one of several."""
    where = say("dans", champ=_named(path)) if path else ""
    nodes = [schemas.node(document.kind, (*path, name)) for name in names]
    examples = [
        f"{name}: {as_yaml(example)}"
        for name, node in zip(names, nodes, strict=True)
        for example in node.get("examples", ())[:1]
    ]
    listed = some_of([f"« {name} »" for name in names])
    shown = say("par-exemple", exemples=" ou ".join(examples)) if examples else ""
    return Diagnostic(
        place=document.positions.value(path),
        rule="champ-manquant",
        message=say("champ-manquant", champs=listed, ou=where),
        help=say("champs-manquants-aide" if names[1:] else "champ-manquant-aide", exemple=shown),
    )
