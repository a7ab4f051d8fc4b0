"""The pages of the kinds that a commons adds: a list and a page for each record, drawn from the schema.

A kind with a template of its own is shown by it, and given the same view: `templates/entretien.html.jinja` in
the commons, or `entretien.html` beside ours.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen, replace
from generator.grammar import alphabetical
from generator.model import OwnRecord
from generator.pages.frame.layout import foot_of, head_of, list_head, section_of
from generator.pages.frame.own_fields import named_facts, own_facts
from generator.pages.frame.page import Planned
from generator.pages.frame.prose_html import Body, body_of
from generator.pages.frame.search_card import list_card
from generator.pages.frame.templating import page, template_of, try_template, write
from generator.schema import template_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.kinds import Kind
    from generator.model import Ref
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.page import Page
    from generator.pages.frame.views import Card, Fait, Foot, Head


class OwnRecordList(Frozen):
    """All the records of a kind, those with a date first, the newest before the others."""

    head: Head
    cartes: tuple[Card, ...]
    total: int


class OwnRecordView(Frozen):
    """A record of a kind that the commons adds: what it tells in its fields, then its text.

    `champs` are all the fields of the kind that show on its page, by name, those without a value too: a
    template of the commons asks for them one by one.
    """

    head: Head
    fiche: tuple[Fait, ...]
    champs: Mapping[str, Fait]
    corps: Body
    foot: Foot


def plan(atlas: Atlas) -> Iterator[Planned]:
    """How to make each page of these kinds."""
    for kind in atlas.commons.kinds.added:
        found = [
            (ref, record)
            for ref, record in atlas.commons.records()
            if ref.kind == kind.name and isinstance(record, OwnRecord)
        ]
        yield Planned(
            kind.listed_at, partial(list_page, atlas, kind, [ref for ref, _ in _newest_first(found)])
        )
        for ref, record in found:
            yield Planned(address(ref, atlas.commons.kinds), partial(record_page, atlas, ref, record))


def _newest_first(found: list[tuple[Ref, OwnRecord]]) -> list[tuple[Ref, OwnRecord]]:
    by_title = sorted(found, key=lambda pair: (alphabetical(pair[1].titre), pair[0].id))
    return sorted(by_title, key=lambda pair: pair[1].date or "", reverse=True)


def list_page(atlas: Atlas, kind: Kind, refs: list[Ref]) -> Page:
    """The page that lists the records of a kind."""
    intro = str(atlas.schemas.trees[kind.name]["description"])
    cards = tuple(list_card(atlas, atlas.entries[ref]) for ref in refs)
    view = OwnRecordList(list_head(kind.list_name, resume=intro), cards, len(cards))
    return page(kind.listed_at, "fiches.html", view, description=intro)


def record_page(atlas: Atlas, ref: Ref, record: OwnRecord) -> Page:
    """The page of one record."""
    summary = record.resume or ""
    view = OwnRecordView(
        head=head_of(atlas, ref, record.titre, section_of(atlas, ref.kind), resume=summary),
        fiche=own_facts(atlas, ref, record),
        champs=named_facts(atlas, ref, record),
        corps=body_of(atlas, record),
        foot=foot_of(atlas, ref, record, record.titre),
    )
    where = address(ref, atlas.commons.kinds)
    made = page(where, template_of(ref.kind, "fiche.html"), view, description=summary or record.titre)
    own = atlas.schemas.templates.get(ref.kind)
    return replace(made, template=template_path(ref.kind), own_text=own) if own else made


def try_templates(atlas: Atlas) -> None:
    """Show each record that a template of the commons shows. Raises `OwnTemplateError`."""
    own = atlas.schemas.templates
    for kind, text in own.items():
        try_template(template_path(kind), text)
    for ref, record in atlas.commons.records():
        if ref.kind in own and isinstance(record, OwnRecord):
            write(record_page(atlas, ref, record), {})
