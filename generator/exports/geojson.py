"""Publish where experiments took place, for maps: `/donnees/experimentations.geojson` (RFC 7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.addresses import address
from generator.model import Ref
from generator.output import OutputFile
from generator.territory import POSITIONS_SOURCE, PRECISIONS, most_exact

if TYPE_CHECKING:
    from generator.index import Index
    from generator.model import Experimentation
    from generator.territory import Lieu

MAP = "donnees/experimentations.geojson"
PROPERTIES = {
    "id": "L'identifiant de l'expérimentation.",
    "titre": "Son titre.",
    "adresse": "L'adresse de sa page.",
    "invente": "« true » si c'est un exemple inventé, à ne jamais compter parmi les vraies.",
    "statut": "L'étape où elle en est, par son code.",
    "debut": "Quand elle a commencé : AAAA, AAAA-MM ou AAAA-MM-JJ. Absent si la fiche ne le dit pas.",
    "territoire": "L'identifiant du lieu, comme dans les fiches.",
    "nom": "Le nom du lieu.",
    "niveau": "Le niveau du lieu : commune, epci, ept, departement, region, ou un autre mot.",
    "code": "Son code Insee, ou le SIREN d'une intercommunalité. Absent s'il n'en a pas.",
    "precision": f"Ce que situe le point, qui n'est pas toujours le lieu même : {', '.join(PRECISIONS)}.",
    "precision_dite": "La même chose, en une phrase.",
}
"""What each property of a point holds: the code book tells it."""


def experiments_map(index: Index) -> OutputFile:
    """The file: a point an experiment and a place."""
    return OutputFile(MAP, map_bytes(index))


def map_bytes(index: Index) -> bytes:
    """The same, as it stands in the archive. UTF-8, a point a line."""
    found = ",\n".join(
        json.dumps(_feature(index, one, lieu), ensure_ascii=False, separators=(",", ":"))
        for one in sorted(index.experimentations, key=lambda one: one.id)
        for lieu in index.lieux[one.id]
    )
    head = json.dumps({"type": "FeatureCollection", "attribution": POSITIONS_SOURCE}, ensure_ascii=False)
    return f'{head[:-1]}, "features": [\n{found}\n]}}\n'.encode()


def _feature(index: Index, one: Experimentation, lieu: Lieu) -> dict[str, Any]:
    ref = Ref("experimentation", one.id)
    held = (index.commons.gazetteer.get(one) for one in lieu.parents)
    precision, point = most_exact(lieu, [one for one in held if one])
    told = {
        "id": one.id,
        "titre": one.titre,
        "adresse": f"{index.commons.site.url.rstrip('/')}{address(ref, index.commons.kinds)}",
        "invente": ref in index.inventes,
        "statut": one.statut,
        "debut": one.debut,
        "territoire": lieu.id,
        "nom": lieu.libelle,
        "niveau": lieu.niveau,
        "code": lieu.code,
        "precision": precision,
        "precision_dite": PRECISIONS[precision],
    }
    return {
        "type": "Feature",
        "id": f"{one.id}/{lieu.id}",
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {name: value for name, value in told.items() if value not in (None, "")},
    }
