"""Turn a schema error into French: the rule, what is wrong with the value, what to write instead."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import jsonschema_rs

from generator import web
from generator.diagnostics import (
    FORMS,
    TYPES,
    did_you_mean,
    quoted,
    say,
    some_of,
    unmistakable,
)
from generator.schema.around import without_surroundings
from generator.schema.date_spelling import date_meant
from generator.schema.formats import FORMATS
from generator.schema.right_values import as_yaml, did_you_mean_this, name_meant, right_value
from generator.schema.wrong_address import Wrong, wrong_address

_Kind = jsonschema_rs.ValidationErrorKind


class Words(NamedTuple):
    """A rule, what is wrong, what to do; and what to write instead, as YAML, where there is one answer."""

    rule: str
    message: str
    remedy: str
    right: str = ""


_YES_OR_NO = {"oui": "true", "vrai": "true", "yes": "true", "non": "false", "faux": "false", "no": "false"}


def words(error: jsonschema_rs.ValidationError, node: dict[str, Any], *, needed: bool) -> Words:
    """The words of an error. `node` is the schema of the value, `needed` if it must be there."""
    hint = node.get("x-aide") or _by_example(node)
    value: Any = error.instance
    if isinstance(error.kind, _Kind.Enum | _Kind.Pattern | _Kind.Format) and (around := _around(value, node)):
        return around
    match error.kind:
        case _Kind.Type():
            return _wrong_type(value, node, hint, needed=needed)
        case _Kind.Enum(options):
            return _not_listed(str(value), [str(option) for option in options], node)
        case _Kind.Pattern() | _Kind.Format():
            return _wrong_form(str(value), node, hint)
    return _wrong_size(error, value, hint)


def _around(value: Any, node: dict[str, Any]) -> Words | None:
    """The words for a value that is right except for spaces around it."""
    right = without_surroundings(value) if isinstance(value, str) else value
    if right == value or not (right in node["enum"] if "enum" in node else _has_form(right, node)):
        return None
    form = str(node.get("format", ""))
    rule = (
        "valeur-hors-liste" * ("enum" in node)
        or "adresse-invalide" * (form in FORMS)
        or "date-invalide" * form.startswith("date")
        or "ecriture-inattendue"
    )
    phrase = (
        "guillemets-autour"
        if value.strip() != right
        else "ligne-autour"
        if "\n" in value
        else "espace-autour"
    )
    rule = "licence-non-libre" if "x-liens" in node else rule
    return _told(rule, say(f"{phrase}-aide"), phrase, right=right, valeur=quoted(value))


def _has_form(text: str, node: dict[str, Any]) -> bool:
    form = node.get("format")
    well_formed = not form or jsonschema_rs.is_valid(
        {"format": form}, text, validate_formats=True, formats=FORMATS
    )
    return well_formed and re.search(node.get("pattern", ""), text) is not None


def twice(value: Any) -> Words:
    """The words of an item that stands in its list already."""
    return _told("valeur-repetee", say("valeur-repetee-aide"), valeur=quoted(value))


def _wrong_type(value: Any, node: dict[str, Any], hint: str, *, needed: bool) -> Words:
    if value is None:
        return _told("champ-vide", hint if needed else say("champ-vide-aide", aide=hint))
    types = node.get("type", ())
    expected = some_of(TYPES[name] for name in ([types] if isinstance(types, str) else types))
    if isinstance(value, dict):
        if types == "array":
            hint = say("type-groupe-aide")
        return _told("type-inattendu", hint, "type-groupe", attendu=expected)
    if isinstance(value, list):
        if types == "object" and len(value) == 1 and isinstance(value[0], dict):
            hint = say("type-liste-aide")
        elif types == "string":
            hint = say("type-crochets-de-trop-aide")
        return _told("type-inattendu", hint, "type-liste", attendu=expected)
    if types == "boolean":
        meant = _YES_OR_NO.get(str(value).casefold(), "")
        return _told("type-inattendu", hint, "type-oui-non", right=meant, valeur=quoted(value))
    right, remedy = right_value(str(value), node)
    return _told(
        "type-inattendu", remedy or hint, "type-autre", right=right, valeur=quoted(value), attendu=expected
    )


def _wrong_address(text: str, node: dict[str, Any], hint: str) -> Words:
    form = str(node["format"])
    why = {"uri": web.why_not, "uri-ou-pdf": web.why_not, "adresse-de-site": web.why_no_site}.get(
        form, _no_reason
    )(text)
    told = {"valeur": quoted(text), "attendu": FORMS[form]}
    if why in {None, "debut", "signe"} or re.search(r"[\s\\]", text):
        wrong = wrong_address(text, str(node.get("pattern", ""))) if form != "email" else Wrong("")
        return _told(
            "adresse-invalide",
            wrong.remedy or hint,
            wrong.phrase,
            right=wrong.right,
            signe=wrong.sign,
            **told,
        )
    right = web.in_ascii(text) if why == "accents" else ""
    return _told("adresse-invalide", say(f"adresse-{why}-aide", propose=quoted(right)), right=right, **told)


def _no_reason(_text: str) -> None:
    """A wrong e-mail address gets no detailed reason: browsers, which check it in the form, give none."""


def _wrong_form(text: str, node: dict[str, Any], hint: str) -> Words:
    form = str(node.get("format", ""))
    if form in FORMS:
        return _wrong_address(text, node, hint)
    if not form.startswith("date"):
        named = name_meant(text, str(node.get("pattern", "")))
        return _told(
            "ecriture-inattendue", did_you_mean_this(named) or hint, right=named, valeur=quoted(text)
        )
    meant, exactly = date_meant(text, partial=form == "date-partielle")
    if meant:
        return _told("date-invalide", did_you_mean_this(meant), right=meant * exactly, valeur=quoted(text))
    if re.fullmatch(node.get("pattern", ""), text):
        return _told("date-invalide", say("date-impossible-aide"), "date-impossible", valeur=quoted(text))
    if form == "date" and re.fullmatch(r"\d{4}(-\d{2})?", text):
        return _told("date-invalide", hint, "date-incomplete", valeur=quoted(text))
    return _told("date-invalide", hint, valeur=quoted(text))


def _told(rule: str, remedy: str, phrase: str = "", *, right: str = "", **parts: object) -> Words:
    """The rule, its phrase (that of the same name without another), the remedy and what it would write."""
    return Words(rule=rule, message=say(phrase or rule, **parts), remedy=remedy, right=right)


def _wrong_size(error: jsonschema_rs.ValidationError, value: Any, hint: str) -> Words:
    match error.kind:
        case _Kind.MinLength(limit):
            told = _told("texte-trop-court", hint, compte=_count(len(value), "caractère"), limite=limit)
        case _Kind.MaxLength(limit):
            told = _too_long("texte-trop-long", _count(len(value), "caractère"), limit)
        case _Kind.MinItems(limit):
            told = _told("liste-trop-courte", hint, "" if value else "liste-vide", limite=limit)
        case _Kind.MaxItems(limit):
            told = _too_long("liste-trop-longue", _count(len(value), "élément"), limit)
        case _Kind.Minimum(limit):
            told = _out_of_bounds("nombre-trop-petit", value, limit)
        case _Kind.Maximum(limit):
            told = _out_of_bounds("nombre-trop-grand", value, limit)
        case _:
            # For a keyword the schemas do not use today; a test of the house keeps it so.
            told = _told("type-inattendu", hint, valeur=quoted(value))
    return told


def _too_long(rule: str, count: str, limit: int) -> Words:
    return _told(rule, say(f"{rule}-aide"), compte=count, limite=limit)


def _out_of_bounds(phrase: str, value: object, limit: object) -> Words:
    remedy = say(f"{phrase}-aide", limite=_number(limit))
    return _told("nombre-hors-limites", remedy, phrase, valeur=quoted(value))


def _not_listed(text: str, options: list[str], node: dict[str, Any]) -> Words:
    near = did_you_mean(text, options)
    right = unmistakable(text, options) or ""
    if "x-liens" in node:
        return _not_free(text, options, near, right=right)
    listed = some_of(options, 30)
    remedy = (
        say("valeur-proche-aide", proche=near, choix=listed)
        if near
        else say("valeur-hors-liste-aide", choix=listed)
    )
    return _told("valeur-hors-liste", remedy, right=right, valeur=quoted(text))


def _not_free(text: str, options: list[str], near: str, *, right: str) -> Words:
    if {"nc", "nd"} & set(re.split(r"[^a-z]+", text.lower())):
        remedy = say("licence-restreinte-aide")
        return _told("licence-non-libre", remedy, "licence-restreinte", valeur=quoted(text))
    remedy = near or say("valeur-hors-liste-aide", choix=some_of(options, 5))
    return _told("licence-non-libre", remedy, right=right, valeur=quoted(text))


def _by_example(node: dict[str, Any]) -> str:
    if node.get("type") == "boolean":
        return say("oui-non-aide")
    return "".join(say("exemple-aide", exemple=as_yaml(example)) for example in node.get("examples", ())[:1])


def _count(number: int, word: str) -> str:
    return f"{_number(number)} {word}{'s' * (number > 1)}"


def _number(number: Any) -> str:
    """`100 000 000`, with no-break spaces, as it is read in French."""
    return f"{number:,}".replace(",", "\u00a0")
