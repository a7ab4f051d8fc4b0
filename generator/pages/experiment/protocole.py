"""The pages of protocols: the newest revision at a lasting address, and each revision at its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address, difference_address
from generator.frozen import Frozen, replace
from generator.model import Ref
from generator.pages.experiment import revision_parts
from generator.pages.experiment.hypothesis_ledger import verdict
from generator.pages.experiment.revision_summary import (
    LateRevision,
    VersionView,
    late_revisions,
    newest,
    version,
)
from generator.pages.experiment.timeline import Frise, timeline_of
from generator.pages.frame.layout import SECTIONS, foot_of, head_of
from generator.pages.frame.links import link_to
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Experimentation, Protocole
    from generator.model.parts import Erratum
    from generator.pages.experiment.revision_parts import ChangeView, DispositifView, HypotheseView
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Foot, Head


class ProtocoleView(Frozen):
    """One revision out of `total`. `lue` is the one that readers are shown first, None where this is it.

    `avertissements` are the revisions, up to this one, that touched hypotheses once the fieldwork had begun
    (on `premier_jour`); `comparer` leads to the differences with the others, that with the one before first.
    """

    head: Head
    experimentation: Value
    version: VersionView
    total: int
    lue: Value | None
    errata: tuple[Erratum, ...]
    avertissements: tuple[LateRevision, ...]
    premier_jour: str | None
    hypotheses: tuple[HypotheseView, ...]
    dispositifs: tuple[DispositifView, ...]
    changements: tuple[ChangeView, ...]
    retirees: tuple[tuple[str, str, str], ...]
    frise: Frise
    comparer: tuple[Value, ...]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.experimentations:
        revisions = atlas.commons.revisions(item.id)
        if revisions:
            yield Planned(
                f"{address(Ref('experimentation', item.id))}protocole/",
                partial(revision_page, atlas, item, newest(revisions), lasting=True),
            )
        for one in revisions:
            yield Planned(address(Ref("protocole", one.id)), partial(revision_page, atlas, item, one))


def revision_page(atlas: Atlas, item: Experimentation, one: Protocole, *, lasting: bool = False) -> Page:
    """`/experimentations/<e>/protocole/r<N>/`, or `/experimentations/<e>/protocole/` where `lasting`."""
    ref = Ref("protocole", one.id)
    owner = link_to(atlas, Ref("experimentation", item.id))
    home = f"{address(Ref('experimentation', item.id))}protocole/"
    title = one.titre or (
        f"Protocole — {item.titre}" if lasting else f"Protocole, révision {one.numero} — {item.titre}"
    )
    trail = [SECTIONS["experimentations"], owner, *([] if lasting else [Value("Protocole", home)])]
    head = replace(head_of(atlas, ref, title, *trail, resume=one.resume or ""), cherchable=lasting)
    about = f"Les hypothèses et les dispositifs de l'expérimentation « {item.titre} », révision {one.numero}."
    where = home if lasting else address(ref)
    return page(where, "protocole.html", _view(atlas, item, one, head=head), description=one.resume or about)


def _view(atlas: Atlas, item: Experimentation, one: Protocole, *, head: Head) -> ProtocoleView:
    owner = link_to(atlas, Ref("experimentation", item.id))
    revisions = atlas.commons.revisions(item.id)
    read = newest(revisions)
    late = tuple(late_revisions(atlas, item, one.numero))
    verdicts = {line.id: verdict(atlas, line) for line in atlas.ledgers.get(item.id, ())}
    days = atlas.commons.journal(item.id)
    return ProtocoleView(
        head=head,
        experimentation=owner,
        version=version(atlas, item, one),
        total=len(revisions),
        lue=None if read is one else Value(f"la révision {read.numero}", f"{owner.adresse}protocole/"),
        errata=one.errata,
        avertissements=late,
        premier_jour=days[0].date if days else None,
        hypotheses=tuple(
            revision_parts.hypothesis_view(one, found, verdicts.get(found.id), late=late)
            for found in one.hypotheses
        ),
        dispositifs=tuple(revision_parts.device_view(atlas, one, device) for device in one.dispositifs),
        changements=tuple(revision_parts.change_views(one)),
        retirees=tuple(revision_parts.retired_hypotheses(atlas, item, one)),
        frise=timeline_of(atlas, item),
        comparer=tuple(_others(item, one, revisions)),
        corps=body_of(atlas, one, level=3),
        foot=foot_of(atlas, Ref("protocole", one.id), one, head.titre),
    )


def _others(item: Experimentation, one: Protocole, revisions: tuple[Protocole, ...]) -> Iterator[Value]:
    """The differences with the other revisions: the one before, then the rest, the newest first."""
    others = [other for other in reversed(revisions) if other.numero != one.numero]
    for other in sorted(others, key=lambda other: other.numero != one.numero - 1):
        note = "la précédente" if other.numero == one.numero - 1 else ""
        where = difference_address(item.id, one.numero, other.numero)
        yield Value(f"la révision {other.numero}", where, note=note)
