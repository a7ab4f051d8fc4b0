"""The drawings of the site: symbols of `assets/icones.svg`, copied into the pages that use them."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = "icones.svg"
_FILE = Path(__file__).parent / "assets" / SOURCE
_SYMBOL = re.compile(r'<symbol id="([a-z-]+)"([^>]*)>(.*?)</symbol>', re.DOTALL)
_USED = re.compile(r'<use href="#Icone-([a-z-]+)"')

SYMBOLES: dict[str, str] = {
    name: f'<symbol id="Icone-{name}"{facts}>{"".join(map(str.strip, drawing.splitlines()))}</symbol>'
    for name, facts, drawing in _SYMBOL.findall(_FILE.read_text(encoding="utf-8"))
}


def with_symbols(html: str) -> str:
    """HTML followed by the symbols that its `<use href="#Icone-…">` name; `KeyError` for an unknown one."""
    used = sorted(set(_USED.findall(html)))
    if not used:
        return html
    drawings = "".join(SYMBOLES[name] for name in used)
    return f'{html}<svg class="icones" width="0" height="0" aria-hidden="true">{drawings}</svg>'
