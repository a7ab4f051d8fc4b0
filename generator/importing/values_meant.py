"""Turn the text of a cell into the value that a field asks for, as far as that is sure.

What is not sure stays as it was typed: the checker says what is wrong, and `fix` mends what it can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import folded
from generator.schema import date_meant, number_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Named = Callable[[str, str], str]

_YES, _NO = {"oui", "true", "vrai", "x", "1"}, {"non", "false", "faux", "0"}
_BULLET = re.compile(r"^\s*(?:[•▪‣●○◦*·–—-]|\d{1,2}[.)])\s+")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,6}")
_NUMBERS = {"integer", "number"}
_DATES = {"date", "date-partielle"}


def value_of(node: Mapping[str, Any], lines: Sequence[str], named: Named) -> Any:  # noqa: ANN401 — as the schema asks
    """The value of a field of that schema; `named` gives the id of a record from a kind and its name."""
    lines = [_BULLET.sub("", line).strip() for line in lines]
    if "array" in _types(node):
        items = node["items"]
        return [value_of(items, [item], named) for item in _items(items, lines)]
    text = " ".join(lines)
    if "x-ref" in node:
        return named(node["x-ref"], text) or text
    return _known(node, text) or text if "enum" in node else _measured(node, text)


def _measured(node: Mapping[str, Any], text: str) -> str | float | bool:
    """A yes, a day or a number, or the text as it is."""
    types = _types(node)
    if "boolean" in types and folded(text) in _YES | _NO:
        return folded(text) in _YES
    if node.get("format") in _DATES:
        meant, sure = date_meant(text, partial=node["format"] == "date-partielle")
        return meant if meant and sure else text
    if "number" in types and _DECIMAL.fullmatch(text):
        return float(text)
    number, sure = number_meant(text, whole="number" not in types) if types & _NUMBERS else ("", False)
    if number and sure:
        return float(number) if "." in number else int(number)
    return text


def _types(node: Mapping[str, Any]) -> set[str]:
    types = node.get("type", ())
    return {types} if isinstance(types, str) else set(types)


def _items(node: Mapping[str, Any], lines: Sequence[str]) -> list[str]:
    """The entries of a list: a line each; on one line, what semicolons part, or commas between names."""
    if len(lines) == 1:
        for sign in (";", "|", *((",",) if {"x-ref", "pattern"} & node.keys() else ())):
            if sign in lines[0] and (sign != "," or "enum" not in node):
                lines = lines[0].split(sign)
                break
        else:
            if "enum" in node and not _known(node, lines[0]):
                lines = lines[0].split(",")
    return [line.strip() for line in lines if line.strip()]


def _known(node: Mapping[str, Any], text: str) -> str:
    """The value that is written so, or whose label is, whole or up to its first stop."""
    labels = node.get("x-libelles", {})
    typed = _plain(text)
    for value in node["enum"]:
        if typed in {_plain(str(value)), _plain(str(labels.get(value, value)))}:
            return str(value)
    heads = [
        value for value in node["enum"] if typed == _plain(re.split("[:,(]", str(labels.get(value, "")))[0])
    ]
    return str(heads[0]) if len(heads) == 1 else ""


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()
