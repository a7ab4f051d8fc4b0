"""Describe the fields of a schema for people: the page of fields and the guides read this."""

from __future__ import annotations

import json
from typing import Any

from generator.frozen import Frozen

_TYPES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "« true » pour oui, « false » pour non",
    "array": "liste",
    "object": "groupe de champs",
}
_FORMATS = {
    "date": "date (AAAA-MM-JJ)",
    "date-partielle": "date (AAAA-MM-JJ, AAAA-MM ou AAAA)",
    "uri": "adresse web",
    "uri-ou-pdf": "adresse web ou fichier PDF",
    "adresse-de-site": "adresse web",
    "email": "adresse électronique",
}


class Field(Frozen):
    """One field of a kind, in French. `exemples` are YAML fragments; `valeurs` pairs (value, label)."""

    nom: str
    titre: str
    description: str
    type_texte: str
    obligatoire: bool
    exemples: tuple[str, ...]
    valeurs: tuple[tuple[str, str], ...]
    reference: str | None
    sous_champs: tuple[Field, ...]


def fields_of(tree: dict[str, Any]) -> tuple[Field, ...]:
    """The fields of an object schema without `$ref`, in its order."""
    required = set(tree.get("required", ()))
    return tuple(_field(name, node, name in required) for name, node in tree.get("properties", {}).items())


def _field(name: str, node: dict[str, Any], required: bool) -> Field:  # noqa: FBT001 — a fact, not a switch
    inner = node
    while "items" in inner:
        inner = inner["items"]
    labels, reasons = inner.get("x-libelles", {}), inner.get("x-explications", {})
    return Field(
        nom=name,
        titre=node["title"],
        description=node["description"],
        type_texte=type_in_words(node),
        obligatoire=required,
        exemples=tuple(json.dumps(example, ensure_ascii=False) for example in node.get("examples", ())),
        valeurs=tuple(
            (str(value), f"{labels.get(value, value)}{'. ' * (value in reasons)}{reasons.get(value, '')}")
            for value in inner.get("enum", ())
        ),
        reference=inner.get("x-ref"),
        sous_champs=fields_of(inner),
    )


def type_in_words(node: dict[str, Any]) -> str:
    """What kind of value a schema asks for, in French words."""
    if "format" in node:
        return _FORMATS.get(node["format"], "texte")
    types = node.get("type", ())
    words = " ou ".join(_TYPES[name] for name in ([types] if isinstance(types, str) else types))
    return f"liste ({type_in_words(node['items'])})" if "items" in node else words
