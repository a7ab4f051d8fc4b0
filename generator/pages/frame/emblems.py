"""Make the icons of the site and its manifest, for tabs, bookmarks and the home screens of telephones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.contrast import WHITE, legible, read, written
from generator.images import favicon, icon
from generator.output import OutputFile
from generator.pages.frame.colour_sheet import declared_colours
from generator.palette import JOUR, NUIT, colours
from generator.shipped import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Commons, Site

_TOUCH, _MANIFEST = "assets/apple-touch-icon.png", "manifest.webmanifest"
_MARK, _OUR_COLOUR = "assets/favicon.svg", "#1f4e5f"
_SIDES = (192, 512)  # what browsers ask of a manifest


def emblems(commons: Commons) -> Iterator[OutputFile]:
    """`favicon.ico`, the icon of telephones, the manifest and its icons, in the accent of the site."""
    by_day = _palette(commons.site, JOUR)
    accent = written(legible(read(by_day["accent"]), WHITE))
    # In place of the theme's, which has the colour of our own site.
    yield OutputFile(_MARK, (THEME / _MARK).read_text(encoding="utf-8").replace(_OUR_COLOUR, accent).encode())
    yield OutputFile("favicon.ico", favicon(accent))
    yield OutputFile(_TOUCH, icon(accent, 180, whole=True))
    for side in _SIDES:
        yield OutputFile(f"assets/icone-{side}.png", icon(accent, side, whole=True))
    yield OutputFile(_MANIFEST, _manifest(commons.site, by_day))


def theme_colours(site: Site) -> list[dict[str, str]]:
    """What browsers paint around the pages, by day and by night: the paper of each theme."""
    told = ((JOUR, "light"), (NUIT, "dark"))
    return [{"quand": when, "valeur": _palette(site, theme)["papier"]} for theme, when in told]


def _palette(site: Site, theme: str) -> Mapping[str, str]:
    return colours(declared_colours(site.couleurs), theme)


def _manifest(site: Site, by_day: Mapping[str, str]) -> bytes:
    # Read in a browser: a site stays in its tab, and nothing of it waits on the telephone.
    told = {
        "name": site.nom,
        "short_name": site.nom,
        "description": site.description,
        "lang": "fr",
        "start_url": "./",
        "display": "browser",
        "background_color": by_day["papier"],
        "theme_color": by_day["papier"],
        "icons": [
            {
                "src": f"assets/icone-{side}.png",
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for side in _SIDES
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
