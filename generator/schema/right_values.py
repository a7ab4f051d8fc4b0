"""Guess the value that was meant by one of another sort: a list, a number, the name of a record."""

from __future__ import annotations

import re
from typing import Any

from generator.diagnostics import folded, say
from generator.schema.list_spelling import items_meant
from generator.schema.number_spelling import number_meant


def right_value(text: str, node: dict[str, Any]) -> tuple[str, str]:
    """The list or the number that a text stands for, as it is written, and the remedy; nothing in doubt."""
    types = node.get("type", ())
    if types in {"integer", "number"}:
        number, sure = number_meant(text, whole=types == "integer")
        return number * sure, did_you_mean_this(number)
    if types != "array":
        return "", ""
    texts = node["items"].get("type") == "string"
    items, bullets = items_meant(text, names=texts and not is_free_text(node["items"]))
    if not items:
        return "", ""
    listed = as_yaml(items)
    remedy = say("type-tirets-aide" if bullets else "type-crochets-aide", valeur=listed)
    return listed * texts, remedy


def name_meant(text: str, pattern: str) -> str:
    """`Aller Vers` and `aller-vers.md` as they should be written; nothing where we cannot tell."""
    if re.fullmatch(pattern, "a a"):
        return ""  # words, not the name of a file
    stem = folded(text.strip().rstrip("/").rpartition("/")[2]).removesuffix(".md")
    tries = (text.strip().lower(), text.strip().upper(), re.sub(r"[^a-z0-9]+", "-", stem).strip("-"))
    return next((meant for meant in tries if re.fullmatch(pattern, meant)), "")


def did_you_mean_this(text: str) -> str:
    """« vouliez-vous dire … ? »; empty for no text."""
    return say("vouliez-vous", proche=f"« {text} »") if text else ""


def is_free_text(node: dict[str, Any]) -> bool:
    """Whether a value is words, and not a name, a date, an address or a choice."""
    return node.get("type") == "string" and not {"pattern", "format", "enum", "x-ref"} & node.keys()


def as_yaml(value: Any) -> str:
    """A value the way a contributor writes it on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and (not text or set(',[]{}#&*!|>"%@`') & set(text) or ": " in text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
