"""Tell whether a change makes an error that was not there, rather than showing one that was hidden."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.diagnostics import FAMILIES

if TYPE_CHECKING:
    from generator.checking import Checked
    from generator.diagnostics import Diagnostic

# A record whose fields cannot be read, or are wrong, was not held to the other rules yet.
_FIRST = {rule.name for family in FAMILIES if family.name in {"entete", "champs"} for rule in family.rules}


def new_error(before: Checked, after: Checked) -> Diagnostic | None:
    """An error that a change would add to a record that was held to every rule before it, if any."""
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
    """A record's file, or the folder of an experiment: its parts are judged together."""
    return "/".join(path.split("/")[:2]) if path.startswith("experiments/") else path
