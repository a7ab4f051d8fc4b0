"""Measure how well a colour reads on another, and find the nearest shade of it that reads well enough."""

from __future__ import annotations

import colorsys
from functools import lru_cache

Rgb = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

WHITE: Rgb = (1.0, 1.0, 1.0)
ASKED = 4.5
"""What WCAG 2.2 AA asks of text."""
_AIM = 4.6  # a little above: a colour is written in whole steps of 1/255
_STEPS = 100


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(color: Rgb, *grounds: Rgb) -> Rgb:
    """The same hue, made darker or lighter until it can be read on all the `grounds`.

    They are all light or all dark; where no shade of the hue would do, it is black or white.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*color)
    target = 0.0 if _luminance(grounds[0]) > 0.2 else 1.0  # noqa: PLR2004 — below, white contrasts more than black
    for step in range(_STEPS + 1):
        shade = lightness + (target - lightness) * step / _STEPS
        found = colorsys.hls_to_rgb(hue, shade, saturation)
        if all(contrast(found, ground) >= _AIM for ground in grounds):
            return found
    return (target, target, target)


def mixed(color: Rgb, ground: Rgb, share: float) -> Rgb:
    """A `share` of one colour, from 0 to 1, in another."""
    red, green, blue = (one * share + other * (1 - share) for one, other in zip(color, ground, strict=True))
    return red, green, blue


@lru_cache(maxsize=4096)  # a nearest shade is looked for among thousands
def read(text: str) -> Rgb:
    """The colour that `#rrggbb` writes."""
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def written(color: Rgb) -> str:
    """A colour as `#rrggbb`."""
    return "#" + "".join(f"{round(one * 255):02x}" for one in color)


def _luminance(color: Rgb) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color)  # noqa: PLR2004 — WCAG 2
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
