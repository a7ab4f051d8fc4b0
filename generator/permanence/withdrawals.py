"""Check `retrait` records: what they withdraw is really gone, listed once, and what they lead to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.diagnostics import Place
    from generator.permanence.state import State
    from generator.sources import Document


def withdrawals(
    today: State, is_passing: Callable[[str], bool], is_reserved: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """The faults of `retrait` records.

    A page that `is_passing` may come back by itself once it has content again: that is no fault. An
    address that `is_reserved` belongs to the site.
    """
    alive = (today.pages | today.machines).difference(today.tombstones).union(today.files)
    records = frozenset(today.main.values())
    first: dict[str, Place] = {}
    for document in _in_order(today):
        for where, steps in _listed(document):
            place = document.positions.value(steps)
            asked = where if where.endswith("/") else f"{where}/"
            if asked in first:
                yield _twice(where, place, first[asked])
                continue
            first[asked] = place
            answered = where in alive or where in today.moves or is_reserved(where)
            if where in records or (answered and not is_passing(where)):
                yield _alive(where, place, today)
        yield from _nowhere(document, alive, today)


def _in_order(today: State) -> list[Document]:
    return [document for ref, document in sorted(today.records.items()) if ref.kind == "retrait"]


def _listed(document: Document) -> Iterator[tuple[str, tuple[str, int]]]:
    listed: Sequence[object] = (document.data or {}).get("adresses") or ()
    for index, where in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(where, str) and where.startswith("/"):
            yield where, ("adresses", index)


def _twice(where: str, place: Place, other: Place) -> Diagnostic:
    return Diagnostic(
        place=place,
        rule="adresse-retiree-deux-fois",
        message=f"{quoted(where)} est déjà retirée ailleurs",
        help="gardez-la dans une seule de ces fiches",
        related=(Related(other, "la première fois ici"),),
    )


def _alive(where: str, place: Place, today: State) -> Diagnostic:
    towards = today.moves.get(where)
    what = f"mène déjà à {quoted(towards)}" if towards else "répond encore"
    return Diagnostic(
        place=place,
        rule="adresse-encore-vivante",
        message=f"{quoted(where)} {what}",
        help=(
            "retirez cette ligne ; si la page doit disparaître, retirez aussi "
            "son fichier, et si une nouvelle "
            "fiche a pris ce nom, donnez-lui-en un qui n'a jamais servi"
        ),
    )


def _nowhere(document: Document, alive: frozenset[str], today: State) -> Iterator[Diagnostic]:
    towards = (document.data or {}).get("vers")
    if not isinstance(towards, str) or not towards.startswith("/") or towards in alive:
        return
    if not today.whole:
        return  # the page it leads to may be that of a record whose faults keep it from being made
    moved = today.moves.get(towards)
    remedy = f"écrivez {quoted(moved)}" if moved else did_you_mean(towards, sorted(alive))
    yield Diagnostic(
        place=document.positions.value(("vers",)),
        rule="destination-inconnue",
        message=f"rien ne répond à l'adresse {quoted(towards)}"
        if not moved
        else f"{quoted(towards)} a changé d'adresse",
        help=remedy or "écrivez l'adresse d'une page du site, ou retirez ce champ",
    )
