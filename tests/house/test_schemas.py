"""Hold the schemas to their promises: valid, explained field by field, in step with the record types."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import msgspec
import pytest
from msgspec import inspect

from generator.model import facts, lexicon, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIX = ".schema.json"
FOLDER = Path(__file__).parents[2] / "schemas"
TREES: dict[str, dict[str, Any]] = {
    path.name.removesuffix(SUFFIX): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob(f"*{SUFFIX}"))
}
STRUCTS: dict[str, type[msgspec.Struct]] = {
    "acteur": records.Acteur,
    "enjeu": records.Enjeu,
    "evaluation": records.Evaluation,
    "evenement": records.Evenement,
    "experimentation": records.Experimentation,
    "journal": records.Journal,
    "lexique": lexicon.Lexique,
    "outil": records.Outil,
    "page": records.PageEditoriale,
    "protocole": records.Protocole,
    "retrait": records.Retrait,
    "site": facts.Site,
    "territoire": records.Territoire,
}
# What a record owes to its path and its body: no contributor writes these as fields.
NOT_WRITTEN: dict[str, Any] = {
    "supplement": {},
    "id": "x/r1",
    "chemin": "x.md",
    "corps": "",
    "ligne_corps": 1,
}
FROM_PATH: dict[str, dict[str, Any]] = {
    "protocole": {"experimentation": "x", "numero": 1},
    "journal": {"experimentation": "x"},
    "evaluation": {"experimentation": "x"},
}
ANNOTATIONS = {
    "title",
    "description",
    "examples",
    "default",
    "x-aide",
    "x-juge",
    "x-relire",
    "x-unite",
    "x-ou-une",
    "x-attache",
    "x-faces",
    "x-sans-face",
    "x-plus-tard",
}
# Those that the faults of a document have words for: with another, the author would be told nothing of use.
CONSTRAINTS = {
    *("type", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum"),
    *("items", "minItems", "maxItems", "uniqueItems"),
    *("properties", "required", "additionalProperties", "anyOf"),
}
EXTENSIONS = {
    *("x-aide", "x-explications", "x-fichier", "x-libelles", "x-liens", "x-permissions", "x-plan", "x-ref"),
    *("x-arrets", "x-phases", "x-sorte"),
}
REFERENCED = {"acteur", "enjeu", "experimentation", "hypothese", "outil", "territoire"}
JSON_TYPES: dict[type, set[str]] = {
    inspect.StrType: {"string"},
    inspect.IntType: {"integer"},
    inspect.FloatType: {"number"},
    inspect.BoolType: {"boolean"},
    inspect.VarTupleType: {"array"},
    inspect.StructType: {"object"},
}


def is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


FORMATS = {"date": is_date, "date-partielle": lambda text: is_date((text + "-01-01")[: len("AAAA-MM-JJ")])}


def nodes(tree: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, itself included, with its path written as a reader would."""
    yield path, tree
    for word in ("properties", "$defs"):
        for name, child in tree.get(word, {}).items():
            yield from nodes(child, f"{path}.{name}")
    if "items" in tree:
        yield from nodes(tree["items"], f"{path}[]")


NODES = [found for kind, tree in TREES.items() for found in nodes(tree, kind)]
VALUES = [(path, node) for path, node in NODES if path != "commun"]  # a store of parts describes no value


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Give a schema what its `$ref` names; the words written beside the `$ref` win."""
    if "$ref" not in node:
        return node
    name, _, pointer = node["$ref"].partition(f"{SUFFIX}#/$defs/")
    return {**resolved(TREES[name]["$defs"][pointer]), **node}


def validator(node: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """Make a validator that finds the other files by their `$id`, as any reader of them would."""
    alone = {key: value for key, value in node.items() if key != "$id"}
    base = "json-schema:///"
    registry = jsonschema_rs.Registry([(base + tree["$id"], tree) for tree in TREES.values()])
    return jsonschema_rs.Draft202012Validator(
        alone, registry=registry, formats=FORMATS, validate_formats=True, base_uri=base + "essai"
    )


def each(
    found: list[tuple[str, dict[str, Any]]],
) -> Callable[[Callable[[dict[str, Any]], None]], Callable[[str], None]]:
    """Make of what holds of one schema a test of each of those found, in one file at a time."""

    def trying(holds: Callable[[dict[str, Any]], None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("kind", {re.split(r"[.\[]", path)[0]: None for path, _ in found})
        def test(kind: str) -> None:
            for path, node in found:
                if re.split(r"[.\[]", path)[0] == kind:
                    try:
                        holds(node)
                    except Exception as wrong:
                        wrong.add_note(f"in {path}")
                        raise

        test.__name__ = holds.__name__
        return test

    return trying


each_kind = pytest.mark.parametrize("kind", STRUCTS)


def test_one_schema_for_each_kind() -> None:
    assert set(TREES) == {*STRUCTS, "commun"}


@pytest.mark.parametrize("kind", TREES)
def test_schema_is_itself_valid(kind: str) -> None:
    jsonschema_rs.meta.validate(TREES[kind])
    assert TREES[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert TREES[kind]["$id"] == kind + SUFFIX


@pytest.mark.parametrize("kind", TREES)
def test_file_is_written_one_way(kind: str) -> None:
    text = (FOLDER / (kind + SUFFIX)).read_text(encoding="utf-8")
    assert text == json.dumps(TREES[kind], ensure_ascii=False, indent=2) + "\n"


@each_kind
def test_root_says_where_its_files_live(kind: str) -> None:
    assert TREES[kind]["x-fichier"].startswith(("content/", "experiments/<id>/", "toolbox/"))
    assert TREES[kind]["type"] == "object"


@each(VALUES)
def test_value_is_explained(node: dict[str, Any]) -> None:
    whole = resolved(node)
    assert 1 <= len(whole["title"]) <= 60
    assert whole["description"].endswith((".", "…"))
    assert whole["examples"]
    assert "type" in whole


def test_every_fact_of_the_site_is_said_to_judge_or_not() -> None:
    """A published fact judges until its change is accepted: a new one says what it decides, or `false`."""
    for name, node in TREES["site"]["properties"].items():
        assert "x-juge" in node, f"{name}: nothing says whether it judges"
        assert node["x-juge"] is False or node["x-juge"].startswith(("l'", "la ", "le ", "les ")), name
    judges = {name for name, node in TREES["site"]["properties"].items() if node["x-juge"]}
    assert {"branche", "contact", "depot", "forge", "regles_depuis", "url"} <= judges


@each([(path, node) for path, node in NODES if node.get("x-juge")])
def test_what_judges_is_said_as_part_of_a_sentence(node: dict[str, Any]) -> None:
    assert node["x-juge"].startswith(("l'", "la ", "le ", "les "))
    assert not node["x-juge"].endswith(".")


@each(VALUES)
def test_examples_are_valid(node: dict[str, Any]) -> None:
    check = validator(node)
    for example in resolved(node)["examples"]:
        check.validate(example)
    if "default" in node:
        check.validate(node["default"])


@each(NODES)
def test_keywords_are_known(node: dict[str, Any]) -> None:
    assert set(node) <= {"$schema", "$id", "$ref", "$defs"} | ANNOTATIONS | CONSTRAINTS | EXTENSIONS
    if "$ref" in node:  # so that putting the shared part in its place gives the same schema
        assert set(node) - {"$ref"} <= ANNOTATIONS


@each([(path, node) for path, node in NODES if "enum" in node])
def test_vocabulary_has_its_labels(node: dict[str, Any]) -> None:
    assert list(node["x-libelles"]) == node["enum"]
    assert all(label[0].isupper() for label in node["x-libelles"].values())
    assert list(node.get("x-liens", node["enum"])) == node["enum"]
    assert list(node.get("x-explications", node["enum"])) == node["enum"]
    assert list(node.get("x-permissions", node["enum"])) == node["enum"]
    said = [*node.get("x-explications", {}).values(), *node.get("x-permissions", {}).values()]
    assert all(words[0].isupper() and words.endswith(".") for words in said)


@each([(path, node) for path, node in NODES if "x-ref" in node])
def test_reference_is_a_name_of_a_known_kind(node: dict[str, Any]) -> None:
    assert node["type"] == "string"
    assert node["x-ref"] in REFERENCED


@each([(path, resolved(node)) for path, node in VALUES])
def test_contributor_is_told_how_to_write_it(node: dict[str, Any]) -> None:
    if {"pattern", "format"} & set(node):
        assert not node["x-aide"].endswith(".")


@each([(path, node) for path, node in NODES if "type" in node])
def test_everything_is_bounded(node: dict[str, Any]) -> None:
    types = {node["type"]} if isinstance(node["type"], str) else set(node["type"])
    if "string" in types:
        assert {"enum", "maxLength", "pattern"} & set(node)
    if {"integer", "number"} & types:
        assert {"minimum", "maximum"} <= set(node)
    if "array" in types:
        assert {"items", "maxItems"} <= set(node)
    if "object" in types:
        assert node["additionalProperties"] is False
        assert set(node.get("required", ())) <= set(node["properties"])


@each_kind
def test_schema_and_record_type_agree(kind: str) -> None:
    shape = inspect.type_info(STRUCTS[kind])
    assert isinstance(shape, inspect.StructType)
    beside: set[str] = set() if kind == "site" else {*NOT_WRITTEN, *FROM_PATH.get(kind, {})}
    assert list(disagreements(TREES[kind], shape, kind, beside)) == []


@each_kind
def test_root_example_becomes_a_record(kind: str) -> None:
    beside = {} if kind == "site" else {**NOT_WRITTEN, **FROM_PATH.get(kind, {})}
    for example in TREES[kind]["examples"]:
        msgspec.convert({**example, **beside}, STRUCTS[kind])


def disagreements(
    tree: dict[str, Any], shape: inspect.StructType, path: str, beside: set[str]
) -> Iterator[str]:
    """Say what differs between an object schema and a record type, `beside` left out, at every depth."""
    fields = {field.name: field for field in shape.fields if field.name not in beside}
    for name in fields.keys() ^ tree["properties"].keys():
        yield f"{path}.{name}: only in the {'record type' if name in fields else 'schema'}"
    for name in fields.keys() & tree["properties"].keys():
        field, node = fields[name], resolved(tree["properties"][name])
        if field.required and name not in tree["required"]:
            yield f"{path}.{name}: the record type cannot do without it"
        if isinstance(field.default, (str, bool)) and node.get("default") != field.default:
            yield f"{path}.{name}: the default is {field.default!r}"
        yield from _differences(node, field.type, f"{path}.{name}")


def _differences(node: dict[str, Any], shape: inspect.Type, path: str) -> Iterator[str]:
    options = shape.types if isinstance(shape, inspect.UnionType) else (shape,)
    known = [option for option in options if not isinstance(option, inspect.NoneType)]
    expected: set[str] = set().union(*(JSON_TYPES[type(option)] for option in known))
    if "number" in expected:
        expected.discard("integer")
    if expected != ({node["type"]} if isinstance(node["type"], str) else set(node["type"])):
        yield f"{path}: the record type says {sorted(expected)}, the schema {node['type']}"
        return
    for option in known:
        if isinstance(option, inspect.StructType):
            yield from disagreements(node, option, path, set())
        if isinstance(option, inspect.VarTupleType):
            yield from _differences(resolved(node["items"]), option.item_type, f"{path}[]")
