"""Say how far an experiment came: asked of its statut and of the order of the phases, nowhere else.

A phase that a commons adds between two others falls where it stands in that order.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from generator.model.words import ABANDONNEE, BILAN

if TYPE_CHECKING:
    from generator.model.appel import Appel
    from generator.model.commons import Commons
    from generator.model.records import Experimentation

_APPEL = "appel"
_DECLENCHEE = "declenchee"
_EQUIPE = "equipe"


def arretee(commons: Commons, item: Experimentation) -> bool:
    """Whether it stopped before its end, for a time or for good."""
    return item.statut in commons.arrets


def finie(commons: Commons, item: Experimentation) -> bool:
    """Whether it is over: finished, or stopped."""
    return item.terminee or arretee(commons, item)


def a_venir(commons: Commons, item: Experimentation) -> bool:
    """Whether it has not started: it is a proposal, or a public call."""
    return item.statut in _phases(commons, before=_DECLENCHEE)


def en_cours(commons: Commons, item: Experimentation) -> bool:
    """Whether it is under way: started, and neither finished nor stopped."""
    return not (item.terminee or a_venir(commons, item) or arretee(commons, item))


def a_suivre(commons: Commons, item: Experimentation) -> bool:
    """Whether the lab or its partners have it under way or to come; an example too."""
    return (item.autour_du_labo or item.inventee) and not finie(commons, item)


def a_signer(commons: Commons, item: Experimentation) -> bool:
    """Whether its papers may still be wanted: those of an example never are."""
    return a_suivre(commons, item) and not item.inventee


def appelle(item: Experimentation) -> bool:
    """Whether it is in the phase of public calls."""
    return item.statut == _APPEL


def peut_appeler(commons: Commons, item: Experimentation) -> bool:
    """Whether a call that nobody closed may still be answered: until the results are shared."""
    return item.statut in _phases(commons, before=BILAN)


def n_attend_plus(commons: Commons, item: Experimentation, call: Appel) -> bool:
    """Whether a call is closed whatever its dates, because its experiment has moved on or stopped.

    A call of a sort that the commons adds waits as long as an experiment may call.
    """
    if call.a_collectivites:
        return item.statut not in _phases(commons, through=_APPEL)
    if call.a_equipe:
        return item.statut not in _phases(commons, through=_EQUIPE)
    return not peut_appeler(commons, item)


def terrain_clos(commons: Commons, item: Experimentation) -> bool:
    """Whether the fieldwork is over; one that is suspended may start again."""
    return item.statut == ABANDONNEE or item.statut in commons.phases.keys() - _phases(commons, before=BILAN)


def _phases(commons: Commons, *, before: str = "", through: str = "") -> frozenset[str]:
    """The phases before one, that one included if asked."""
    earlier = frozenset(takewhile(lambda phase: phase not in (before, through), commons.phases))
    return earlier | {through} if through else earlier
