"""One list of places out of two: the official reference, and the commons' own `territoire` records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.sources import slug
from generator.territory import Lieu, OfficialReference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.records import Territoire


class Gazetteer(Frozen):
    """Every place a record may name. `own` maps ids to the commons' own records."""

    own: Mapping[str, Territoire]
    official: OfficialReference

    def get(self, territory_id: str) -> Lieu | None:
        """A place with all its parents, nearest first; None where nothing has that id."""
        found = self.official.get(territory_id)
        if found:
            return found
        record = self.own.get(territory_id)
        if not record:
            return None
        return Lieu(
            id=record.id,
            niveau=_level(record),
            code="",
            nom=record.titre,
            libelle=record.titre,
            parents=self._ancestors(record.parents),
            ancien=None,
            pays=record.pays,
            niveau_local=record.niveau_local or "",
        )

    def today(self, territory_id: str) -> str:
        """The id a place has today: the same, but for a commune that was merged into another."""
        found = self.official.get(territory_id)
        return found.id if found else territory_id

    def suggest(self, territory_id: str) -> str | None:
        """The closest id that exists in the official reference, or None."""
        return self.official.suggest(territory_id)

    def meant(self, name: str) -> tuple[str, ...]:
        """The ids of all official places with this name."""
        return self.official.meant(name)

    def _ancestors(self, parents: tuple[str, ...]) -> tuple[str, ...]:
        """Parents, then their own parents, each once, nearest first."""
        found = dict.fromkeys(self.today(parent) for parent in parents)
        waiting = list(found)
        for parent in waiting:  # grows while it is read; each place is visited once
            lieu, record = self.official.get(parent), self.own.get(parent)
            for above in lieu.parents if lieu else record.parents if record else ():
                name = self.today(above)
                if name not in found:
                    found[name] = None
                    waiting.append(name)
        return tuple(found)


def _level(record: Territoire) -> str:
    """The level of the commons' own place; a foreign level is completed with its country's words."""
    if record.niveau_local:
        return f"{record.pays.lower()}-{slug(record.niveau_local) or 'autre'}"
    return record.niveau or "autre"
