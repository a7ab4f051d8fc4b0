"""The colours of the site: those of the theme by day and by night, and twenty for the enjeux without one."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.contrast import ASKED, WHITE, Rgb, contrast, legible, mixed, read, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JOUR, NUIT = "jour", "nuit"
# What `pages/styles/couleurs-et-espaces.css` paints where `content/site.yml` says
# nothing else: a test compares them.
# The foot of the night is Material's own, about.
THEME: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        JOUR: MappingProxyType(
            {
                "papier": "#fbf7f0",
                "carte": "#ffffff",
                "encre": "#23282e",
                "accent": "#1a5873",
                "pied": "#1d3a45",
            }
        ),
        NUIT: MappingProxyType(
            {
                "papier": "#1b1f25",
                "carte": "#252b32",
                "encre": "#ebe7df",
                "accent": "#8fd0e6",
                "pied": "#12151a",
            }
        ),
    }
)
# The inks that say how things went. They are the same on every site: a ground must suit them.
SIGNES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        JOUR: ("#1d6138", "#7a4a00", "#9c2b22", "#4d5259", "#6b3a86"),
        NUIT: ("#9bd8ae", "#f0c67c", "#f5a89f", "#c5c8cc", "#d9b4ee"),
    }
)
# Neighbours in the list are far apart on the colour wheel: a commons with few enjeux tells them well apart.
PALETTE = (
    *("#b3261e", "#00695c", "#6a3fb5", "#7b5a00", "#1563bc", "#a3195b", "#2a732e", "#a14a00", "#3949ab"),
    *("#4f6b12", "#8e24aa", "#006f77", "#8b1e3f", "#0b5e8a", "#6f6400", "#455a78", "#7a4a2a", "#3e6257"),
    *("#b0206e", "#5d5a52"),
)
_WRITTEN = re.compile(r"#[0-9a-f]{6}", re.ASCII)
_PAPERS = (JOUR, (0.98, 0.965, 0.94)), (NUIT, (0.125, 0.14, 0.17))
_INKS = ("encre", "accent")
_GROUNDS = ("papier", "carte")


def of_rank(number: int) -> str:
    """The colour of an enjeu that has none of its own, by its number."""
    return PALETTE[(number - 1) % len(PALETTE)]


def colours(declared: Mapping[str, Any], theme: str) -> dict[str, str]:
    """The colours of a theme: those that the facts of the site declare and can be read, ours for the rest."""
    own = declared.get(theme)
    own = own if isinstance(own, dict) else {}
    return {name: own[name] if is_colour(own.get(name)) else ours for name, ours in THEME[theme].items()}


def is_colour(value: object) -> bool:
    """Whether a value is written `#rrggbb`."""
    return isinstance(value, str) and _WRITTEN.fullmatch(value) is not None


def grounds(found: Mapping[str, str]) -> tuple[Rgb, ...]:
    """What text stands on: the page, a card, and a hollow in the page."""
    return (*(read(found[name]) for name in _GROUNDS), hollow(found))


def hollow(found: Mapping[str, str]) -> Rgb:
    """The ground of tables and quotes: the page with a little of its ink."""
    return mixed(read(found["encre"]), read(found["papier"]), 0.05)


def tint_ground(declared: Mapping[str, Any], theme: str) -> Rgb:
    """The paper of a theme, which the tint of an enjeu is mixed with: the declared one, or ours."""
    own = declared.get(theme)
    return (
        read(own["papier"])
        if isinstance(own, dict) and is_colour(own.get("papier"))
        else dict(_PAPERS)[theme]
    )


def illegible(declared: Mapping[str, Any], theme: str) -> Iterator[tuple[str, float, str]]:
    """The declared colours of a theme that do not read well: name, contrast, and a shade that would."""
    own = declared.get(theme)
    own = own if isinstance(own, dict) else {}
    found = colours(declared, theme)
    wrong = [
        name for name in _GROUNDS if name in own and _worst_of_ground(found, own, name, theme=theme) < ASKED
    ]
    for name in wrong:
        yield (
            name,
            _worst_of_ground(found, own, name, theme=theme),
            _better_ground(found, own, name, theme=theme),
        )
    if not wrong:
        under = grounds(found)
        for name in (name for name in _INKS if name in own):
            ink = read(found[name])
            worst = min(contrast(ink, ground) for ground in under)
            if worst < ASKED:
                yield name, worst, written(legible(ink, *under))
    if "pied" in own and contrast(read(found["pied"]), WHITE) < ASKED:
        foot = read(found["pied"])
        yield "pied", contrast(foot, WHITE), written(legible(foot, WHITE))


def _worst_of_ground(found: Mapping[str, str], own: Mapping[str, Any], name: str, *, theme: str) -> float:
    """The least contrast of a ground with the inks that are ours."""
    return min(contrast(read(found[name]), read(ink)) for ink in _our_inks(found, own, theme))


def _our_inks(found: Mapping[str, str], own: Mapping[str, Any], theme: str) -> tuple[str, ...]:
    return (*SIGNES[theme], *(found[name] for name in _INKS if name not in own))


def _better_ground(found: Mapping[str, str], own: Mapping[str, Any], name: str, *, theme: str) -> str:
    """The ground made lighter by day, darker by night, until all our inks can be read on it."""
    target: Rgb = WHITE if theme == JOUR else (0.0, 0.0, 0.0)
    shades = (mixed(target, read(found[name]), step / 20) for step in range(20))
    inks = [read(ink) for ink in _our_inks(found, own, theme)]
    good = (shade for shade in shades if all(contrast(shade, ink) >= ASKED + 0.1 for ink in inks))
    return written(next(good, target))
