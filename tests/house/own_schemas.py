"""A commons with schemas of its own: a kind « entretien », a field « budget », a phase, a facet."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from generator.pipeline import PROJECT
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from pathlib import Path

ENTRETIEN: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "entretien.schema.json",
    "title": "Entretien",
    "description": "Ce qu'une personne a dit de l'expérimentation qu'elle a vécue.",
    "x-fichier": "content/entretiens/<id>.md",
    "x-sorte": {
        "un": "Entretien",
        "plusieurs": "Entretiens",
        "rang": 20,
        "adresse": "/entretiens/<id>/",
        "liste": ["/entretiens/", "Entretiens"],
    },
    "type": "object",
    "properties": {
        "titre": {
            "$ref": "commun.schema.json#/$defs/titre",
            "title": "Titre",
            "description": "De qui, sur quoi.",
            "x-faces": "page formulaire csv",
        },
        "resume": {
            "$ref": "commun.schema.json#/$defs/resume",
            "title": "Résumé",
            "description": "En une phrase.",
            "x-faces": "page formulaire csv",
        },
        "date": {
            "title": "Date",
            "description": "Le jour de l'entretien.",
            "x-faces": "page formulaire csv",
            "type": "string",
            "format": "date",
        },
        "fonction": {
            "title": "Fonction",
            "description": "Ce que fait la personne.",
            "x-faces": "page formulaire csv",
            "type": "string",
            "minLength": 3,
        },
        "experimentation": {
            "title": "Expérimentation",
            "description": "Celle dont elle parle.",
            "x-faces": "page formulaire csv",
            "type": "string",
            "x-ref": "experimentation",
        },
        "ton": {
            "title": "Ton",
            "description": "Comment elle en parle.",
            "type": "string",
            "enum": ["content", "partage"],
            "x-libelles": {"content": "Plutôt content", "partage": "Partagé"},
            "x-faces": "page facette formulaire csv",
        },
        "licence": {"$ref": "commun.schema.json#/$defs/licence", "x-faces": "page formulaire csv json"},
        "publie_le": {"$ref": "commun.schema.json#/$defs/publie_le", "x-faces": "page csv json"},
        "anciens_ids": {"$ref": "commun.schema.json#/$defs/anciens_ids", "x-faces": "page csv"},
    },
    "required": ["titre", "date", "fonction", "experimentation", "licence"],
    "additionalProperties": False,
}
BUDGET = {
    "title": "Budget",
    "description": "Ce que l'expérimentation a coûté, en euros.",
    "examples": [12000],
    "type": "integer",
    "minimum": 0,
    "x-unite": "€",
    "x-faces": "page liste formulaire csv",
}
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
    """Our schemas in `root`, with a kind, a field, and a phase between two of ours."""
    folder = root / "schemas"
    shutil.copytree(PROJECT / "schemas", folder)
    _write(folder / "entretien.schema.json", ENTRETIEN)
    path = folder / "experimentation.schema.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["properties"]["budget"] = BUDGET
    statut = tree["properties"]["statut"]
    statut["enum"].insert(statut["enum"].index("mise-en-oeuvre"), "repetition")
    statut["x-libelles"]["repetition"] = "En répétition générale"
    statut["x-phases"]["repetition"] = "Répétition générale"
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
