"""Describe the fields of each kind to the extension « Front Matter CMS »: `frontmatter.json`.

Names of settings and of types are those of its documentation (frontmatter.codes/docs, version 10). Three
of its ways shape this file. It finds the form of a record by the value of the field `type`, where there is
one: each such value has its form. It writes a field of its own in the records that it creates, and in each
entry of a list of groups, which our schemas refuse: it may create nothing, and such lists are only named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.schema import Schemas

    Node = dict[str, Any]

# The facts of the site and the lexicon have no front matter.
_NO_FORM = {"lexique", "site"}
_BY_HAND = "À écrire dans l'en-tête du fichier : cette liste de groupes ne se remplit pas ici."
_ONE_LINE = 120


def settings(schemas: Schemas, enjeux: Mapping[str, str]) -> dict[str, Any]:
    """All the settings; `enjeux` gives the title of each enjeu, by its id."""
    kinds = sorted(schemas.trees.keys() - _NO_FORM)
    groups = [
        {"id": kind, "labelField": "titre", "fields": list(_fields(schemas.trees[kind], enjeux))}
        for kind in kinds
    ]
    return {
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.content.pageFolders": list(_folders(schemas, kinds)),
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.taxonomy.seoTitleField": "titre",
        "frontMatter.taxonomy.seoDescriptionField": "resume",
        "frontMatter.taxonomy.contentTypes": [
            {
                "name": name,
                "pageBundle": False,
                "clearEmpty": True,
                "fields": [{"name": kind, "type": "fieldCollection", "fieldGroup": kind}],
            }
            for name, kind in sorted(_forms(schemas, kinds).items())
        ],
        "frontMatter.taxonomy.fieldGroups": groups,
    }


def _forms(schemas: Schemas, kinds: list[str]) -> dict[str, str]:
    """Every name under which a record's form is looked for, and the kind it is of."""
    found = {kind: kind for kind in kinds}
    for kind in kinds:
        for value in schemas.trees[kind]["properties"].get("type", {}).get("enum", ()):
            if found.setdefault(value, kind) != kind:
                message = f"« {value} » est un type de {kind} et de {found[value]} : lequel est-ce ?"
                raise ValueError(message)
    return found


def _folders(schemas: Schemas, kinds: list[str]) -> Iterator[dict[str, Any]]:
    """One folder a kind; an evaluation lies in its experiment's, and has no other."""
    seen: set[str] = set()
    for kind in sorted(kinds, key=lambda kind: (kind == "evaluation", kind)):
        tree = schemas.trees[kind]
        folder = tree["x-fichier"].rpartition("/")[0].replace("<id>", "**").removesuffix("/**")
        if folder not in seen:
            seen.add(folder)
            yield {
                "title": tree["title"],
                "path": f"[[workspace]]/{folder}",
                "contentTypes": [kind],
                "disableCreation": True,
            }


def _fields(tree: Node, enjeux: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    required = tree.get("required", ())
    for name, node in tree["properties"].items():
        told = {"name": name, "title": node["title"], "description": node["description"]}
        kind = _kind(node, enjeux)
        if kind["type"] == "heading":
            told["description"] += f" {_BY_HAND}"
        elif name in required:
            kind["required"] = True
        yield told | kind


def _kind(node: Node, enjeux: Mapping[str, str]) -> dict[str, Any]:
    """The type of a field, and what goes with it."""
    several = node.get("type") == "array"
    inner = node["items"] if several else node
    choices = {value: inner.get("x-libelles", {}).get(value, value) for value in inner.get("enum", ())}
    if inner.get("x-ref") == "enjeu":
        choices = dict(enjeux)
    if choices:
        listed = [{"id": value, "title": title} for value, title in choices.items()]
        return {"type": "choice", "choices": listed} | ({"multiple": True} if several else {})
    if several:
        return {"type": "list" if inner.get("type") == "string" else "heading"}
    if "properties" in node:
        return {"type": "fields", "fields": list(_fields(node, enjeux))}
    return _single(node)


def _single(node: Node) -> dict[str, Any]:
    """The type of a field of one value. A date that may be partial is a text: no calendar gives it."""
    if node.get("format") == "date":
        return {"type": "datetime", "dateFormat": "yyyy-MM-dd"}
    if node.get("type") == "boolean":
        return {"type": "boolean"}
    if node.get("type") in {"integer", "number"}:
        bounds = {"min": node.get("minimum"), "max": node.get("maximum")}
        known = {name: value for name, value in bounds.items() if value is not None}
        return {"type": "number", "numberOptions": known | {"isDecimal": node["type"] == "number"}}
    return {"type": "string", "single": node.get("maxLength", 0) <= _ONE_LINE}
