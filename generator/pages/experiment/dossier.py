"""The dossier of an experiment, `/experimentations/<e>/dossier/`: all its pages bound together, for paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from generator.addresses import dossier_address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.experiment.evaluation import evaluation_page
from generator.pages.experiment.experimentations import ExperimentationView, record_page
from generator.pages.experiment.journal import note_page
from generator.pages.experiment.protocole import revision_page
from generator.pages.experiment.revision_summary import newest
from generator.pages.frame.binding import dossier_head, dossier_page, sources_of
from generator.pages.frame.page import Planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Fait, Head, Provenance

_ON_COVER = frozenset({"Territoires", "Début", "Fin"})


class ExperimentDossier(Frozen):
    """The pages of an experiment as readers know them: nothing is told here that one of them does not hold.

    `protocole` is the revision that readers are shown first, `notes` start with the oldest; `couverture`
    holds where and when, `sources` those of all the pages.
    """

    head: Head
    fiche: Page
    protocole: Page | None
    notes: tuple[Page, ...]
    evaluation: Page | None
    couverture: tuple[Fait, ...]
    sources: tuple[Provenance, ...]


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.commons.experimentations:
        ref = Ref("experimentation", item.id)
        yield Planned(dossier_address(ref), partial(experiment_dossier_page, atlas, item))


def experiment_dossier_page(atlas: Atlas, item: Experimentation) -> Page:
    """`/experimentations/<e>/dossier/`."""
    commons, ref = atlas.commons, Ref("experimentation", item.id)
    record = record_page(atlas, item)
    revisions, judged = commons.revisions(item.id), commons.evaluation(item.id)
    protocol = revision_page(atlas, item, newest(revisions), lasting=True) if revisions else None
    notes = tuple(note_page(atlas, note, None, after=None) for note in commons.journal(item.id))
    evaluation = evaluation_page(atlas, judged) if judged else None
    facts = cast("ExperimentationView", record.view).fiche
    view = ExperimentDossier(
        head=dossier_head(ref, record),
        fiche=record,
        protocole=protocol,
        notes=notes,
        evaluation=evaluation,
        couverture=tuple(fact for fact in facts if fact.valeurs and fact.libelle in _ON_COVER),
        sources=sources_of(filter(None, (record, protocol, *notes, evaluation))),
    )
    return dossier_page(ref, record, "dossier.html", view=view)
