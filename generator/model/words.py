"""Ask what a word of a vocabulary means: the states and frames that rules turn on, named here once.

Records answer for themselves (`revision.publiee`, `item.inventee`); the functions answer for the data of a
file that no record could be made of yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

PUBLIEE = "publiee"
BROUILLON = "brouillon"
INVENTEE = "demonstration"
LABO = "labo"
RESEAU = "reseau"
PORTEUSE = "porteuse"
ATELIER_OUVERT = "atelier-ouvert"
BILAN = "bilan"
INNOVATION = "innovation"
A_COLLECTIVITES = "collectivites"
A_EQUIPE = "equipe"
A_PRESTATION = "prestation"
COLLECTIVITE = "collectivite"
EXPERT = "expert"
TERMINEE = "terminee"
ABANDONNEE = "abandonnee"
EN_ATTENTE = frozenset({"recue", "etudiee"})
ATTESTE = "atteste"
SANS_EFFET = "sans-effet"
_FAVORABLE = "favorable"
_MITIGE = "mitige"
DEFAVORABLE = "defavorable"
CONFIRMEE = "confirmee"
_PARTIELLE = "partielle"
INFIRMEE = "infirmee"


def publiee(data: Mapping[str, Any] | None) -> bool:
    """Whether the data of a revision say that it is published; without data, it does not say so."""
    return (data or {}).get("etat") == PUBLIEE


def brouillon(data: Mapping[str, Any] | None) -> bool:
    """Whether the data of a revision say that it is a draft: one whose `etat` is wrong is neither."""
    return (data or {}).get("etat") == BROUILLON


def favorable(data: Mapping[str, Any]) -> bool:
    """Whether the data of a finding say that it speaks for what was tried."""
    return data.get("sens") == _FAVORABLE


def de_premiere_main(cadre: object) -> bool:
    """Whether those who did it tell it, or made it up: what their evaluation holds needs no other paper."""
    return cadre in (LABO, INVENTEE)  # a file may hold anything there, also what no set can


def se_contredisent(verdicts: Container[str | None]) -> bool:
    """Whether one hypothesis at least was confirmed, and another proved wrong."""
    return CONFIRMEE in verdicts and INFIRMEE in verdicts


def sens_du_verdict(verdict: str | None) -> str | None:
    """The direction in which a verdict speaks; None for one that says nothing of what was tried."""
    return {CONFIRMEE: _FAVORABLE, _PARTIELLE: _MITIGE, INFIRMEE: DEFAVORABLE}.get(verdict or "")


def plaide_pour(sens: str) -> bool:
    """Whether a direction speaks for what was tried."""
    return sens == _FAVORABLE


def plaide_contre(sens: str) -> bool:
    """Whether a direction speaks against what was tried: to change nothing is not to have worked."""
    return sens in {DEFAVORABLE, SANS_EFFET}
