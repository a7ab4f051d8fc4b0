"""Check that no record takes an id under which another one was known: a name keeps its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, folded, quoted
from generator.permanence.promise_words import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Ref
    from generator.permanence.state import State

_HELP = (
    "remettez chaque titre avec son fichier : les liens déjà donnés mèneraient à autre chose. Pour changer "
    "le nom d'un fichier, renommez-le et ajoutez l'ancien à « anciens_ids »"
)


def moved_identities(past: State, today: State) -> Iterator[Diagnostic]:
    """The faults of records whose titles moved from one id to another; a swap makes one fault."""
    was_called, is_called = _by_title(past), _by_title(today)
    told: set[Ref] = set()
    for ref in sorted(past.records.keys() & today.records.keys()):
        old, new = _title(past, ref), _title(today, ref)
        if not old or not new or old == new or ref in told:
            continue
        taken = was_called.get(new)
        if taken is not None and (taken == ref or taken not in today.records):
            taken = None  # the record is gone: the check of addresses reports that
        given = is_called.get(old)
        if taken is None and given is None:
            continue
        told |= {one for one in (taken, given) if one is not None}
        yield _moved(ref, taken, given, past=past, today=today)


def _title(state: State, ref: Ref) -> tuple[str, str, str] | None:
    """A title as it is compared, with the kind it belongs to and, for a part, its experiment."""
    title = (state.records[ref].data or {}).get("titre")
    if ref.kind in {"protocole", "evaluation", "site"} or not isinstance(title, str) or not title.strip():
        return None
    home = ref.id.partition("/")[0] if ref.kind == "journal" else ""
    return ref.kind, home, " ".join(folded(title).split())


def _by_title(state: State) -> Mapping[tuple[str, str, str], Ref]:
    found: dict[tuple[str, str, str], Ref] = {}
    for ref in sorted(state.records):
        title = _title(state, ref)
        if title:
            found.setdefault(title, ref)
    return found


def _moved(ref: Ref, taken: Ref | None, given: Ref | None, *, past: State, today: State) -> Diagnostic:
    told = []
    if taken is not None:
        told.append(f"cette fiche porte maintenant le titre de {_named(taken)}")
    if given is not None:
        told.append(
            f"ce titre est maintenant celui de {_named(given)}" if taken != given else "et lui le sien"
        )
    others = dict.fromkeys(one for one in (taken, given) if one is not None)
    return Diagnostic(
        place=today.records[ref].positions.value(("titre",)),
        rule="identite-deplacee",
        message=f"{_named(ref)} désignait {quoted(title_of(past, ref))} : {', '.join(told)}",
        help=_HELP,
        related=tuple(
            Related(today.records[one].positions.value(("titre",)), "l'autre fiche") for one in sorted(others)
        ),
    )


def _named(ref: Ref) -> str:
    return quoted(ref.id.rpartition("/")[2])
