"""The drawings of the site: symbols of `assets/icones.svg`, made into a style sheet, one class for each."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

SOURCE = "icones.svg"
_FILE = Path(__file__).parents[1] / "assets" / SOURCE
_SYMBOL = re.compile(r'<symbol id="([a-z-]+)"([^>]*)>(.*?)</symbol>', re.DOTALL)
_STROKE = 'fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round" stroke-width="1.75"'
_PLAIN = " /:=,;'()"  # characters that need no escape in a quoted URL

_DRAWINGS = {
    name: f'<svg xmlns="http://www.w3.org/2000/svg"{facts}><g {_STROKE}>'
    f"{''.join(map(str.strip, drawing.splitlines()))}</g></svg>"
    for name, facts, drawing in _SYMBOL.findall(_FILE.read_text(encoding="utf-8"))
}
NOMS = frozenset(_DRAWINGS)


def style_sheet() -> str:
    """A style sheet that gives each class `icone-<name>` its drawing; the colour is that of the text around.

    A drawing in a page would cost three times the words it goes with: here it is fetched once.
    """
    return "".join(
        f'.icone-{name} {{ --icone: url("data:image/svg+xml,{quote(drawing, safe=_PLAIN)}"); }}\n'
        for name, drawing in _DRAWINGS.items()
    )
