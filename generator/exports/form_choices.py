"""Publish what the form lets one choose from, besides the catalogue: the territories, and each protocol.

The catalogue tells which records exist. A revision starts from the newest one, an evaluation judges every
hypothesis that was ever published: `/donnees/protocoles/<experimentation>.json` holds both. It tells
what the other records of the experiment say of its life too: a new part of it is held to them.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.addresses import protocol_data_address
from generator.exports.redirects import under_former_addresses
from generator.model import plain
from generator.output import OutputFile
from generator.territory import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.index import Index
    from generator.model import Commons, Experimentation, Protocole
    from generator.protocol import LedgerLine

TERRITORIES = "donnees/territoires.gz"
_LEVELS = ("commune", "epci", "departement", "region")
# Fields that `espace revise` leaves out too: the next revision has its own.
_OWN = frozenset(
    {"id", "chemin", "corps", "ligne_corps", "experimentation", "numero", "date", "etat", "titre", "resume"}
    | {"motifs", "changements", "hypotheses_retirees", "errata", "publie_le", "modifie_le"}
    | {"anciens_ids", "anciennes_adresses", "non_personnel", "supplement"}
)

_TOLD = frozenset(
    {"cadre", "statut", "motif_arret", "anterieure", "debut", "fin", "publie_le", "collectivites", "appels"}
    | {"rencontre_amont", "accord", "convention", "garants", "equipe", "participants"}
)
_REVISED = frozenset({"titre", "resume", "date", "etat", "hypotheses", "dispositifs"})
_JUDGED = frozenset({"date", "verdicts", "impact"})


def choices(index: Index) -> Iterator[OutputFile]:
    """The territories, then each protocol, under its former addresses too."""
    yield _territories()
    commons, found = index.commons, {}
    for where, item in protocols(commons).items():
        data = _protocol(item.id, commons.revisions(item.id), index.ledgers.get(item.id, ()))
        data["vie"] = _life(commons, item)
        found[where] = f"{json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    for where, content in under_former_addresses(commons, found).items():
        yield OutputFile(where.lstrip("/"), content)


def protocols(commons: Commons) -> dict[str, Experimentation]:
    """The address of what is published of each protocol, and its experiment."""
    items = sorted(commons.experimentations, key=lambda item: item.id)
    return {protocol_data_address(item.id): item for item in items if commons.revisions(item.id)}


@cache  # data of the program, the longest of all to compress
def _territories() -> OutputFile:
    """The territories, gzipped UTF-8: the source on three lines, then `code`, a tab and the name of each.

    The levels are communes, EPCI (EPT among them), départements and régions: blank lines between them.
    """
    official = reference()
    blocks = [f"{official.annee}\n{official.source}\n{official.licence}"]
    blocks += ["\n".join(f"{code}\t{nom}" for code, nom in official.names(level)) for level in _LEVELS]
    return OutputFile(TERRITORIES, gzip.compress("\n\n".join(blocks).encode(), mtime=0))


def _protocol(
    experiment: str, revisions: tuple[Protocole, ...], ledger: tuple[LedgerLine, ...]
) -> dict[str, Any]:
    newest = revisions[-1]
    fields = plain(newest)
    return {
        "experimentation": experiment,
        "numero": newest.numero,
        "etat": newest.etat,
        "date": newest.date,
        "titre": newest.titre,
        "resume": newest.resume,
        "champs": {name: value for name, value in fields.items() if name not in _OWN}
        | dict(newest.supplement),
        "texte": newest.corps,
        "hypotheses": [{"id": line.id, "enonce": line.enonce} for line in ledger],
        "employes": {
            "hypotheses": sorted({part.id for one in revisions for part in one.hypotheses}, key=_rank),
            "dispositifs": sorted({part.id for one in revisions for part in one.dispositifs}, key=_rank),
        },
    }


def _life(commons: Commons, item: Experimentation) -> dict[str, Any]:
    """What the records of an experiment tell of its life, besides the newest revision."""
    evaluation = commons.evaluation(item.id)
    return {
        "experimentation": {name: value for name, value in plain(item).items() if name in _TOLD},
        "avant": [
            {
                "numero": one.numero,
                "data": {name: value for name, value in plain(one).items() if name in _REVISED},
                "text": one.corps,
            }
            for one in commons.revisions(item.id)[:-1]
        ],
        "journal": [
            {"id": one.id, "data": {"date": one.date, "citoyens": one.citoyens}}
            for one in commons.journal(item.id)
        ],
        "evenements": [
            {"id": one.id, "data": {"type": one.type, "debut": one.debut, "fin": one.fin}}
            for one in commons.rendez_vous(item.id)
        ],
        "evaluation": {name: value for name, value in plain(evaluation).items() if name in _JUDGED}
        if evaluation
        else None,
    }


def _rank(number: str) -> tuple[int, str]:
    return len(number), number
