"""Draft a new record of any kind that has a schema: `new(sources, schemas, wish)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drafting.draft import Draft, Refusal
from generator.drafting.form import form
from generator.drafting.knowledge import layout
from generator.drafting.placing import place

if TYPE_CHECKING:
    from generator.drafting.draft import Wish
    from generator.schema import Schemas
    from generator.sources import Sources


def new(sources: Sources, schemas: Schemas, wish: Wish) -> Draft | Refusal:
    """The file of a record that does not exist yet, to be filled in."""
    placed = place(sources, schemas, wish)
    if isinstance(placed, Refusal):
        return placed
    return Draft(
        placed.path, form(schemas.trees[placed.kind], placed, layout(sources, schemas, placed, wish=wish))
    )
