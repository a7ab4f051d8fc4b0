"""A commons with schemas of its own, as the recipes of `generator/CONTRIBUTING.md` write them."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from generator.pipeline import PROJECT
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

_RECIPES = PROJECT / "generator/CONTRIBUTING.md"
_RECIPE = re.compile(r"^## \d+\. (.+?)$(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^ *```json\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def recipe(name: str) -> dict[str, Any]:
    """The block of JSON of a recipe, as whoever changes the generator reads it."""
    found = {
        title: _BLOCK.findall(text) for title, text in _RECIPE.findall(_RECIPES.read_text(encoding="utf-8"))
    }
    (block,) = found[name]
    told: dict[str, Any] = json.loads(block)
    return told


RECORD = """---
titre: "Entretien avec une habitante du port"
resume: "Elle raconte pourquoi elle est revenue chaque mois."
date: 2026-03-04
fonction: "Retraitée du chantier naval"
experimentation: {experiment}
ton: partage
licence: CC-BY-SA-4.0
publie_le: 2026-03-10
---

## Ce qu'elle en dit

« Au début, je n'y croyais pas. »
"""


FIRST_ID, SECOND_ID = "essai-complet", "essai-en-repetition"
SECOND = """---
titre: "Un essai que l'on répète"
resume: "Une expérimentation inventée qui en est à une phase que le programme ne connaît pas."
cadre: comparable
statut: repetition
enjeux: [decider-ensemble]
licence: CC-BY-SA-4.0
publie_le: 2026-03-11
---

Rien n'est encore joué.
"""


def lay_schemas(root: Path) -> None:
    """Our schemas in `root`, with what the recipes add: a field, a facet, a phase, a kind, a label."""
    folder = root / "schemas"
    shutil.copytree(PROJECT / "schemas", folder)
    kind = recipe("A kind of record")
    kind["properties"] |= recipe("A facet")
    _write(folder / kind["$id"], kind)
    path = folder / "experimentation.schema.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["properties"] |= recipe("A field")
    statut, phase = tree["properties"]["statut"], recipe("A phase")
    statut["enum"].insert(statut["enum"].index(phase["before"]), phase["statut"])
    for words in ("x-libelles", "x-phases"):
        statut[words][phase["statut"]] = phase[words]
    statut["x-libelles"] |= recipe("Words of your own")
    _write(path, tree)


def lay(root: Path) -> None:
    """The small commons with these schemas, and records that use them."""
    lay_base(root)
    lay_schemas(root)
    path = root / f"experiments/{FIRST_ID}/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", "---\nbudget: 12000\n", 1), encoding="utf-8")
    (root / "content/entretiens").mkdir()
    second = root / f"experiments/{SECOND_ID}/index.md"
    second.parent.mkdir()
    second.write_text(SECOND, encoding="utf-8")
    written = RECORD.replace("{experiment}", SECOND_ID)
    (root / "content/entretiens/habitante-du-port.md").write_text(written, encoding="utf-8")


def _write(path: Path, tree: dict[str, Any]) -> None:
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
