"""Write the history of publications in JSON, and read it back, checking every field: it was on the web."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.publications.publication_history import (
    CAME,
    CHANGED,
    FIRST,
    WENT,
    Publication,
    PublicationHistory,
)
from generator.publications.record_differences import (
    ENTRIES,
    TEXT,
    VALUE,
    FieldDifference,
    RecordDifference,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FORM = 1
_LONGEST = 1000
_COUNTS = ("plus", "moins", "changees")


class CannotReadHistory(ValueError):  # noqa: N818 — what the file is, not a mistake of ours
    """What was given is no history of publications."""


def written_history(told: PublicationHistory, of: Callable[[RecordDifference], dict[str, Any]]) -> bytes:
    """The history in JSON, UTF-8; `of` gives what else a reader wants to know of each record."""
    whole = {
        "format": FORM,
        "suit_une_publication": told.follows,
        "publications": [
            {"jour": one.jour, "fiches": [{**of(each), **_record(each)} for each in one.fiches]}
            for one in told.publications
        ],
    }
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def history_in(content: bytes) -> PublicationHistory:
    """The history that a file holds, none where it is empty. Raises `CannotReadHistory`."""
    if not content:
        return FIRST
    try:
        told = json.loads(content)
        if told["format"] != FORM:
            raise CannotReadHistory
        found = tuple(
            Publication(_word(one["jour"]), tuple(_record_of(each) for each in _list(one["fiches"])))
            for one in _list(told["publications"])
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotReadHistory from error
    return PublicationHistory(found, follows=True)


def _record(one: RecordDifference) -> dict[str, Any]:
    fields = [_filled(each) for each in one.champs]
    told = {
        "sorte": one.sorte,
        "id": one.id,
        "genre": one.genre,
        "ancien_id": one.ancien_id,
        "champs": fields,
    }
    return {name: value for name, value in told.items() if value}


def _filled(one: FieldDifference) -> dict[str, Any]:
    return {name: value for name in FieldDifference.__struct_fields__ if (value := getattr(one, name))}


def _record_of(told: dict[str, Any]) -> RecordDifference:
    if told["genre"] not in {CAME, WENT, CHANGED}:
        raise CannotReadHistory
    return RecordDifference(
        sorte=_word(told["sorte"]),
        id=_word(told["id"]),
        genre=told["genre"],
        ancien_id=_word(told.get("ancien_id", "")),
        champs=tuple(_field_of(one) for one in _list(told.get("champs", []))),
    )


def _field_of(told: dict[str, Any]) -> FieldDifference:
    if told["genre"] not in {VALUE, TEXT, ENTRIES}:
        raise CannotReadHistory
    names = tuple(_word(one) for one in _list(told["champ"]))
    if not names:
        raise CannotReadHistory
    plus, moins, changees = (_count(told.get(name, 0)) for name in _COUNTS)
    return FieldDifference(
        champ=names,
        nommes=tuple(_word(one) for one in _list(told.get("nommes", []))),
        genre=told["genre"],
        avant=_word(told.get("avant", "")),
        apres=_word(told.get("apres", "")),
        plus=plus,
        moins=moins,
        changees=changees,
    )


def _list(told: object) -> list[Any]:
    if not isinstance(told, list):
        raise CannotReadHistory
    return told


def _word(told: object) -> str:
    if not (isinstance(told, str) and len(told) <= _LONGEST and told.isprintable()):
        raise CannotReadHistory
    return told


def _count(told: object) -> int:
    if type(told) is not int or told < 0:
        raise CannotReadHistory
    return told
