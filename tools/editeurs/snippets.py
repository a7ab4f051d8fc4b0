"""Turn the drafts of `espace new` into snippets of VS Code: `fiche-outil`, then one blank after another."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from generator.drafting import Draft, Wish, new
from generator.drafting.draft import BLANK
from generator.sources import Document, Positions, Sources

if TYPE_CHECKING:
    from generator.schema import Schemas

_DAY = "2000-01-01"
_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_NAMES = {"journal": ("nom", "mot"), "site": ()}
# The enjeux are there, and so are the files of which there is one.
_NOT_BEGUN = {"enjeu", "lexique", "site"}
_SPECIAL = re.compile(r"[\\$}]")


def snippets(schemas: Schemas) -> dict[str, dict[str, object]]:
    """A snippet for each kind of record that can be begun, by its title."""
    path = "experiments/nom/index.md"
    owner = Document(
        path=path, kind="experimentation", id="nom", data={}, positions=Positions(path), body="", body_line=1
    )
    # No other record: what stands here must not change each time one is added.
    sources = Sources((owner,), (), ())
    made: dict[str, dict[str, object]] = {}
    for kind, tree in sorted(schemas.trees.items()):
        if kind in _NOT_BEGUN:
            continue
        name = "nouveau" if kind == "experimentation" else "nom"
        draft = new(sources, schemas, Wish(kind, _NAMES.get(kind, (name,)), _DAY))
        if not isinstance(draft, Draft):
            message = f"{kind} : {draft.message}"
            raise TypeError(message)
        made[f"Fiche : {tree['title']}"] = {
            "scope": "markdown",
            "prefix": f"fiche-{kind}",
            "description": f"{tree['title']} ({tree['x-fichier']}). {tree['description']}",
            "body": _body(draft.text),
        }
    return made


def _body(text: str) -> list[str]:
    """The lines of a draft, with a stop at each blank and the day's date."""
    stops = count(1)
    lines = []
    for line in text.rstrip("\n").split("\n"):
        escaped = _SPECIAL.sub(lambda sign: f"\\{sign[0]}", line).replace(_DAY, _TODAY)
        if escaped.endswith(f" {BLANK}"):
            escaped = f"{escaped.removesuffix(BLANK)}${next(stops)}"
        lines.append(escaped)
    return [*lines, "", "$0"]
