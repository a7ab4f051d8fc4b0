"""Find the two revisions that someone names, or say in French what to type instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import did_you_mean, quoted, some_of
from generator.model import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Commons, Protocole

_NUMBER = re.compile(r"[rR]?([1-9][0-9]{0,2})", re.ASCII)


def asked(
    commons: Commons, experiment: str, first: str, *, last: str
) -> tuple[Protocole, Protocole, tuple[Protocole, ...]]:
    """The revisions `first` and `last` (`r1` or `1`) of an experiment, and those after `first` up to `last`.

    Raises `LookupError`, whose message says in French what is not there, or what to type.
    """
    revisions = commons.revisions(experiment)
    if not revisions:
        raise LookupError(_no_protocol(commons, experiment))
    before, after = (_revision(commons, experiment, revisions, name=name) for name in (first, last))
    if before.numero == after.numero:
        others = [one.numero for one in revisions if one.numero != before.numero]
        remedy = _suggestion(experiment, before.numero, others)
        message = f"c'est deux fois la révision r{before.numero} : {remedy}"
        raise LookupError(message)
    if before.numero > after.numero:
        command = f"espace diff {experiment} r{after.numero} r{before.numero}"
        message = f"la plus ancienne des deux révisions s'écrit d'abord : {command}"
        raise LookupError(message)
    return before, after, tuple(one for one in revisions if before.numero < one.numero <= after.numero)


def _no_protocol(commons: Commons, experiment: str) -> str:
    """Why nothing can be compared: no such experiment, or one with faults, or without protocol."""
    if Ref("experimentation", experiment) in commons.broken:
        return f"la fiche {quoted(experiment)} a des fautes : corrigez-les d'abord (espace check)"
    known = [item.id for item in commons.experimentations]
    if experiment in known:
        return f"l'expérimentation {quoted(experiment)} n'a pas de protocole que l'on puisse lire"
    comparable = some_of((name for name in known if len(commons.revisions(name)) > 1), link="et")
    remedy = did_you_mean(experiment, known) or (
        f"celles dont le protocole a été révisé : {comparable}" if comparable else "aucune n'a été révisée"
    )
    return f"aucune expérimentation ne s'appelle {quoted(experiment)} ; {remedy}"


def _revision(commons: Commons, experiment: str, revisions: Sequence[Protocole], *, name: str) -> Protocole:
    number = _NUMBER.fullmatch(name)
    found = [one for one in revisions if number and one.numero == int(number[1])]
    if found:
        return found[0]
    if number and Ref("protocole", f"{experiment}/r{number[1]}") in commons.broken:
        message = f"la révision r{number[1]} a des fautes : corrigez-les d'abord (espace check)"
        raise LookupError(message)
    listed = some_of((f"r{one.numero}" for one in revisions), link="et")
    many = "les révisions que l'on peut comparer sont" if len(revisions) > 1 else "la seule révision est"
    message = f"{quoted(experiment)} n'a pas de révision {quoted(name)} : {many} {listed}"
    raise LookupError(message)


def _suggestion(experiment: str, number: int, others: Sequence[int]) -> str:
    if not others:
        return "ce protocole n'en a pas d'autre à lui comparer"
    near = min(others, key=lambda other: (abs(other - number), other))
    return f"écrivez par exemple espace diff {experiment} r{min(near, number)} r{max(near, number)}"
