"""Texts that are not written yet, and titles between quotes: `unfinished(schemas, document, data)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, folded, quoted, say
from generator.schema.around import without_surroundings
from generator.schema.right_values import is_free_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.schema.schemas import Schemas
    from generator.sources import Document

_Path = tuple[str | int, ...]

# What people leave where they mean to come back; signs around it do not count.
_TO_WRITE = re.compile(
    r"(?:(?:reste|encore) )?a (?:remplir|completer|preciser|rediger|ecrire|definir|venir|renseigner)"
    r"|(?:texte|titre|resume)(?: ici| a (?:venir|remplir|completer|rediger|ecrire))"
    r"|todo|to ?do|tbd|tbc|xx+|lorem ipsum.*|votre (?:texte|titre|resume)(?: ici)?",
    re.DOTALL,
)
_AROUND = " \u00a0\u202f.…:!?-–—_*#[](){}<>«»“”\"'"


def unfinished(schemas: Schemas, document: Document, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The faults of texts that are still to be written; the facts of the site, which we begin, have none.

    A title is no quotation: quotes around the whole of it would show on every page that lists it.
    """
    if document.kind == "site":
        return
    for path, text in _texts(data, ()):
        if is_to_write(text) and is_free_text(schemas.node(document.kind, path)):
            yield Diagnostic(
                place=document.positions.value(path),
                rule="texte-a-remplir",
                message=say("texte-a-remplir", valeur=quoted(text)),
                help=say("texte-a-remplir-aide"),
            )
    title = data.get("titre")
    if isinstance(title, str) and (inside := without_quotes(title)):
        yield Diagnostic(
            place=document.positions.value(("titre",)),
            rule="titre-entre-guillemets",
            message=say("titre-entre-guillemets", valeur=quoted(title)),
            help=say("titre-entre-guillemets-aide", propose=quoted(inside)),
            edits=document.positions.edit(("titre",), inside)
            if title[0] == "“" and ": " not in inside
            else (),
        )


def is_to_write(text: str) -> bool:
    """Whether a text only says that it is to be written: « à remplir », « TODO », « [À compléter] »."""
    bare = text.strip(_AROUND)
    return _TO_WRITE.fullmatch(folded(bare)) is not None if bare else bool(text.strip())


def without_quotes(title: str) -> str:
    """What a title says between French or English quotes that hold the whole of it; empty without them."""
    bare = without_surroundings(title)
    return bare if title.strip()[:1] in {"«", "“"} and bare != title.strip() else ""


def _texts(data: Any, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))
