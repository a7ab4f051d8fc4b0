"""Put into French what a schema holds against one value: the rule, what is wrong, what to write instead."""

from __future__ import annotations

import datetime
import re
from typing import Any

import jsonschema_rs

from generator.diagnostics import did_you_mean, folded, quoted, some_of

_Kind = jsonschema_rs.ValidationErrorKind
Words = tuple[str, str, str]

_TYPES = {
    "string": "un texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "un groupe de champs",
}
_FORMATS = {"uri": "une adresse web", "email": "une adresse électronique"}
_FREE = (
    "choisissez par exemple CC-BY-SA-4.0 ou CC-BY-4.0 ; "
    "un document sous licence NC ou ND ne se recopie pas ici, il se cite dans « sources »"
)
_SHORTER = "raccourcissez ; les détails ont leur place dans le texte de la fiche"
_FEWER = "réduisez la liste, ou faites plusieurs fiches"
_PLAIN_LIST = re.compile(r"[\w-]+(?: ?, ?[\w-]+)*")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[T ].*)?", re.ASCII)


def words(error: jsonschema_rs.ValidationError, node: dict[str, Any], *, needed: bool) -> Words:
    """Rule, message, remedy of an error. `node` is the schema of the value, `needed` if it must be there."""
    hint = node.get("x-aide") or _by_example(node)
    value: Any = error.instance
    match error.kind:
        case _Kind.Type():
            return _wrong_type(value, node, hint, needed=needed)
        case _Kind.Enum(options):
            return _not_listed(str(value), [str(option) for option in options], node)
        case _Kind.Pattern() | _Kind.Format():
            return _wrong_form(str(value), node, hint)
        case _Kind.UniqueItems():
            message = f"{quoted(value[repeated(value)])} est écrit deux fois"
            return "valeur-repetee", message, "gardez-le une seule fois"
    return _wrong_size(error, value, hint)


def repeated(items: list[Any]) -> int:
    """The index of the first item that was there before."""
    return next(index for index, item in enumerate(items) if item in items[:index])


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


def _wrong_type(value: Any, node: dict[str, Any], hint: str, *, needed: bool) -> Words:
    if value is None:
        remedy = hint if needed else f"complétez ou retirez cette ligne ; {hint}"
        return "champ-vide", "rien n'est écrit", remedy
    types = node.get("type", ())
    expected = some_of(_TYPES[name] for name in ([types] if isinstance(types, str) else types))
    if isinstance(value, dict):
        if types == "array":
            hint = "mettez un tiret devant le premier de ces champs"
        return "type-inattendu", f"un groupe de champs est écrit là où l'on attend {expected}", hint
    if isinstance(value, list):
        if types == "object" and len(value) == 1 and isinstance(value[0], dict):
            hint = "retirez le tiret ou les crochets"
        return "type-inattendu", f"une liste est écrite là où l'on attend {expected}", hint
    if types == "boolean":
        return "type-inattendu", f"{quoted(value)} ne se comprend pas ici", hint
    if types == "array" and _PLAIN_LIST.fullmatch(str(value)):
        hint = f"mettez des crochets : [{value}]"
    return "type-inattendu", f"{quoted(value)} n'est pas {expected}", hint


def _wrong_form(text: str, node: dict[str, Any], hint: str) -> Words:
    form = str(node.get("format", ""))
    if form in _FORMATS:
        return "adresse-invalide", f"{quoted(text)} n'est pas {_FORMATS[form]}", hint
    if not form.startswith("date"):
        named = _name_meant(text, str(node.get("pattern", "")))
        remedy = f"vouliez-vous dire « {named} » ?" if named else hint
        return "ecriture-inattendue", f"{quoted(text)} n'est pas écrit comme il faut", remedy
    meant = _date_meant(text)
    if meant:
        return "date-invalide", f"{quoted(text)} n'est pas une date", f"vouliez-vous dire « {meant} » ?"
    if re.fullmatch(node.get("pattern", ""), text):
        return "date-invalide", f"{quoted(text)} n'existe pas au calendrier", "vérifiez le jour et le mois"
    if form == "date" and re.fullmatch(r"\d{4}(-\d{2})?", text):
        return "date-invalide", f"{quoted(text)} n'est pas une date complète", hint
    return "date-invalide", f"{quoted(text)} n'est pas une date", hint


def _name_meant(text: str, pattern: str) -> str:
    """`Lien Durable` and `lien-durable.md` as they should be written; nothing where we cannot tell."""
    stem = folded(text.strip().rpartition("/")[2]).removesuffix(".md")
    tries = (text.strip().lower(), text.strip().upper(), re.sub(r"[^a-z0-9]+", "-", stem).strip("-"))
    return next((meant for meant in tries if re.fullmatch(pattern, meant)), "")


def _date_meant(text: str) -> str:
    """`14/03/2025` and `2025-3-14` as they should be written; nothing where that is no day."""
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    found = year_first.groups() if year_first else day_first.groups()[::-1] if day_first else None
    try:
        meant = datetime.date(*(int(part) for part in found)).isoformat() if found else ""
    except ValueError:
        return ""
    return meant if meant != text else ""


def _wrong_size(error: jsonschema_rs.ValidationError, value: Any, hint: str) -> Words:
    # For a keyword the schemas do not use today; a test of the house keeps it so.
    told = "type-inattendu", f"{quoted(value)} n'est pas attendu ici", hint
    match error.kind:
        case _Kind.MinLength(limit):
            found = _count(len(value), "caractère")
            told = "texte-trop-court", f"{found}, il en faut au moins {limit}", hint
        case _Kind.MaxLength(limit):
            told = "texte-trop-long", f"{_count(len(value), 'caractère')}, {limit} au plus", _SHORTER
        case _Kind.MinItems(limit):
            found = f"il en faut au moins {limit}" if value else "la liste est vide"
            told = "liste-trop-courte", found, hint
        case _Kind.MaxItems(limit):
            told = "liste-trop-longue", f"{_count(len(value), 'élément')}, {limit} au plus", _FEWER
        case _Kind.Minimum(limit):
            told = (
                "nombre-hors-limites",
                f"{quoted(value)} est trop petit",
                f"le plus petit nombre accepté est {_number(limit)}",
            )
        case _Kind.Maximum(limit):
            told = (
                "nombre-hors-limites",
                f"{quoted(value)} est trop grand",
                f"le plus grand nombre accepté est {_number(limit)}",
            )
    return told


def _not_listed(text: str, options: list[str], node: dict[str, Any]) -> Words:
    near = did_you_mean(text, options)
    if "x-liens" in node:
        return _not_free(text, options, near)
    listed = some_of(options, 30)
    remedy = f"{near} Les choix possibles sont : {listed}" if near else f"choisissez {listed}"
    return "valeur-hors-liste", f"{quoted(text)} n'est pas un choix possible", remedy


def _not_free(text: str, options: list[str], near: str) -> Words:
    if {"nc", "nd"} & set(re.split(r"[^a-z]+", text.lower())):
        message = f"{quoted(text)} interdit des usages : ce n'est pas une licence libre"
        return "licence-non-libre", message, _FREE
    remedy = near or f"choisissez {some_of(options, 5)}"
    return "licence-non-libre", f"{quoted(text)} n'est pas une licence libre acceptée ici", remedy


def _by_example(node: dict[str, Any]) -> str:
    if node.get("type") == "boolean":
        return "écrivez true pour oui, false pour non"
    return "".join(f"écrivez par exemple : {as_yaml(example)}" for example in node.get("examples", ())[:1])


def _count(number: int, word: str) -> str:
    return f"{_number(number)} {word}{'s' * (number > 1)}"


def _number(number: Any) -> str:
    """`100 000 000`, with no-break spaces, as it is read in French."""
    return f"{number:,}".replace(",", "\u00a0")
