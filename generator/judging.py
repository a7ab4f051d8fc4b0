"""Say what a proposal changes of what judges it: the facts of the site that the schemas mark, the schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, quoted, some_of
from generator.frozen import Frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.schema import Schemas
    from generator.sources import Document

RULE = "juge-deplace"
FACTS = "content/site.yml"
_LONGEST = 500
_KEPT = "le contrôle s'en tient à ce qui est publié"


class Moved(Frozen):
    """A field that judges, with its value before and after as a file holds them; None where it has none."""

    field: str
    before: Any
    after: Any


def moved(schemas: Schemas, before: Document | None, after: Document | None) -> tuple[Moved, ...]:
    """The fields that judge and differ between two states of a record, in the order of their schema.

    They are those with an `x-juge`, which says what they decide. A field that is not written has its default.
    """
    known = before or after
    if known is None:
        return ()
    found = []
    for name, node in schemas.trees[known.kind]["properties"].items():
        old, new = (_value(one, name, node) for one in (before, after))
        if node.get("x-juge") and repr(old) != repr(new):
            found.append(Moved(name, old, new))
    return tuple(found)


def _value(document: Document | None, name: str, node: Mapping[str, Any]) -> Any:  # noqa: ANN401 — as a file holds it
    written = (document.data or {}).get(name) if document else None
    return node.get("default") if written is None else written


class Said(Frozen):
    """A contributor's value within a sentence of ours: whoever writes the sentence quotes or escapes it."""

    text: str


def sentence(schemas: Schemas, kind: str, one: Moved) -> Iterator[str | Said]:
    """What a change does, without capital nor full stop: `déplace le jour… : `, A, ` devient `, B."""
    node = schemas.node(kind, (one.field,))
    what = node["x-juge"]
    if isinstance(one.before, list) and isinstance(one.after, list):
        gone = [value for value in one.before if value not in one.after]
        came = [value for value in one.after if value not in one.before]
        yield f"change {what} : "
        for verb, values, after in (("retire ", gone, " et " if came else ""), ("ajoute ", came, "")):
            if values:
                yield verb
                yield Said(_words(values))
                yield after
        if not (gone or came):
            yield "les mêmes, dans un autre ordre"
    elif one.before is None:
        yield from (f"fixe {what} : ", Said(_words(one.after)), ", quand rien n'était dit")
    elif one.after is None:
        yield from (f"retire {what} : c'était ", Said(_words(one.before)))
    else:
        verb = "déplace" if node.get("format") == "date" else "change"
        yield from (f"{verb} {what} : ", Said(_words(one.before)), " devient ", Said(_words(one.after)))


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "rien"
    return "oui" if value is True else "non" if value is False else str(value)


def of_the_facts(schemas: Schemas, before: Document | None, after: Document | None) -> Iterator[Diagnostic]:
    """What a proposal changes of the facts of the site that judge it; each document exists, or is None."""
    if before is None and after is None:
        return
    if after is None:
        message = f"cette proposition retire {FACTS}, qui dit comment juger les fiches"
        yield Diagnostic(
            place=Place(FACTS), rule=RULE, message=message, help=f"remettez ce fichier ; {_KEPT}"
        )
    elif after.data is None and (before is None or before.data is not None):
        message = f"cette proposition rend illisible {FACTS}, qui dit comment juger les fiches"
        yield Diagnostic(
            place=Place(FACTS), rule=RULE, message=message, help=f"corrigez ce fichier ; {_KEPT}"
        )
    else:
        kept = _KEPT
        if before is None or before.data is None:
            state = "n'existe pas encore" if before is None else "ne peut pas être lu"
            kept = f"dans ce qui est publié, ce fichier {state} : le contrôle juge avec celui-ci"
        for one in moved(schemas, before, after):
            place = after.positions.value((one.field,))
            told = (
                quoted(part.text, _LONGEST) if isinstance(part, Said) else part
                for part in sentence(schemas, "site", one)
            )
            message = f"cette proposition {''.join(told)}"
            yield Diagnostic(place=place, rule=RULE, message=message, help=f"relisez ce changement ; {kept}")


def of_the_schemas(paths: Sequence[str]) -> Iterator[Diagnostic]:
    """A proposal that changes the schemas it was just held to."""
    if paths:
        message = (
            "cette proposition change aussi les schémas avec lesquels elle vient d'être jugée : "
            f"{some_of(paths, link='et')}"
        )
        yield Diagnostic(
            place=Place(paths[0]),
            rule=RULE,
            message=message,
            help="proposez les schémas d'abord, et à part ; pour juger avec les règles publiées, lancez le "
            "contrôle depuis une copie de la branche de base, avec --root et --data-only",
        )


def with_effects(told: Sequence[Diagnostic], hidden: int, added: int) -> tuple[Diagnostic, ...]:
    """The changes, the first one with what they do: how many faults they would hide, how many they add."""
    would_go = "fautes ne seraient plus relevées" if hidden > 1 else "faute ne serait plus relevée"
    come = "fautes s'ajoutent" if added > 1 else "faute s'ajoute"
    effects = [f"{hidden} {would_go}"] * bool(hidden) + [f"{added} {come}"] * bool(added)
    if not told or not effects:
        return tuple(told)
    first, *others = told
    which = "ces changements" if others else "ce changement"
    return (replace(first, help=f"{first.help}. Avec {which}, {some_of(effects, link='et')}"), *others)
