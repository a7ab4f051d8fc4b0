"""Name anything of the commons and lead to its page: `link_to`, `place_link`, and `title_of`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Journal, Ref
from generator.pages.frame.dates_in_words import day_in_words
from generator.pages.frame.views import Value

if TYPE_CHECKING:
    from generator.pages.frame.atlas import Atlas


def link_to(atlas: Atlas, ref: Ref, note: str = "") -> Value:
    """A link to a record that has, or had, a page; the plain id if its file has errors."""
    if atlas.commons.get(ref) is None and (ref.kind != "territoire" or ref.id not in atlas.territoires):
        where = address(ref, atlas.commons.kinds)
        gone = next((item for item in atlas.commons.retraits if where in item.adresses), None)
        return (
            Value(gone.titre, where, note=note) if gone else Value(atlas.commons.titre(ref), None, note=note)
        )
    return Value(title_of(atlas, ref), address(ref, atlas.commons.kinds), note=note)


def place_link(atlas: Atlas, territory_id: str, note: str = "") -> Value:
    """A link to a place as it is today; a former name is told."""
    found = atlas.commons.gazetteer.get(territory_id)
    if found is None:
        return Value(territory_id, note=note)
    former = f"anciennement {found.ancien.nom}" if found.ancien else ""
    return Value(
        found.libelle, address(Ref("territoire", found.id)), note=", ".join(filter(None, (note, former)))
    )


def title_of(atlas: Atlas, ref: Ref) -> str:
    """The title of a record; a field note without one is named by its day and its experiment."""
    record = atlas.commons.get(ref)
    if isinstance(record, Journal) and not record.titre:
        owner = atlas.commons.titre(Ref("experimentation", record.experimentation))
        return f"Journal du {day_in_words(record.date)} — {owner}"
    return atlas.commons.titre(ref)
