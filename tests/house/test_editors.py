"""The editors' files are made from the schemas, hold every field, and understand what the command says."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.renderers.as_text import render
from generator.pipeline import PROJECT, check
from generator.sources import read_record
from generator.working import schemas_of
from tools.editeurs import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checking import Checked

    Node = dict[str, Any]

KINDS = sorted(schemas_of(PROJECT).trees.keys() - {"lexique", "site"})  # fields alone, no front matter
# As its documentation names them: frontmatter.codes/docs/settings and /docs/content-creation/fields.
SETTINGS = {
    "frontMatter.content.autoUpdateDate",
    "frontMatter.content.pageFolders",
    "frontMatter.taxonomy.contentTypes",
    "frontMatter.taxonomy.dateFormat",
    "frontMatter.taxonomy.fieldGroups",
    "frontMatter.taxonomy.seoDescriptionField",
    "frontMatter.taxonomy.seoTitleField",
}
PROPERTIES = {
    "string": {"single"},
    "number": {"numberOptions"},
    "datetime": {"dateFormat"},
    "boolean": set[str](),
    "choice": {"choices", "multiple"},
    "list": set[str](),
    "fields": {"fields"},
    "heading": set[str](),
}
SHARED = {"name", "type", "title", "description", "required"}


@cache
def checked() -> Checked:
    """The records of this project; not before a test runs, which every process would wait for."""
    return check(PROJECT)


def committed(path: str) -> Any:  # noqa: ANN401 — a JSON file
    """A JSON file of the project, lines of comments aside."""
    text = (PROJECT / path).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^ *//.*\n", "", text, flags=re.MULTILINE))


FORMS = committed("frontmatter.json")
GROUPS = {group["id"]: group["fields"] for group in FORMS["frontMatter.taxonomy.fieldGroups"]}
TASKS = committed(".vscode/tasks.json")["tasks"]
SNIPPETS = {one["prefix"]: one for one in committed(".vscode/espace.code-snippets").values()}


def test_the_files_are_those_of_the_schemas() -> None:
    """`make editors` writes them again."""
    made = files()
    assert {path: (PROJECT / path).read_text(encoding="utf-8") for path in made} == made


# --- forms --------------------------------------------------------------------------------------


def test_only_documented_settings() -> None:
    assert set(FORMS) == SETTINGS


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_there(kind: str) -> None:
    assert list(_differences(checked().schemas.trees[kind], GROUPS[kind])) == []


def _differences(tree: Node, fields: list[Node]) -> Iterator[str]:
    by_name = {field["name"]: field for field in fields}
    assert list(by_name) == list(tree["properties"])
    for name, node in tree["properties"].items():
        field = by_name[name]
        if field["title"] != node["title"] or not field["description"].startswith(node["description"]):
            yield f"{name} : other words"
        if not field.keys() <= SHARED | PROPERTIES[field["type"]]:
            yield f"{name} : unknown properties"
        inner = node.get("items", node)
        if "enum" in inner and [one["id"] for one in field["choices"]] != inner["enum"]:
            yield f"{name} : other choices"
        if inner.get("x-ref") == "enjeu" and len(field["choices"]) != len(checked().commons.enjeux):
            yield f"{name} : not those of the commons"
        if field.get("multiple", False) != ("choices" in field and "items" in node):
            yield f"{name} : one or several"
        if (field["type"] == "datetime") != (node.get("format") == "date"):
            yield f"{name} : not a date"
        if field.get("required", False) != (name in tree.get("required", ()) and field["type"] != "heading"):
            yield f"{name} : required or not"
        if "properties" in node:
            yield from _differences(node, field["fields"])


def test_dates_are_written_as_the_check_wants_them() -> None:
    formats = {
        field["dateFormat"] for group in GROUPS.values() for field in _all(group) if "dateFormat" in field
    }
    assert formats == {FORMS["frontMatter.taxonomy.dateFormat"]} == {"yyyy-MM-dd"}


def _all(fields: list[Node]) -> Iterator[Node]:
    for field in fields:
        yield field
        yield from _all(field.get("fields", []))


def test_a_record_finds_its_form_by_its_type_or_its_folder() -> None:
    forms = {
        one["name"]: one["fields"][0]["fieldGroup"] for one in FORMS["frontMatter.taxonomy.contentTypes"]
    }
    assert {kind: forms[kind] for kind in KINDS} == {kind: kind for kind in KINDS}
    for kind in KINDS:
        values = checked().schemas.trees[kind]["properties"].get("type", {}).get("enum", ())
        assert {forms[value] for value in values} <= {kind}
    folders = FORMS["frontMatter.content.pageFolders"]
    # An evaluation lies in the folder of its experiment, whose form is another.
    assert sorted(folder["contentTypes"] for folder in folders) == [
        [one] for one in KINDS if one != "evaluation"
    ]
    for folder in folders:
        place = folder["path"].removeprefix("[[workspace]]/")
        assert list(PROJECT.glob(place)) or folder["contentTypes"] == ["retrait"], place
        assert folder["disableCreation"], "what it creates holds a field that the schemas refuse"


# --- snippets -----------------------------------------------------------------------------------


def expanded(body: list[str]) -> str:
    """The text that a snippet gives, its stops left empty, on the first day of 2026."""
    text = "\n".join(body)
    text = text.replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", "2026-01-01")
    text = re.sub(r"(?<!\\)\$\d+", "", text)
    assert not re.search(r"(?<!\\)[$}]", text)
    return re.sub(r"\\([\\$}])", r"\1", text)


def test_a_snippet_for_each_kind_that_can_be_begun() -> None:
    assert set(SNIPPETS) == {f"fiche-{kind}" for kind in KINDS if kind != "enjeu"}


@pytest.mark.parametrize("prefix", sorted(SNIPPETS))
def test_a_snippet_is_a_record_to_fill_in(prefix: str) -> None:
    kind = prefix.removeprefix("fiche-")
    text = expanded(SNIPPETS[prefix]["body"])
    document, faults = read_record("x.md", kind, "x", content=text.encode())
    assert faults == []
    assert document.data is not None
    assert {*checked().schemas.trees[kind].get("required", ())} <= document.data.keys()
    stops = [int(stop) for stop in re.findall(r"(?<!\\)\$(\d+)", "\n".join(SNIPPETS[prefix]["body"]))]
    assert stops == [*range(1, len(stops)), 0]
    assert "2000-01-01" not in text


# --- the task -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "severity"), [("champ-inconnu", "error"), ("fiche-isolee", "warning")])
def test_the_task_understands_what_check_says(rule: str, severity: str) -> None:
    fault = Diagnostic(
        place=Place(path="toolbox/bocal.md", line=2, column=8, end_line=2, end_column=13),
        rule=rule,
        message="faute : une",
        help="remède",
    )
    said = render([fault], lambda _path: ["---", "titre: Bocal"]).split("\n")
    found = []
    for matcher in TASKS[0]["problemMatcher"]:
        pattern = matcher["pattern"]
        for line in said:
            if match := re.search(pattern["regexp"], line):
                told = {part: match[pattern[part]] for part in ("file", "line", "column", "code", "message")}
                found.append((matcher["severity"], told))
    told = {"file": "toolbox/bocal.md", "line": "2", "column": "8", "code": rule, "message": "faute : une"}
    assert found == [(severity, told)]


def test_the_settings_name_what_exists() -> None:
    settings = committed(".vscode/settings.json")
    for schema, file in settings["yaml.schemas"].items():
        assert (PROJECT / schema).is_file()
        assert (PROJECT / file).is_file()
    assert TASKS[0]["command"].endswith("/espace")
    assert committed(".vscode/extensions.json")["recommendations"]
