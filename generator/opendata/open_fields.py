"""Say which fields of a record are open data, in the order of its schema, and why the others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.frozen import Frozen
from generator.model import plain
from generator.schema import faces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Record

_FOR_ITS_AUTHOR = "Ce champ aide à écrire et à vérifier la fiche : il n'en dit rien à qui la lit."


class OpenFields(Frozen):
    """The names of the fields of a kind that are open data, in order; why each of the others is not."""

    names: tuple[str, ...]
    withheld: Mapping[str, str]

    def of(self, record: Record) -> dict[str, Any]:
        """The open fields of a record as JSON has them, by name, defaults filled in."""
        told: Mapping[str, Any] = {**plain(record), **record.supplement}
        return {name: told[name] for name in self.names if name in told}

    def leave_out(self, record: Record) -> bool:
        """Whether it fills in a field that is no open data."""
        return any(getattr(record, name, None) or record.supplement.get(name) for name in self.withheld)


def open_fields(tree: Mapping[str, Any]) -> OpenFields:
    """Those of a kind, from its schema: what no reader sees anywhere stays out."""
    withheld = {
        name: str(node.get("x-sans-face", _FOR_ITS_AUTHOR))
        for name, node in tree["properties"].items()
        if not set(faces(node)) - {"formulaire"}
    }
    return OpenFields(tuple(name for name in tree["properties"] if name not in withheld), withheld)
