"""The pages of field notes: what was done, where, with whom, what was seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen
from generator.model import Ref
from generator.pages.experiment.revision_summary import newest
from generator.pages.frame.comparables import persons_in_words
from generator.pages.frame.layout import SECTIONS, foot_of, head_of
from generator.pages.frame.links import link_to
from generator.pages.frame.links import title_of as titre_de
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.templating import page
from generator.pages.frame.views import Fait, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Journal
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Foot, Head


class JournalView(Frozen):
    """A field note between the one before and the one after."""

    head: Head
    fiche: tuple[Fait, ...]
    corps: Body
    precedente: Value | None
    suivante: Value | None
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of this family."""
    for item in atlas.experimentations:
        notes = atlas.commons.journal(item.id)
        for rank, note in enumerate(notes):
            before = notes[rank - 1] if rank else None
            after = notes[rank + 1] if rank + 1 < len(notes) else None
            yield Planned(
                address(Ref("journal", note.id)), partial(note_page, atlas, note, before, after=after)
            )


def note_page(atlas: Atlas, note: Journal, before: Journal | None, *, after: Journal | None) -> Page:
    """`/experimentations/<e>/journal/<date-slug>/`."""
    ref = Ref("journal", note.id)
    title = titre_de(atlas, ref)
    owner = link_to(atlas, Ref("experimentation", note.experimentation))
    view = JournalView(
        head=head_of(atlas, ref, title, SECTIONS["experimentations"], owner, resume=note.resume or ""),
        fiche=_facts(atlas, note),
        corps=body_of(atlas, note, level=3),
        precedente=link_to(atlas, Ref("journal", before.id)) if before else None,
        suivante=link_to(atlas, Ref("journal", after.id)) if after else None,
        foot=foot_of(atlas, ref, note, title),
    )
    about = note.resume or f"Journal de terrain de l'expérimentation « {owner.texte} »."
    return page(address(ref), "journal.html", view, description=about)


def _facts(atlas: Atlas, note: Journal) -> tuple[Fait, ...]:
    count = note.participants
    citizens = {True: (Value("oui"),), False: (Value("non"),), None: ()}[note.citoyens]
    return (
        Fait("Date", (Value(jour=note.date),)),
        Fait("Lieu", (Value(note.lieu),) if note.lieu else ()),
        Fait(
            "Participants",
            (Value(persons_in_words(count)),) if count is not None else (),
        ),
        Fait("Avec des citoyens", citizens),
        Fait("Dispositifs du protocole", tuple(_devices(atlas, note))),
        Fait("Outils", tuple(link_to(atlas, Ref("outil", one)) for one in note.outils)),
    )


def _devices(atlas: Atlas, note: Journal) -> Iterator[Value]:
    """The devices used, each linked to the newest revision that holds it."""
    revisions = atlas.commons.revisions(note.experimentation)
    for device_id in note.dispositifs:
        holders = tuple(one for one in revisions if any(device.id == device_id for device in one.dispositifs))
        if not holders:
            yield Value(device_id)
            continue
        holder = newest(holders)
        title = next(device.titre for device in holder.dispositifs if device.id == device_id)
        yield Value(f"{device_id} — {title}", f"{address(Ref('protocole', holder.id))}#{device_id}")
