"""Make a legible palette of each enjeu's colour, in light and in dark: contrasts of 4.5 at least."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Enjeu

_Rgb = tuple[float, float, float]

# The grounds that the style sheet paints, and the contrast that WCAG 2.2 AA asks of text.
_LIGHT_GROUND = (0.98, 0.965, 0.94)
_DARK_GROUND = (0.125, 0.14, 0.17)
_CONTRAST = 4.6
_STEPS = 100


def feuille(enjeux: Iterable[Enjeu]) -> str:
    """A style sheet with one class for each enjeu.

    `--enjeu` is the plain colour, for grounds that carry white; `--enjeu-texte` can be read on the page;
    `--enjeu-fond` is a tint on which `--enjeu-texte` can still be read.
    """
    rules = ["/* Fait par le générateur à partir des couleurs de content/enjeux/. */"]
    for enjeu in enjeux:
        color = _rgb(enjeu.couleur)
        light, dark = _mixed(color, _LIGHT_GROUND, 0.12), _mixed(color, _DARK_GROUND, 0.22)
        name = f".enjeu-{enjeu.numero}"
        rules.append(_rule(name, _legible(color, (1, 1, 1)), _legible(color, light), light))
        rules.append(
            _rule(
                f'[data-md-color-scheme="slate"] {name}',
                _legible(color, (1, 1, 1)),
                _legible(color, dark),
                dark,
            )
        )
    return "\n".join(rules) + "\n"


def contrast(one: _Rgb, other: _Rgb) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _rule(selector: str, plain: _Rgb, text: _Rgb, ground: _Rgb) -> str:
    return (
        f"{selector} {{ --enjeu: {_hex(plain)}; --enjeu-texte: {_hex(text)}; --enjeu-fond: {_hex(ground)}; }}"
    )


def _legible(color: _Rgb, ground: _Rgb) -> _Rgb:
    """The same hue, made darker or lighter until it can be read on `ground`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*color)
    target = 0.0 if _luminance(ground) > 0.2 else 1.0  # noqa: PLR2004 — below, white contrasts more than black
    for step in range(_STEPS + 1):
        shade = lightness + (target - lightness) * step / _STEPS
        found = colorsys.hls_to_rgb(hue, shade, saturation)
        if contrast(found, ground) >= _CONTRAST:
            return found
    return (target, target, target)


def _mixed(color: _Rgb, ground: _Rgb, share: float) -> _Rgb:
    red, green, blue = (one * share + other * (1 - share) for one, other in zip(color, ground, strict=True))
    return red, green, blue


def _luminance(color: _Rgb) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color)  # noqa: PLR2004 — WCAG 2
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(text: str) -> _Rgb:
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(color: _Rgb) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in color)
