"""Tell whether an edit causes a new error, and does not just reveal one that another fault was hiding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.diagnostics import FAMILIES

if TYPE_CHECKING:
    from generator.checking import Checked
    from generator.diagnostics import Diagnostic

# While these faults remain in a record, the other rules have not been checked on it.
_FIRST = {rule.name for family in FAMILIES if family.name in {"entete", "champs"} for rule in family.rules}


def new_error(before: Checked, after: Checked) -> Diagnostic | None:
    """The first error that a change adds to a record all rules could be checked on before, if any."""
    known = Counter(_identity(fault) for fault in before.diagnostics)
    unseen = {_record(fault.place.path) for fault in before.diagnostics if fault.rule in _FIRST}
    for fault in after.diagnostics:
        known[_identity(fault)] -= 1
        is_new = fault.severity == "error" and known[_identity(fault)] < 0
        if is_new and _record(fault.place.path) not in unseen:
            return fault
    return None


def _identity(fault: Diagnostic) -> tuple[str, str, str]:
    return fault.place.path, fault.rule, fault.message


def _record(path: str) -> str:
    """What a path is judged with: its own file, or the folder of its experiment."""
    return "/".join(path.split("/")[:2]) if path.startswith("experiments/") else path
