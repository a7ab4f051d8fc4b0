"""Explain a field in YAML comments, in the schema's words: what it is, what it may hold, an example."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from generator.diagnostics import some_of
from generator.schema import as_yaml, type_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WIDTH = 100
_MOST_CHOICES = 12
_SHOWN_OF_MANY = 5
_SPACE_OF_A_SIGN = re.compile(r"(?<=«) | (?=[»:;?!])")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def comment(text: str, hanging: str = "") -> Iterator[str]:
    """A text as comment lines of at most a hundred columns; `hanging` indents all lines but the first."""
    glued = _SPACE_OF_A_SIGN.sub(_NO_BREAK, text)
    for line in textwrap.wrap(
        glued,
        _WIDTH,
        initial_indent="# ",
        subsequent_indent=f"# {hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    ):
        yield line.replace(_NO_BREAK, " ")


def words(node: dict[str, Any], references: Mapping[str, str], *, full: bool) -> Iterator[str]:
    """What the schema says of a field, in comment lines.

    `references` tells where each kind of id is found; `full` gives an example as well.
    """
    inner = _inner(node)
    yield from comment(f"{node['title']}{_form(node, inner)}. {node['description']}")
    if "anyOf" in inner:
        names = [name for branch in inner["anyOf"] for name in branch.get("required", ())]
        yield from comment(f"Il y faut au moins {some_of(names)}.")
    if "enum" in inner:
        yield from _choices(inner)
    elif "x-ref" in inner:
        yield from comment(references.get(inner["x-ref"], ""))
    elif full and "properties" not in inner and inner.get("type") != "boolean":
        for example in (inner.get("examples") or node.get("examples", ()))[:1]:
            yield from comment(f"Exemple : {as_yaml(example)}", hanging="  ")


def title(node: dict[str, Any]) -> Iterator[str]:
    """The comment with only the title of a field and the form of its value."""
    yield from comment(f"{node['title']}{_form(node, _inner(node))}.")


def _inner(node: dict[str, Any]) -> dict[str, Any]:
    while "items" in node:
        node = node["items"]
    return node


def _form(node: dict[str, Any], inner: dict[str, Any]) -> str:
    """« : texte de 3 à 120 caractères », or nothing where plain words are expected."""
    least, most = node.get("minLength", 1), node.get("maxLength")
    if "items" in node:
        return " : liste"
    if least > 1 and most:
        return f" : {type_in_words(node)} de {least} à {most} caractères"
    plain = inner.get("type") == "string" and "format" not in inner
    return "" if plain or "properties" in inner else f" : {type_in_words(node)}"


def _choices(node: dict[str, Any]) -> Iterator[str]:
    labels, reasons = node.get("x-libelles", {}), node.get("x-explications", {})
    options = [str(option) for option in node["enum"]]
    if len(options) > _MOST_CHOICES:
        yield from comment(f"Les choix : {some_of(options, _SHOWN_OF_MANY)}.")
        return
    wide = max(map(len, options))
    yield "# Les choix :"
    for option in options:
        told = f"{labels.get(option, '')}{' : ' * (option in reasons)}{reasons.get(option, '')}"
        yield from comment(f"  {option:<{wide}}  {told}".rstrip(), hanging=" " * (wide + 4))
