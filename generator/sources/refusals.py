"""Refuse the parts of YAML that surprise authors, and say in French what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.sources import limits
from generator.sources.unreadable import COMMENT, EQUALS, Unreadable, in_quotes

if TYPE_CHECKING:
    from generator.sources.unreadable import Mark, Mending

NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_NAME_AND_COLON = re.compile(f"[a-z]+(?:_[a-z]+)*:(?=([{NO_BREAK_SPACES}]?))")


def mark(event: Any) -> Mark:
    """Where a YAML event is: lines and columns from 1, the end just after it."""
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def check_marks(event: Any) -> None:
    """Refuse an anchor or a tag before a value."""
    if event.anchor is not None:
        raise anchor(event)
    if event.tag is not None:
        raise tag(event)


def check_hash(event: Any, text: str, *, block: bool) -> None:
    """Refuse « Atelier #2 » without quotes: YAML would drop « #2 » without a word.

    `block` says that the value is not between brackets: then what follows on its line is all of it.
    """
    end = event.end_mark.index
    rest = text[end : end + 80].split("\n", 1)[0]
    words = rest.lstrip(" ")
    if words == rest or words[:1] != "#" or words[1:2] in {"", " ", "#"}:
        return
    found = Unreadable(
        "yaml-diese",
        "tout ce qui suit « # » serait perdu : après une espace, ce signe ouvre un commentaire",
        "entourez la valeur de guillemets droits ; pour un vrai commentaire, laissez une espace après « # »",
        mark=(event.end_mark.line + 1, event.end_mark.column + 1 + len(rest) - len(words), 0, 0),
        mendings=_whole(event, text) if block else (),
    )
    raise found


def _whole(event: Any, text: str) -> tuple[Mending, ...]:
    """The edits that quote a value of one line, with the part after « # », up to a real comment."""
    start, end = event.start_mark, event.end_mark
    written = COMMENT.split(text[start.index :].split("\n", 1)[0], maxsplit=1)[0]
    words = written.strip()
    if start.line != end.line or not words:
        return ()
    line, column = start.line + 1, start.column + 1 + len(written) - len(written.lstrip())
    return (((line, column, line, column + len(words)), in_quotes(words)),)


def document(event: Any, number: int) -> None:
    """Refuse a second front matter, and the `%` lines that speak to the parser."""
    if number > 1:
        found = Unreadable(
            "yaml-illisible",
            "un second en-tête commence ici",
            "gardez un seul en-tête par fichier : réunissez les champs, et retirez cette ligne",
            mark=mark(event),
        )
        raise found
    if event.version or event.tags:
        found = Unreadable(
            "yaml-illisible",
            "une ligne qui commence par « % » est une consigne pour la machine, pas un champ",
            "retirez cette ligne",
            mark=mark(event),
        )
        raise found


def alias(event: Any) -> Unreadable:
    """The refusal of an alias (`*name`): a few of them nested could fill the memory."""
    return Unreadable(
        "yaml-ancre",
        f"« *{event.anchor} » renvoie à un autre endroit du fichier",
        "écrivez la valeur elle-même ; si l'astérisque fait partie du texte, mettez des guillemets droits",
        mark=mark(event),
    )


def anchor(event: Any) -> Unreadable:
    """The refusal of an anchor (`&name`)."""
    line, column, _, _ = mark(event)
    return Unreadable(
        "yaml-ancre",
        f"« &{event.anchor} » pose un repère au lieu d'un texte",
        "retirez ce repère ; si « & » fait partie du texte, entourez toute la valeur de guillemets droits",
        mark=(line, column, line, column + 1 + len(event.anchor)),
    )


def tag(event: Any) -> Unreadable:
    """The refusal of a tag (`!type`)."""
    line, column, _, _ = mark(event)
    return Unreadable(
        "yaml-etiquette",
        "un « ! » placé devant une valeur change la façon de la lire",
        "retirez-le ; si le point d'exclamation fait partie du texte, mettez des guillemets droits",
        mark=(line, column, 0, 0),
    )


def not_a_mapping(event: Any) -> Unreadable:
    """The refusal of a front matter that is a single text or list."""
    line, column, _, _ = mark(event)
    words = getattr(event, "value", "")
    glued = ":" in words
    mendings: list[Mending] = []
    if not getattr(event, "style", "?") and (name := _NAME_AND_COLON.match(words)):
        after = column + len(name[0])
        mendings.append(((line, after, line, after + len(name[1])), " "))
    if equals := EQUALS.match(words):
        mendings.append(((line, column + equals.end(1), line, column + equals.end()), ": "))
    return Unreadable(
        "yaml-illisible",
        "un signe « = » sépare ici le champ de sa valeur"
        if equals
        else "il manque une espace ordinaire après le deux-points"
        if glued
        else "l'en-tête doit être une suite de champs, un par ligne",
        "écrivez chaque champ sous la forme « nom: valeur »",
        mark=(line, column, 0, 0),
        mendings=mendings,
    )


def bad_name(event: Any) -> Unreadable:
    """The refusal of a field whose name is empty, a list or a mapping."""
    line, column, _, _ = mark(event)
    return Unreadable(
        "yaml-illisible",
        "le nom d'un champ doit être un simple mot",
        "écrivez « nom: valeur » ; si ce signe fait partie d'un texte, mettez des guillemets droits",
        mark=(line, column, 0, 0),
    )


def no_break_space(event: Any) -> Unreadable:
    """The refusal of a field name that ends with a no-break space, as French typing puts before a colon."""
    line, column, end_line, end_column = mark(event)
    return Unreadable(
        "yaml-illisible",
        "une espace insécable s'est glissée dans le nom du champ",
        f"écrivez « {event.value.strip(NO_BREAK_SPACES)}: », sans espace avant le deux-points",
        mark=(line, column, end_line, end_column),
        mendings=[((line, column, end_line, end_column), event.value.strip(NO_BREAK_SPACES))]
        * (not event.style),
    )


def too_deep(event: Any) -> Unreadable:
    """The refusal of values nested too deep."""
    line, column, _, _ = mark(event)
    return Unreadable(
        "trop-imbrique",
        f"plus de {limits.NESTED_LEVELS} niveaux sont imbriqués les uns dans les autres",
        "aucune fiche n'en demande plus de quatre : retirez les crochets, accolades ou tirets en trop",
        mark=(line, column, 0, 0),
    )
