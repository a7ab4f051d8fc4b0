"""One fault a value: `told_once(fields, linked)`, where a value of the wrong form also names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagnostics.diagnostic import Diagnostic

_FORM = "ecriture-inattendue"
_UNKNOWN = frozenset({"reference-inconnue", "territoire-inconnu"})


def told_once(
    fields: Iterable[Diagnostic], linked: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The faults of fields and those of links, without those that repeat another at the same place.

    Of a name that is badly written, what helps is what it may stand for among the records and places that
    exist: `Percy-en-Normandie` is a commune whose code is known, and not `percy-en-normandie`. Of any other
    value, its form is told. Prose has no such value: an image without a caption may well lack its file too.
    """
    written = {_at(fault): fault.rule for fault in fields}
    kept, resolved = [], set()
    for fault in linked:
        at = _at(fault)
        if written.get(at) == _FORM and fault.rule in _UNKNOWN:
            resolved.add(at)
            kept.append(fault)
        elif at not in written or fault.place.line == fault.place.column == 1:
            kept.append(fault)
    return [one for one in fields if one.rule != _FORM or _at(one) not in resolved], kept


def _at(fault: Diagnostic) -> tuple[str, int, int]:
    return fault.place.path, fault.place.line, fault.place.column
