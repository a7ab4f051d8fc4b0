"""Check that the colours a commons declares can be read: those of the site, and that of each enjeu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import palette
from generator.contrast import ASKED, WHITE, Rgb, contrast, legible, read, written
from generator.diagnostics import Diagnostic, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.graph.whole import Whole
    from generator.sources import Document

_WHEN = {palette.JOUR: "de jour", palette.NUIT: "de nuit"}
_ON = {"papier": "avec les textes", "carte": "avec les textes", "pied": "avec le blanc du texte"}


def colours_of_the_site(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of colours of text too close to their background."""
    for _, document, data in whole.of_kind("site"):
        declared = _declared(data)
        for theme, when in _WHEN.items():
            for name, worst, better in palette.illegible(declared, theme):
                value = declared[theme][name]
                if palette.is_colour(value):
                    yield Diagnostic(
                        place=document.positions.value(("couleurs", theme, name)),
                        rule="contraste-insuffisant",
                        message=f"{quoted(value)} ne se lit pas bien {when} : son contraste "
                        f"{_ON.get(name, 'avec les fonds')} est de {_figure(worst)}, il en faut 4,5",
                        help=f"écrivez par exemple {quoted(better)}, la même teinte plus "
                        f"{_direction(read(value), read(better))}",
                    )


def colours_of_the_enjeux(whole: Whole) -> Iterator[Diagnostic]:
    """Warnings about enjeux whose colour is not legible: the site shows another shade of it."""
    declared = next((_declared(data) for _, _, data in whole.of_kind("site")), {})
    if any(True for theme in _WHEN for _ in palette.illegible(declared, theme)):
        declared = {}  # an invalid background has its own fault: text is then measured against our background
    by_day = palette.grounds(palette.colours(declared, palette.JOUR))[:2]
    by_night = palette.grounds(palette.colours(declared, palette.NUIT))[:2]
    for _, document, data in whole.of_kind("enjeu"):
        yield from _pale(document, data, "couleur", theme=palette.JOUR, grounds=(*by_day, WHITE))
        yield from _pale(document, data, "couleur_nuit", theme=palette.NUIT, grounds=by_night)


def _pale(
    document: Document, data: Mapping[str, Any], field: str, *, theme: str, grounds: tuple[Rgb, ...]
) -> Iterator[Diagnostic]:
    value = data.get(field)
    if not palette.is_colour(value):
        return
    color = read(str(value))
    worst = min(contrast(color, ground) for ground in grounds)
    if worst < ASKED:
        better = legible(color, *grounds)
        yield Diagnostic(
            place=document.positions.value((field,)),
            rule="couleur-peu-lisible",
            message=(
                f"{quoted(str(value))} ne se lit pas bien {_WHEN[theme]} : son "
                "contraste avec les fonds est de "
                f"{_figure(worst)}, il en faut 4,5"
            ),
            help=(
                f"écrivez par exemple {quoted(written(better))}, la même teinte "
                f"plus {_direction(color, better)}"
            ),
        )


def _declared(data: Mapping[str, Any]) -> dict[str, Any]:
    found = data.get("couleurs")
    return found if isinstance(found, dict) else {}


def _figure(ratio: float) -> str:
    """A contrast in words, rounded down: 4,49 must not read as the 4,5 that is required."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")


def _direction(one: Rgb, better: Rgb) -> str:
    return "claire" if contrast(one, WHITE) > contrast(better, WHITE) else "foncée"
