"""The script of the search: a file of `scripts/` for each thing it does, joined in one order into one script.

A reader on a bad line pays for each request: nine files came one after the other. Each stays a module that
can be read alone; what they import from one another is taken away here, since all stand in one file.
"""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "scripts"
_IMPORT = re.compile(r'^import \{[^}]*\} from "[./a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|class|async|function)", re.MULTILINE)
# A part comes after those that it uses while it loads.
_PARTS = (
    "../assets/vers",
    "../assets/deplier",
    "adresse",
    "francais",
    "facettes",
    "lexique",
    "proches",
    "extraits",
    "fiches",
    "../assets/cartes",
    "filtres",
    "recherche",
)


def parts() -> list[Path]:
    """The file of each part, in their order."""
    return [_FOLDER / f"{name}.js" for name in _PARTS]


def search_script() -> str:
    """The whole script, `assets/recherche.js`."""
    return "\n".join(_alone(path.read_text(encoding="utf-8")) for path in parts())


def _alone(text: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", text))
