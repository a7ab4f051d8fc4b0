"""Explain the faults of signs: tabs, quotes and brackets left open, and signs that cannot begin a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.sources.unreadable import in_quotes
from generator.sources.yaml_layout import bullets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.sources.unreadable import Reading, Spot


# A list of names without its closing bracket, which can only be missing at the end.
_NAMES = re.compile(r"\[ *[\w-]+(?: *, *[\w-]+)*")
# Signs that people begin a text with; the others are rather left over, or meant for the machine.
_TEXT = "@`%*&"


def tab(spot: Spot) -> Iterator[Reading]:
    """A tab where only spaces may indent."""
    if "tab character" in spot.problem or spot.character == "\t":
        margin = len(spot.words) - len(spot.words.lstrip())
        if margin and not spot.words[:margin].strip("\t"):
            spot.mend(0, margin, "  " * margin)
        yield (
            "yaml-tabulation",
            "une tabulation sert ici de décalage",
            "remplacez-la par deux espaces ordinaires",
        )


def quote(spot: Spot) -> Iterator[Reading]:
    """A quote left open, shown where it opens, or a backslash that means nothing."""
    if spot.context not in {"while scanning a quoted scalar", "while parsing a quoted scalar"}:
        return
    if "escape" in spot.problem or "hexdecimal" in spot.problem:
        yield (
            "yaml-illisible",
            "entre guillemets droits, cette barre oblique inverse annonce un signe qui n'existe pas",
            "doublez la barre oblique inverse, ou entourez le texte d'apostrophes au lieu de guillemets",
        )
        return
    spot.move(*spot.opened)
    if not {spot.character, "\\", "#"} & {*spot.words[spot.column + 1 :]}:
        spot.mend_value(spot.column, lambda text: text + text[0])
    name = "cette apostrophe ouvre un texte" if spot.character == "'" else "ce guillemet ouvre un texte"
    yield "yaml-illisible", f"{name} et rien ne le ferme", "ajoutez le même signe à la fin du texte"


def bracket(spot: Spot) -> Iterator[Reading]:
    """A bracket or a brace left open, or closed by the other."""
    flow = spot.context in {"while parsing a flow sequence", "while parsing a flow mapping"}
    if spot.context == "while parsing a flow node":
        flow = True
        spot.opened = _last_open(spot)
    if not flow:
        return
    stopped = spot.character
    row, column = spot.line, spot.column
    spot.move(*spot.opened)
    opened = spot.character
    closed = "]" if opened == "[" else "}"
    if stopped in "]}" and stopped and stopped != closed and row == spot.line:
        spot.move(row, column)
        yield (
            "yaml-illisible",
            f"« {opened} » est fermé par « {stopped} »",
            f"écrivez « {closed} » à la place",
        )
    elif stopped in "\"'" and stopped:
        spot.move(row, column)
        yield "yaml-illisible", "il manque une virgule avant ce texte", "séparez les valeurs par des virgules"
    else:
        if _NAMES.fullmatch(spot.words[spot.column :].rstrip()):
            spot.mend_value(spot.column, lambda text: f"{text}]")
        yield (
            "yaml-illisible",
            f"« {opened} » ouvre une liste et rien ne la ferme"
            if opened == "["
            else f"« {opened} » ouvre un groupe de champs et rien ne le ferme",
            f"ajoutez « {closed} » à la fin, et une virgule entre chaque valeur",
        )


def _last_open(spot: Spot) -> tuple[int, int]:
    for row in range(min(spot.line, len(spot.lines) - 1), -1, -1):
        column = max(spot.lines[row].rfind("["), spot.lines[row].rfind("{"))
        if column >= 0:
            return row, column
    return spot.line, spot.column


def first_character(spot: Spot) -> Iterator[Reading]:
    """A sign that means something to YAML at the start of a text."""
    starts = spot.problem == "found character that cannot start any token"
    markdown = spot.context in {"while scanning an alias", "while scanning an anchor", "while scanning a tag"}
    node = spot.problem in {"did not find expected node content", "found undefined tag handle"}
    if not (starts or markdown or node):
        return
    if markdown:
        spot.move(*spot.opened)
    sign = spot.character
    if sign == "*" and not spot.words[: spot.column].strip():
        yield from bullets(spot)
    if sign and sign in "@`%,]}*&!|>":
        if sign in _TEXT:
            spot.mend_value(spot.column, in_quotes)
        yield (
            "yaml-etiquette" if sign == "!" else "yaml-illisible",
            f"un texte ne peut pas commencer par « {sign} »",
            "entourez toute la valeur de guillemets droits",
        )


def block_text(spot: Spot) -> Iterator[Reading]:
    """Words on the line of `|` or `>`."""
    if spot.context == "while scanning a block scalar":
        yield (
            "yaml-illisible",
            "après « | » ou « > », le texte commence à la ligne suivante",
            "allez à la ligne et décalez tout le texte de deux espaces",
        )


def machine(spot: Spot) -> Iterator[Reading]:
    """The signs by which YAML speaks to its parser: `%`, `...`, `?`."""
    if "directive" in spot.context or "directive" in spot.problem:
        spot.column = 0
        yield "yaml-illisible", "une ligne ne peut pas commencer par « % »", "retirez cette ligne ou ce signe"
    elif "<document start>" in spot.problem:
        above = [row for row in range(spot.line) if spot.lines[row].startswith(("%", "...", "---"))]
        spot.move(above[-1] if above else spot.line, 0)
        yield (
            "yaml-illisible",
            "cette ligne coupe l'en-tête en deux",
            "retirez-la : seules les deux lignes « --- » entourent les champs",
        )
    elif "mapping keys" in spot.problem or spot.character == "?":
        spot.mend_value(spot.column, in_quotes)
        yield (
            "yaml-illisible",
            "un texte ne peut pas commencer par « ? »",
            "entourez toute la valeur de guillemets droits",
        )
