"""Write the colours of the site and of each enjeu as a style sheet: by day, by night, all of them legible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import palette
from generator.contrast import WHITE, Rgb, contrast, legible, mixed, read, written
from generator.palette import JOUR, NUIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model import Couleurs, Enjeu

_SCHEMES = {JOUR: "default", NUIT: "slate"}
# The share of its colour in the tint of an enjeu: more by night, where colours are dim.
_SHARES = {JOUR: 0.12, NUIT: 0.22}
_OF_A_LINE = 3.1
"""The contrast that WCAG asks of what is drawn, a little above."""
_OF_TEXT = 4.6


def style_sheet(enjeux: Iterable[Enjeu], couleurs: Couleurs | None = None) -> str:
    """A style sheet with the colours that the site declares, then one class for each enjeu.

    `--enjeu` is the plain colour, for grounds that carry white; `--enjeu-texte` can be read on the page;
    `--enjeu-fond` is a tint on which `--enjeu-texte` can still be read.
    """
    declared = declared_colours(couleurs)
    rules = [*_of_the_site(declared)]
    rules.append("/* Fait par le générateur à partir des couleurs de content/enjeux/. */")
    for enjeu in enjeux:
        plain = colour_of(enjeu)
        for theme, scheme in _SCHEMES.items():
            base = enjeu.couleur_nuit if theme == NUIT and enjeu.couleur_nuit else plain
            name = f".enjeu-{enjeu.numero}"
            selector = name if theme == JOUR else f'[data-md-color-scheme="{scheme}"] {name}'
            rules.append(
                _rule(selector, read(plain), read(base), grounds=_tinted(read(base), declared, theme))
            )
    return "\n".join(rules) + "\n"


def colour_of(enjeu: Enjeu) -> str:
    """The colour of an enjeu: its own, or the one that its number has."""
    return enjeu.couleur or palette.of_rank(enjeu.numero)


def declared_colours(couleurs: Couleurs | None) -> dict[str, dict[str, str]]:
    """The colours that the site's facts declare for each theme."""
    if couleurs is None:
        return {}
    found = {JOUR: couleurs.jour, NUIT: couleurs.nuit}
    return {
        theme: {name: value for name in tones.__struct_fields__ if (value := getattr(tones, name))}
        for theme, tones in found.items()
        if tones is not None
    }


def _tinted(color: Rgb, declared: Mapping[str, Mapping[str, str]], theme: str) -> tuple[Rgb, ...]:
    """The backgrounds that an enjeu's text is read on: its tint, then those that the site declares."""
    ground = mixed(color, palette.tint_ground(declared, theme), _SHARES[theme])
    return (ground, *(palette.grounds(palette.colours(declared, theme))[:2] if declared else ()))


def _rule(selector: str, plain: Rgb, color: Rgb, *, grounds: tuple[Rgb, ...]) -> str:
    return (
        f"{selector} {{ --enjeu: {written(legible(plain, WHITE))}; "
        f"--enjeu-texte: {written(legible(color, *grounds))}; --enjeu-fond: {written(grounds[0])}; }}"
    )


def _of_the_site(declared: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The colours that `content/site.yml` declares, and what follows from them; on paper, black stays."""
    for theme, own in declared.items():
        if own:
            lines = " ".join(
                f"--{name}: {value};" for name, value in _variables(own, declared, theme).items()
            )
            scheme = f'[data-md-color-scheme="{_SCHEMES[theme]}"][data-md-color-primary="custom"]'
            yield f"@media screen {{ {scheme} {{ {lines} }} }}"


def _variables(
    own: Mapping[str, str], declared: Mapping[str, Mapping[str, str]], theme: str
) -> dict[str, str]:
    found = palette.colours(declared, theme)
    ink, paper, card = (read(found[name]) for name in ("encre", "papier", "carte"))
    made = {name: own[name] for name in ("papier", "carte", "encre") if name in own}
    if "encre" in own or "papier" in own:
        grounds = palette.grounds(found)
        made["creux"] = written(grounds[-1])
        made["encre-douce"] = written(_softened(ink, paper, (0.78, _OF_TEXT), grounds=grounds))
        made["trait"] = written(mixed(ink, paper, 0.15))
        made["trait-fort"] = written(_softened(ink, paper, (0.5, _OF_A_LINE), grounds=grounds))
    if "accent" in own:
        accent = read(own["accent"])
        tint = mixed(accent, card, 0.14)
        made |= {"lien": own["accent"], "actif": written(legible(accent, tint)), "actif-fond": written(tint)}
    if "pied" in own:
        foot = read(own["pied"])
        made |= {
            "md-footer-bg-color": own["pied"],
            "md-footer-bg-color--dark": written(mixed(foot, (0.0, 0.0, 0.0), 0.85)),
        }
    return made


def _softened(ink: Rgb, paper: Rgb, wanted: tuple[float, float], *, grounds: tuple[Rgb, ...]) -> Rgb:
    """Mix ink and background: `wanted` is (share of ink, least contrast); more ink if needed."""
    share, least = wanted
    shades = (mixed(ink, paper, share + (1 - share) * step / 20) for step in range(20))
    return next((one for one in shades if all(contrast(one, under) >= least for under in grounds)), ink)
