"""The whole commons as one frozen value: ask it for a record, its parts, its place or its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.kinds import SHIPPED
from generator.model import records as r

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.kinds import Kinds
    from generator.model.facts import Site
    from generator.model.gazetteer import Gazetteer
    from generator.model.lexicon import Lexique
    from generator.territory import Lieu


class Commons(Frozen, eq=False):
    """Every sound record, sorted: enjeux and revisions by number, events and retraits by date, others by id.

    Equal to nothing but itself. What follows from it as a whole is in its index, worked out once.

    `phases` names the phases of a life in order, by `statut`, and `arrets` are the other statuts.
    `images` gives the width and height, in pixels, of each image as it is published, by path. `broken` names
    the records that a preview leaves out because their files have faults.
    """

    site: Site
    lexique: Lexique
    gazetteer: Gazetteer
    enjeux: tuple[r.Enjeu, ...] = ()
    territoires: tuple[r.Territoire, ...] = ()
    acteurs: tuple[r.Acteur, ...] = ()
    evenements: tuple[r.Evenement, ...] = ()
    pages: tuple[r.PageEditoriale, ...] = ()
    outils: tuple[r.Outil, ...] = ()
    experimentations: tuple[r.Experimentation, ...] = ()
    protocoles: tuple[r.Protocole, ...] = ()
    journaux: tuple[r.Journal, ...] = ()
    evaluations: tuple[r.Evaluation, ...] = ()
    retraits: tuple[r.Retrait, ...] = ()
    kinds: Kinds = SHIPPED
    phases: Mapping[str, str] = {}
    arrets: tuple[str, ...] = ()
    images: Mapping[str, tuple[int, int]] = {}
    broken: frozenset[r.Ref] = frozenset()
    _by_ref: Mapping[r.Ref, r.Record] = {}
    _revisions: Mapping[str, tuple[r.Protocole, ...]] = {}
    _journal: Mapping[str, tuple[r.Journal, ...]] = {}
    _evenements: Mapping[str, tuple[r.Evenement, ...]] = {}

    def records(self) -> Iterator[tuple[r.Ref, r.Record]]:
        """Every record with its name, by the rank of kinds, then by id."""
        return iter(self._by_ref.items())

    def get(self, ref: r.Ref) -> r.Record | None:
        """The record of that name, or None."""
        return self._by_ref.get(ref)

    def revisions(self, experiment_id: str) -> tuple[r.Protocole, ...]:
        """The revisions of an experiment's protocol, from the first."""
        return self._revisions.get(experiment_id, ())

    def publiees(self, experiment_id: str) -> tuple[r.Protocole, ...]:
        """The published revisions, from the first: drafts may still change and are not counted."""
        return tuple(one for one in self.revisions(experiment_id) if one.publiee)

    def journal(self, experiment_id: str) -> tuple[r.Journal, ...]:
        """The field notes of an experiment, from the oldest."""
        return self._journal.get(experiment_id, ())

    def rendez_vous(self, experiment_id: str) -> tuple[r.Evenement, ...]:
        """The events of an experiment, from the oldest."""
        return self._evenements.get(experiment_id, ())

    def evaluation(self, experiment_id: str) -> r.Evaluation | None:
        """The evaluation of an experiment, or None while it has none."""
        found = self._by_ref.get(r.Ref("evaluation", experiment_id))
        return found if isinstance(found, r.Evaluation) else None

    def experimentation_de(self, record: r.Record) -> r.Experimentation | None:
        """An experiment itself, or the one that a part or an event of it belongs to; None for others."""
        if isinstance(record, r.Experimentation):
            return record
        if not isinstance(record, r.Protocole | r.Journal | r.Evaluation | r.Evenement):
            return None
        found = self._by_ref.get(r.Ref("experimentation", record.experimentation or ""))
        return found if isinstance(found, r.Experimentation) else None

    def lieu(self, territory_id: str) -> Lieu:
        """A place named by a record. Raises `KeyError` for an unknown id."""
        found = self.gazetteer.get(territory_id)
        if found is None:
            raise KeyError(territory_id)
        return found

    def titre(self, ref: r.Ref) -> str:
        """The title of anything that has an address; parts are named after their experiment.

        A record left out of a preview has only its id.
        """
        record = self._by_ref.get(ref)
        match record:
            case r.Protocole():
                return (
                    record.titre
                    or f"Protocole, révision {record.numero} — {self._owner(record.experimentation)}"
                )
            case r.Journal():
                return record.titre or f"Journal du {record.date} — {self._owner(record.experimentation)}"
            case r.Evaluation():
                return record.titre or f"Évaluation — {self._owner(record.experimentation)}"
            case None if ref.kind == "territoire":
                lieu = self.gazetteer.get(ref.id)
                return lieu.libelle if lieu else ref.id
            case None:
                return ref.id
        return str(getattr(record, "titre", ref.id))

    def _owner(self, experiment_id: str) -> str:
        return self.titre(r.Ref("experimentation", experiment_id))
