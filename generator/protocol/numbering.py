"""Say where a number stands for another idea than before: swapped, given again, or worded all anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, quoted, say
from generator.protocol.meanings import alike

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.diagnostics import Place
    from generator.protocol.meanings import Cle, Idea, MeaningShift
    from generator.protocol.version import Version

_LAST_NUMBER = 99


def moved(
    slips: Collection[MeaningShift], known: Mapping[Cle, Idea], versions: Mapping[str, Version]
) -> Iterator[Diagnostic]:
    """The faults of numbers that took another's words or came back for another idea; a swap is one fault.

    `known` holds every number that ever served, `versions` every revision by its id.
    """
    taken = {(slip.idee.cle, slip.ancienne.cle) for slip in slips if slip.genre == "pris"}
    for slip in slips:
        key, old = slip.idee.cle, slip.ancienne
        swapped = (old.cle, key) in taken
        if slip.genre == "reformule" or (swapped and old.cle < key):
            continue
        name, other = key[-1], old.cle[-1]
        told = {"dans": say("dans-le-dispositif", dispositif=key[0]) if key[1:] else "", "numero": name}
        told |= {"autre": other, "revision": old.numero, "nom": quoted(old.nom)}
        if slip.genre == "revenu":
            message = say("numero-revenu", **told)
            remedy = _fresh(key, known)
        elif swapped:
            message = say("numeros-echanges", **told)
            remedy = say("numeros-echanges-aide")
        else:
            message = say("numero-pris", **told)
            remedy = say(f"numero-pris-{name[0]}-aide", autre=other)
        seen = (_seen(old, versions),)
        yield Diagnostic(
            place=_place(slip, versions),
            rule="identifiant-deplace",
            message=message,
            help=remedy,
            related=seen,
        )


def reworded(
    slips: Collection[MeaningShift], known: Mapping[Cle, Idea], versions: Mapping[str, Version]
) -> Iterator[Diagnostic]:
    """The faults of numbers whose words share almost nothing with what they said before."""
    for slip in slips:
        if slip.genre == "reformule":
            name, old = " de ".join(reversed(slip.idee.cle)), slip.ancienne
            yield Diagnostic(
                place=_place(slip, versions),
                rule="enonce-tout-autre",
                message=say("enonce-tout-autre", numero=name, revision=old.numero, nom=quoted(old.nom)),
                help=say("enonce-tout-autre-aide", aide=_fresh(slip.idee.cle, known)),
                related=(_seen(old, versions),),
            )


def _fresh(key: Cle, known: Mapping[Cle, Idea]) -> str:
    """Advice to use a number that was never used, named in full."""
    used = max(int(one[-1][1:]) for one in known if alike(one, key))
    if used >= _LAST_NUMBER:
        return say("numero-neuf-aide")
    return say("numero-neuf-comme-aide", exemple=f"{key[-1][0]}{used + 1}")


def _place(slip: MeaningShift, versions: Mapping[str, Version]) -> Place:
    return versions[slip.idee.revision].place((*slip.idee.champ, "id"))


def _seen(idea: Idea, versions: Mapping[str, Version]) -> Related:
    return Related(versions[idea.revision].place(idea.champ), f"{idea.cle[-1]} dans {idea.numero}")
