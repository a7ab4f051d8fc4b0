"""Check that published revisions of protocols neither change nor disappear; only errata may be added."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, quoted, some_of
from generator.model import Ref, owner_of, publiee
from generator.permanence.text import first_difference, outside_errata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.permanence.state import State
    from generator.permanence.text import TextDifference
    from generator.sources import Document

_ALIKE = 0.8
_DRAFT = re.compile(r"^etat: *brouillon\b", re.MULTILINE)


def revisions(past: State, today: State, names: Mapping[Ref, Ref]) -> Iterator[Diagnostic]:
    """The faults of published revisions that changed, disappeared or were renumbered.

    Where the whole experiment is gone, its address tells. A revision that cannot be read has its own fault.
    """
    for was in sorted(published(past)):
        home = names.get(owner_of(was))
        if home is None:
            continue
        here = Ref("protocole", f"{home.id}/{was.id.partition('/')[2]}")
        moved = _now_at(was, here, past, today=today)
        if moved is not None:
            yield _renumbered(was, here, moved, today=today)
        elif here not in today.records:
            yield _gone(was, here, home, past=past)
        elif here in today.texts and today.records[here].data is not None:
            yield from _changed(was, here, past, today=today)


def published(state: State) -> Iterator[Ref]:
    """The revisions that are published, among those that can be read."""
    for ref in state.texts:
        if publiee(state.records[ref].data):
            yield ref


def lasts(document: Document) -> bool:
    """Whether a revision counts as published; an unreadable one does, unless it says it is a draft."""
    if document.kind != "protocole":
        return False
    return not _DRAFT.search(document.positions.text) if document.data is None else publiee(document.data)


def _now_at(was: Ref, here: Ref, past: State, *, today: State) -> Ref | None:
    """The other revision of the same protocol that holds this one's text today."""
    if here in today.texts and _difference(was, here, past, today=today) is None:
        return None
    home = f"{here.id.partition('/')[0]}/"
    others = [ref for ref in sorted(today.texts) if ref.id.startswith(home) and ref != here]
    for other in others:
        if today.records[other].data is not None and _difference(was, other, past, today=today) is None:
            return other
    if here in today.records:
        return None
    before = past.texts[was].split("\n")
    owner = was.id.partition("/")[0]
    new = [ref for ref in others if Ref("protocole", f"{owner}/{_part(ref)}") not in past.texts]
    alike = [
        (difflib.SequenceMatcher(None, before, today.texts[ref].split("\n"), autojunk=False).ratio(), ref)
        for ref in new
    ]
    return next((ref for ratio, ref in sorted(alike, reverse=True) if ratio >= _ALIKE), None)


def _part(ref: Ref) -> str:
    return ref.id.partition("/")[2]


def _difference(was: Ref, here: Ref, past: State, *, today: State) -> TextDifference | None:
    if past.texts[was] == today.texts[here]:
        return None
    return first_difference(
        outside_errata(past.records[was], past.texts[was]),
        outside_errata(today.records[here], today.texts[here]),
    )


def _renumbered(was: Ref, here: Ref, moved: Ref, *, today: State) -> Diagnostic:
    new = today.records[moved].path
    return Diagnostic(
        place=Place(new),
        rule="revision-effacee",
        message=f"{_part(was)}, déjà publiée, est devenue {_part(moved)}",
        help=f"remettez ce texte dans « {_part(here)}.md » : une révision publiée garde son numéro, "
        "et une nouvelle prend le suivant",
    )


def _gone(was: Ref, here: Ref, home: Ref, *, past: State) -> Diagnostic:
    path = f"experiments/{home.id}/protocole/{_part(here)}.md"
    document = past.records[was]
    dated = (document.data or {}).get("date")
    return Diagnostic(
        place=Place(path),
        rule="revision-effacee",
        message=(
            f"{_part(was)}{f' du {dated}' if isinstance(dated, str) else ''}, déjà publiée, n'est plus là"
        ),
        help="remettez ce fichier tel qu'il était : ce qui a été annoncé doit pouvoir être relu ; "
        "pour changer de méthode, écrivez une nouvelle révision",
    )


def _changed(was: Ref, here: Ref, past: State, *, today: State) -> Iterator[Diagnostic]:
    old, new = past.records[was], today.records[here]
    found = _difference(was, here, past, today=today)
    if found is not None:
        what, several = _what_changed(old, new)
        yield Diagnostic(
            place=Place(
                path=new.path,
                line=found.line,
                column=found.column,
                end_line=found.line,
                end_column=found.end_column,
            ),
            rule="revision-modifiee",
            message=(
                f"{_part(here)} est déjà publiée, et {what} {'ont' if several else 'a'} "
                f"changé : {_words(found)}"
            ),
            help=(
                "remettez ce texte tel qu'il était. Pour changer le protocole, "
                f"écrivez {_next(here, today)} "
                f"(espace revise {here.id.partition('/')[0]}) ; pour une faute "
                "de rédaction, ajoutez un erratum "
                "à la fin de « errata »"
            ),
        )
    yield from _errata(here, old, new)


def _what_changed(old: Document, new: Document) -> tuple[str, bool]:
    """The fields that hold something else, in words, and whether they are several."""
    before, after = (dict(document.data or {}) for document in (old, new))
    names = [name for name in dict.fromkeys([*before, *after]) if name != "errata"]
    fields = [quoted(name) for name in names if _exactly(before.get(name)) != _exactly(after.get(name))]
    told = [f"{'ses champs' if len(fields) > 1 else 'son champ'} {some_of(fields, link='et')}"] * bool(fields)
    told += ["son texte"] * (old.body != new.body)
    return some_of(told, link="et") or "sa mise en forme", len(fields) + (old.body != new.body) > 1


def _words(found: TextDifference) -> str:
    if found.old == found.new:
        return "les espaces ou les lignes vides ne sont plus les mêmes"
    if found.old and found.new:
        return f"{quoted(found.old)} est devenu {quoted(found.new)}"
    return f"{quoted(found.new)} est ajouté" if found.new else f"{quoted(found.old)} n'y est plus"


def _next(here: Ref, today: State) -> str:
    home = f"{here.id.partition('/')[0]}/"
    named = [ref for ref in today.records if ref.kind == "protocole" and ref.id.startswith(home)]
    return f"r{max(int(_part(ref)[1:]) for ref in named) + 1}"


def _errata(here: Ref, old: Document, new: Document) -> Iterator[Diagnostic]:
    """The fault where errata that were published are no longer there, unchanged and first."""
    before, after = (_listed((document.data or {}).get("errata")) for document in (old, new))
    kept = [_exactly(one) for one in before]
    now = [_exactly(one) for one in after]
    if now[: len(kept)] == kept:
        return
    index = next(i for i, one in enumerate(kept) if now[i : i + 1] != [one])
    name = _erratum(before[index])
    message = f"{name}, déjà publié, a changé"
    if kept[index] in now[index:]:
        message = "un erratum est écrit avant ceux qui étaient déjà publiés"
    elif index >= len(now) or now[index] in kept[index:]:
        message = f"{name}, déjà publié, n'est plus là"
    place = new.positions.value(("errata", index))
    yield Diagnostic(
        place=place,
        rule="revision-modifiee",
        message=f"{_part(here)} est déjà publiée : {message}",
        help="remettez les errata tels qu'ils étaient, dans leur ordre, et ajoutez le nouveau à la fin",
    )


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 — what a file holds
    return value if isinstance(value, list) else [] if value is None else [value]


def _erratum(value: Any) -> str:  # noqa: ANN401 — what a file holds
    dated = value.get("date") if isinstance(value, dict) else None
    return f"l'erratum du {dated}" if isinstance(dated, str) else "un erratum"


def _exactly(value: Any) -> str:  # noqa: ANN401 — what a file holds
    """A value with its type, to compare strictly: `1` is neither `1.0` nor `true`."""
    return repr(value)
