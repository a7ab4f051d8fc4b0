"""Publish the list of all that readers can find, `/donnees/catalogue.json`: what `/recherche/` counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.catalogue import facets_in_use
from generator.output import OutputFile

if TYPE_CHECKING:
    from generator.catalogue import CatalogueEntry
    from generator.index import Index

PATH = "donnees/catalogue.json"


def catalogue(index: Index) -> OutputFile:
    """`site`, `groupes` (the words for each code) and `fiches`, by kind then id. UTF-8, a record a line."""
    commons, found = index.commons, tuple(index.entries.values())
    root = commons.site.url.rstrip("/")
    groups = [
        {
            "nom": group.nom,
            "titre": group.titre,
            "choix": [{"code": choice.valeur, "libelle": choice.libelle} for choice in group.choix],
        }
        for group in facets_in_use(found, commons, index.schemas)
    ]
    head = {"site": f"{root}/", "licence": commons.site.licence, "groupes": groups}
    lines = ",\n".join(_written(_record(fiche, root)) for fiche in found)
    text = f'{_written(head)[:-1]},"fiches":[\n{lines}\n]}}\n'
    return OutputFile(PATH, text.encode())


def _record(fiche: CatalogueEntry, root: str) -> dict[str, Any]:
    return {
        "nature": fiche.ref.kind,
        "id": fiche.ref.id,
        "titre": fiche.titre,
        "resume": fiche.resume or None,
        "adresse": f"{root}{fiche.adresse}",
        "date": fiche.date,
        "cadre": fiche.cadre,
        "invente": fiche.invente,
        "publie_le": fiche.publie_le,
        "modifie_le": fiche.modifie_le,
        "licence": fiche.licence,
        "facettes": fiche.facets.by_group(),
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
