"""Check the enjeux as a set: between one and twenty, with numbers that follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.graph.whole import Whole
    from generator.model import Ref

MOST_ENJEUX = 20
"""As many as the site has colours and drawings for, and columns that a reader can still compare."""
_FOLDER = "content/enjeux"


def enjeux(whole: Whole) -> Iterator[Diagnostic]:
    """The faults of the enjeux as a set; faults within one record are checked elsewhere."""
    refs = sorted(ref for ref in whole.documents if ref.kind == "enjeu")
    if not refs:
        yield Diagnostic(
            place=Place(_FOLDER),
            rule="enjeu-manquant",
            message="cet espace n'a aucun enjeu",
            help="créez le premier, content/enjeux/<nom>.md, avec le numéro 1 ; "
            "la commande « espace new enjeu <nom> » en écrit le début",
        )
    for ref in refs[MOST_ENJEUX:][:1]:
        yield Diagnostic(
            place=whole.documents[ref].positions.value(()),
            rule="enjeux-trop-nombreux",
            message=f"cet espace a {len(refs)} enjeux : {MOST_ENJEUX} au plus tiennent sur le site",
            help="réunissez ceux qui se ressemblent, et retirez les fiches en trop",
        )
    yield from _numbers(whole, refs)


def _numbers(whole: Whole, refs: list[Ref]) -> Iterator[Diagnostic]:
    """Numbers that two enjeux share; if there are none, numbers that are skipped."""
    holders: dict[int, Ref] = {}
    unsure = False
    for ref in refs:
        number = whole.data.get(ref, {}).get("numero")
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= MOST_ENJEUX:
            unsure = True  # an enjeu without a sound number has a fault already, and may be the missing one
            continue
        first = holders.setdefault(number, ref)
        if first != ref:
            unsure = True
            yield _shared(whole, ref, first)
    for before, number in () if unsure else pairwise([0, *sorted(holders)]):
        if number != before + 1:
            yield _skipped(whole, holders[number], before + 1, number=number)


def _shared(whole: Whole, ref: Ref, first: Ref) -> Diagnostic:
    taken = {whole.data[one].get("numero") for one in whole.data if one.kind == "enjeu"}
    free = next(number for number in range(1, len(taken) + 2) if number not in taken)
    number = whole.data[ref]["numero"]
    return Diagnostic(
        place=whole.documents[ref].positions.value(("numero",)),
        rule="numero-d-enjeu",
        message=f"le numéro {number} est déjà celui de {whole.documents[first].path}",
        help="donnez à chaque enjeu son numéro"
        + (f" ; le premier qui soit libre est le {free}" if free <= MOST_ENJEUX else ""),
        related=(Related(whole.documents[first].positions.value(("numero",)), "l'autre enjeu"),),
    )


def _skipped(whole: Whole, ref: Ref, wanted: int, *, number: int) -> Diagnostic:
    last = number - 1
    missing = f"le numéro {wanted} manque" if last == wanted else f"les numéros {wanted} à {last} manquent"
    return Diagnostic(
        place=whole.documents[ref].positions.value(("numero",)),
        rule="numero-d-enjeu",
        message=f"{missing} avant {number}",
        help=(
            f"donnez le numéro {wanted} à cet enjeu, ou à un autre, pour que les numéros se suivent depuis 1"
        ),
    )
