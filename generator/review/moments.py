"""Gather what a report compares: a commons before and after a proposal, and the pages that change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator import pages
from generator.addresses import address
from generator.frozen import Frozen
from generator.graph import Link
from generator.model import Experimentation, Ref, owner_of
from generator.protocol import Requirement, requirements_of
from generator.review.pairs import names, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checking import Checked
    from generator.history import Change
    from generator.model import Commons
    from generator.review.pairs import RecordPair
    from generator.sources import Document


class ToldPage(NamedTuple):
    """A page by its address and its title."""

    adresse: str
    titre: str


class TouchedPages(Frozen):
    """The pages that differ. `attendues` are those that come back once faults are mended."""

    added: tuple[ToldPage, ...]
    changed: tuple[ToldPage, ...]
    perdues: tuple[ToldPage, ...]
    attendues: tuple[ToldPage, ...]


class Moments(Frozen, eq=False):
    """A commons at two moments, and what differs: see `moments_of`.

    The documents of a moment are those whose file exists. `chemins` are the paths of the repository that
    differ, records included. `paires` are the records that differ, `pages` the pages; `of_someone` the files
    that tell how to reach a person, before or after, as the checks found them.
    """

    avant: Checked
    apres: Checked
    documents_avant: tuple[Document, ...]
    documents_apres: tuple[Document, ...]
    chemins: tuple[Change, ...]
    paires: tuple[RecordPair, ...]
    pages: TouchedPages
    of_someone: frozenset[str]

    def liens(self) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """The links added, then those removed; renaming a record adds and removes none."""
        today = names({Ref(one.kind, one.id): one for one in self.documents_apres})
        old = {
            Link(today.get(link.source, link.source), link.field, today.get(link.target, link.target))
            for link in _links(self.avant, self.documents_avant)
        }
        new = set(_links(self.apres, self.documents_apres))
        return tuple(sorted(new - old)), tuple(sorted(old - new))

    def lacunes(self) -> Iterator[tuple[Ref, list[Requirement], list[Requirement]]]:
        """For each experiment that the change touches, what is newly missing and what still is.

        Experiments left out because of faults are skipped.
        """
        for name in sorted({owner_of(pair.ref).id for pair in self.paires}):
            ref = Ref("experimentation", name)
            missing, before = (_missing(moment.commons, ref) for moment in (self.apres, self.avant))
            if missing:
                known = {(one.phase, one.nom) for one in before}
                fresh = [one for one in missing if (one.phase, one.nom) not in known]
                yield ref, fresh, [one for one in missing if one not in fresh]


def moments_of(
    avant: Checked,
    apres: Checked,
    documents: tuple[tuple[Document, ...], tuple[Document, ...]],
    *,
    chemins: tuple[Change, ...] = (),
) -> Moments:
    """What differs between a commons before and after. `documents` are those whose file exists, of each."""
    return Moments(
        avant=avant,
        apres=apres,
        documents_avant=documents[0],
        documents_apres=documents[1],
        chemins=chemins,
        paires=pairs(*documents),
        pages=_touched(avant, apres),
        of_someone=frozenset(
            fault.place.path
            for fault in (*avant.diagnostics, *apres.diagnostics)
            if fault.rule == "donnee-personnelle"
        ),
    )


def _touched(avant: Checked, apres: Checked) -> TouchedPages:
    old, new = _shown(avant), _shown(apres)
    waiting = {address(ref, apres.schemas.kinds) for ref in apres.commons.broken}
    gone = [ToldPage(where, title) for where, (title, _) in old.items() if where not in new]
    return TouchedPages(
        added=tuple(ToldPage(where, title) for where, (title, _) in new.items() if where not in old),
        changed=tuple(
            ToldPage(where, title)
            for where, (title, key) in new.items()
            if where in old and old[where][1] != key
        ),
        perdues=tuple(page for page in gone if page.adresse not in waiting),
        attendues=tuple(page for page in gone if page.adresse in waiting),
    )


def _missing(commons: Commons, ref: Ref) -> list[Requirement]:
    item = commons.get(ref)
    if not isinstance(item, Experimentation):
        return []
    return [one for one in requirements_of(commons, item) if not one.remplie]


def _shown(moment: Checked) -> dict[str, tuple[str, str]]:
    """Address → title and key, sorted."""
    found = pages.shown(moment.index)
    return {where: (title, key) for where, title, key in sorted(found)}


def _links(moment: Checked, documents: tuple[Document, ...]) -> Iterator[Link]:
    for one in documents:
        yield from moment.graph.of(Ref(one.kind, one.id))
