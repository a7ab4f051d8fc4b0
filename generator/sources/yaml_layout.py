"""Explain the faults of layout: colons, spaces, indents and dashes that are not where YAML wants them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import quoted
from generator.sources.unreadable import EQUALS, in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources.unreadable import Reading, Spot

_FIELD = re.compile(r"^( *(?:- +)*)([^\s:#\"'\[\]{},]+): +(.*)$")
_GLUED = re.compile(r"^ *(?:- +)*[^\s:#\"'\[\]{},]+:(?!//)[^ ]")
_BULLET = re.compile(r"( *)(-(?=[^\s-])|[–—•*·▪‣●○◦+]) ?([^\s*].*)$")
_PLAIN_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
# What already opens something: quotes around it would change what was meant.
_OPENING = "\"'[{|>"
# A longer value would fill the message: it is not repeated.
_SHORT = 60
_NO_BREAK = re.compile("( *)[\u00a0\u202f\u2007]|( *(?:- +)*[\\w-]+:)[\u00a0\u202f\u2007]")


def no_break_space(spot: Spot) -> Iterator[Reading]:
    """A no-break space, which looks like a plain one, at the start of a line or after a field's colon."""
    for row in dict.fromkeys((spot.line, spot.opened[0], spot.previous())):
        if row < len(spot.lines) and (found := _NO_BREAK.match(spot.lines[row])):
            spot.move(row, found.end() - 1)
            spot.mend(spot.column, spot.column + 1, " ")
            yield (
                "yaml-illisible",
                "une espace insécable se trouve là où il faut une espace ordinaire",
                "effacez-la et tapez une espace à la main",
            )


def glued(spot: Spot) -> Iterator[Reading]:
    """No space after the colon: YAML reads `nom:valeur` as one word."""
    if "mapping values" not in spot.problem and "expected ':'" not in spot.problem:
        return
    for row in dict.fromkeys((spot.opened[0], spot.previous(), spot.line)):
        words = spot.lines[row] if row < len(spot.lines) else ""
        if _GLUED.match(words):
            spot.move(row, words.index(":"))
            if _PLAIN_NAME.fullmatch(words[: spot.column].strip(" -")):
                spot.mend(spot.column + 1, spot.column + 1, " ")
            yield "yaml-illisible", "il manque une espace après le deux-points", "écrivez « nom: valeur »"


def colon_in_text(spot: Spot) -> Iterator[Reading]:
    """A colon within an unquoted text, the most common fault; or a field indented too far."""
    if "mapping values" not in spot.problem:
        return
    field = _FIELD.match(spot.words)
    if field and field.start(3) <= spot.column:
        if field[3][:1] not in _OPENING:
            spot.mend_value(field.start(3), in_quotes)
        yield (
            "yaml-illisible",
            "un deux-points suivi d'une espace coupe ce texte en deux",
            _with_quotes(field),
        )
    elif spot.line:
        spot.column = len(spot.words) - len(spot.words.lstrip())
        yield (
            "yaml-illisible",
            "cette ligne est décalée comme si elle continuait la précédente",
            "alignez le nom du champ sur celui du champ précédent, ou fermez le guillemet ouvert plus haut",
        )


def _with_quotes(field: re.Match[str]) -> str:
    name, value = field[2], field[3].rstrip()
    if value[:1] in _OPENING or len(value) > _SHORT or ("'" in value and '"' in value):
        return "entourez tout le texte de guillemets droits"
    mark = "'" if '"' in value or "\\" in value else '"'
    return f"entourez tout le texte de guillemets droits : {name}: {mark}{value}{mark}"


def missing_colon(spot: Spot) -> Iterator[Reading]:
    """A line of text among the fields: of a list with other bullets, with « = » for a colon, or any other."""
    if "expected ':'" in spot.problem:
        spot.move(*spot.opened)
        yield from bullets(spot)
        if found := EQUALS.match(spot.words):
            spot.mend(found.end(1), found.end(), ": ")
            yield (
                "yaml-illisible",
                "un signe « = » sépare ici le champ de sa valeur",
                "écrivez « nom: valeur »",
            )
        yield (
            "yaml-illisible",
            "cette ligne n'a ni nom de champ ni deux-points",
            "écrivez « nom: valeur » ; si elle continue la ligne du dessus, décalez-la de deux espaces",
        )


def bullets(spot: Spot) -> Iterator[Reading]:
    """The lines of a list that begin with another sign than a dash and a space."""
    row, column, found = spot.line, spot.column, _BULLET.match(spot.words)
    if not found:
        return
    glued = found[2] == "-"
    while spot.line < len(spot.lines) and (found := _BULLET.match(spot.words)):
        spot.mend(found.start(2), found.start(3), "- ")
        spot.move(spot.line + 1, 0)
    spot.move(row, column)
    yield (
        "yaml-illisible",
        "il manque une espace après le tiret"
        if glued
        else "les lignes d'une liste commencent par un tiret ordinaire",
        "écrivez chaque valeur sur sa ligne, après un tiret et une espace : « - valeur »",
    )


def after_quote(spot: Spot) -> Iterator[Reading]:
    """Words after a closed quote or bracket, often an apostrophe inside apostrophes."""
    before = spot.words[: spot.column].rstrip()
    if "expected key" not in spot.problem and "expected '-'" not in spot.problem:
        return
    if before[-1:] in {'"', "'"}:
        sign = "l'apostrophe" if before[-1] == "'" else "le guillemet"
        other = "de guillemets droits" if before[-1] == "'" else "d'apostrophes"
        _quote_whole(spot)
        yield (
            "yaml-illisible",
            f"{sign} ferme le texte avant la fin de la ligne",
            f"entourez le texte entier {other}, ou retirez les signes qui l'entourent",
        )
    elif before[-1:] in {"]", "}"}:
        _quote_whole(spot)
        yield (
            "yaml-illisible",
            f"du texte suit « {before[-1]} », qui ferme la valeur",
            "entourez tout le texte de guillemets droits, ou retirez ce qui suit",
        )


def _quote_whole(spot: Spot) -> None:
    """Propose quotes around a value that begins with a bracket or a quote and goes on after it."""
    field = _FIELD.match(spot.words)
    if field and "," not in spot.words[field.start(3) : spot.column]:
        spot.mend_value(field.start(3), lambda text: in_quotes(_without_same(text)))


def _without_same(text: str) -> str:
    """The text without the one sort of quotes that begins and ends it: `'L'essai'` was meant as `L'essai`."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def indentation(spot: Spot) -> Iterator[Reading]:
    """A line or a dash whose indent matches no level above."""
    if "expected key" in spot.problem or "expected '-'" in spot.problem or "block sequence" in spot.problem:
        if spot.words.lstrip(" ").startswith(":"):
            yield "yaml-illisible", "ce deux-points n'a pas de nom de champ", "écrivez « nom: valeur »"
        elif spot.words[: spot.column].strip() and spot.character == "-":
            yield (
                "yaml-illisible",
                "une liste à tirets ne peut pas commencer sur la ligne de son champ",
                "allez à la ligne avant le tiret ; s'il fait partie du texte, mettez des guillemets droits",
            )
        elif spot.character == "-":
            yield (
                "yaml-illisible",
                "ce tiret n'est pas à sa place",
                "mettez les tirets d'une même liste sous le nom de leur champ, tous au même décalage",
            )
        else:
            yield (
                "yaml-illisible",
                f"{quoted(spot.words.strip()[:40])} n'est aligné ni sur le champ ni sur la liste du dessus",
                "donnez à cette ligne le même décalage que les autres champs du même groupe",
            )
