"""Write the faults about addresses that no longer answer, with the remedy: a former name or a tombstone."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, folded, quoted
from generator.model import owner_of
from generator.permanence.promise_words import parent_page, title_of, tombstone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Ref
    from generator.permanence.address_ledger import LedgerEntry
    from generator.permanence.state import State
    from generator.sources import Document

_RULE = "adresse-perdue"
_ALIKE = 0.8
_MOST_COMPARED = 50
_TOO_SHORT = 50
# Kinds whose file name is fixed.
_ONE_NAME = frozenset({"evaluation", "protocole"})
# What a page without a file shows of records: when one of these changes, such a page may be left empty.
_SHOWN_ELSEWHERE = (
    "territoires",
    "collectivites",
    "territoire",
    "enjeux",
    "parents",
    "na_pas_marche",
    "etat",
)


def for_record(
    ref: Ref, addresses: Sequence[str], past: State, *, today: State, names: Mapping[Ref, Ref]
) -> Diagnostic:
    """The fault for a record that is gone: the file it seems to have become, or how to withdraw it."""
    main = addresses[0] if ref.kind == "retrait" else past.main.get(ref, addresses[0])
    message = f"{_and_others(main, addresses)}, {_published(addresses)}"
    heir = _heir(ref, past, today, names=names)
    title = title_of(past, ref)
    old = ref.id.rpartition("/")[2] if ref.kind in {"protocole", "journal"} else ref.id
    if heir is not None and ref.kind not in _ONE_NAME:
        document = today.records[heir]
        return Diagnostic(
            place=document.positions.value(("titre",)),
            rule=_RULE,
            message=message,
            help=f"si cette fiche remplace {quoted(title)}, ajoutez-y « {_former(document, old)} »",
        )
    if ref.kind == "retrait":
        remedy = "remettez ce fichier : une adresse retirée répond toujours"
        return Diagnostic(place=Place(past.records[ref].path), rule=_RULE, message=message, help=remedy)
    path, lines = tombstone(title, main, addresses, towards=parent_page(main, today.pages), today=today)
    elsewhere = f"s'il a changé de nom, ajoutez « anciens_ids: [{old}] » à la fiche qui le remplace ; "
    return Diagnostic(
        place=Place(past.records[ref].path),
        rule=_RULE,
        message=message,
        help=(
            f"remettez ce fichier ; {'' if ref.kind in _ONE_NAME else elsewhere}s'il "
            "doit disparaître, écrivez "
            f"{path} en disant quand et pourquoi"
        ),
        lines=lines,
    )


def _former(document: Document, *names: str) -> str:
    listed = (document.data or {}).get("anciens_ids")
    return f"anciens_ids: [{', '.join([*map(str, listed if isinstance(listed, list) else ()), *names])}]"


def _heir(ref: Ref, past: State, today: State, *, names: Mapping[Ref, Ref]) -> Ref | None:
    """The new record of the same kind with the same title, or nearly the same text."""
    new = [
        one
        for one in sorted(today.records)
        if one.kind == ref.kind and one not in past.records and today.records[one].data is not None
    ]
    if ref.kind == "journal":
        home = names.get(owner_of(ref))
        new = [one for one in new if home is not None and owner_of(one) == home]
    title = folded(title_of(past, ref))
    for one in new:
        if ref.kind not in {"journal", "protocole"} and folded(title_of(today, one)) == title:
            return one
    text = past.records[ref].body
    if len(text) < _TOO_SHORT:
        return None
    alike = [(_likeness(text, today.records[one].body), one) for one in new[:_MOST_COMPARED]]
    return next((one for ratio, one in sorted(alike, reverse=True) if ratio >= _ALIKE), None)


def _likeness(one: str, other: str) -> float:
    """From 0 to 1: how many lines two texts share."""
    return difflib.SequenceMatcher(None, one.split("\n"), other.split("\n"), autojunk=False).ratio()


def gone_from_ledger(
    first: LedgerEntry, addresses: Sequence[str], place: Place, *, today: State
) -> Diagnostic:
    """The fault for online addresses of the ledger that would stop answering; `first` is the main one."""
    main = first.adresse
    told = "en ligne, ne répondraient plus" if len(set(addresses)) > 1 else "en ligne, ne répondrait plus"
    message = f"{_and_others(main, addresses)}, {told}"
    if first.vers:
        remedy = (
            f"elle menait à {_whole(first.vers)} : dites-la dans la fiche qui y répond, dans « anciens_ids » "
            "si c'est un ancien nom, sinon dans « anciennes_adresses »"
        )
        return Diagnostic(place=place, rule=_RULE, message=message, help=remedy)
    is_page = main.endswith("/")
    title = _passing_title(main)
    path, lines = tombstone(title, main, addresses, towards=parent_page(main, today.pages), today=today)
    back = f"remettez {first.fiche}" if first.fiche else "remettez ce qui y répondait"
    renamed = "si la fiche a changé de nom, dites l'ancien dans « anciens_ids » ; " if is_page else ""
    remedy = f"{back} ; {renamed}si cela doit disparaître, écrivez {path} en disant quand et pourquoi"
    return Diagnostic(place=place, rule=_RULE, message=message, help=remedy, lines=lines)


def for_passing(addresses: Sequence[str], past: State, today: State) -> Diagnostic:
    """The fault for pages about a place or an enjeu that no record mentions any more."""
    main = min(addresses, key=lambda where: (where.count("/"), where))
    path, lines = tombstone(
        _passing_title(main), main, addresses, towards=parent_page(main, today.pages), today=today
    )
    return Diagnostic(
        place=_cause(addresses, past, today),
        rule=_RULE,
        message=f"{_and_others(main, addresses)}, {_published(addresses)} : plus aucune fiche n'en parle",
        help=f"si ce changement est juste, écrivez {path} en disant quand et pourquoi",
        lines=lines,
    )


def _passing_title(where: str) -> str:
    return f"{'La page' if where.endswith('/') else 'Le fichier'} {where}"


def _cause(addresses: Sequence[str], past: State, today: State) -> Place:
    """The field whose change left these pages empty, as far as can be known."""
    names = {part for where in addresses for part in where.split("/") if part}
    changed = []
    for ref in sorted(past.records.keys() & today.records.keys()):
        old, new = past.records[ref].data or {}, today.records[ref].data or {}
        for field in _SHOWN_ELSEWHERE:
            before, after = repr(old.get(field)), repr(new.get(field))
            if before != after:
                named = any(name in before and name not in after for name in names)
                changed.append((not named, ref, field))
    if not changed:
        return Place("content/site.yml")
    _, ref, field = min(changed)
    return today.records[ref].positions.value((field,))


def for_former_name(ref: Ref, names: Sequence[str], addresses: Sequence[str], *, today: State) -> Diagnostic:
    """The fault for a record that dropped the former `names` by which `addresses` led to it."""
    document = today.records[ref]
    led = "menaient ici et ne répondent plus" if addresses[1:] else "menait ici et ne répond plus"
    return Diagnostic(
        place=document.positions.value(("anciens_ids",)),
        rule=_RULE,
        message=f"{_and_others(addresses[0], addresses)} {led}",
        help=f"remettez « {_former(document, *names)} »",
    )


def for_former_address(ref: Ref, listed: Sequence[str], today: State) -> Diagnostic:
    """The fault for a record that dropped former addresses it declared."""
    known = today.value(ref, "anciennes_adresses")
    every = [*(known if isinstance(known, list) else ()), *listed]
    led = "menaient ici et ne répondent plus" if listed[1:] else "menait ici et ne répond plus"
    return Diagnostic(
        place=today.records[ref].positions.value(("anciennes_adresses",)),
        rule=_RULE,
        message=f"{_and_others(listed[0], listed)} {led}",
        help=f"remettez « anciennes_adresses: {json.dumps(every, ensure_ascii=False)} »",
    )


def for_tombstone(ref: Ref, addresses: Sequence[str], today: State) -> Diagnostic:
    """The fault for a tombstone (`retrait`) that covers fewer addresses than before."""
    return Diagnostic(
        place=today.records[ref].positions.value(("adresses",)),
        rule=_RULE,
        message=f"{_and_others(addresses[0], addresses)}, {_published(addresses)}",
        help="remettez dans « adresses » ce qui s'y trouvait : une adresse retirée le reste",
    )


def for_file(where: str, past: State, today: State) -> Diagnostic:
    """The fault for an image, a PDF or a schema that is no longer published."""
    file = past.files[where]
    message = f"{_whole(where)} a été publié et ne répond plus"
    if file.startswith("schemas/"):
        return Diagnostic(
            place=Place(file),
            rule=_RULE,
            message=message,
            help="remettez ce schéma : d'autres programmes le lisent",
        )
    name = where.rpartition("/")[2]
    path, lines = tombstone(name, where, [where], towards=parent_page(where, today.pages), today=today)
    return Diagnostic(
        place=Place(file),
        rule=_RULE,
        message=message,
        help=(
            "remettez ce fichier et le texte qui le montre (une nouvelle version "
            "garde le même nom) ; s'il doit "
            f"disparaître, écrivez {path} en disant quand et pourquoi"
        ),
        lines=lines,
    )


def _and_others(main: str, addresses: Sequence[str]) -> str:
    more = len(set(addresses) - {main})
    return f"{_whole(main)}{f' et {more} autre' if more else ''}{'s' * (more > 1)}"


def _published(addresses: Sequence[str]) -> str:
    return "déjà publiées, ne répondent plus" if len(set(addresses)) > 1 else "déjà publiée, ne répond plus"


def _whole(where: str) -> str:
    """An address quoted for a message, in full however long it is: the author has to copy it."""
    return f"« {where} »"
