"""Put a field that differs between two revisions into words: its label, what it said, what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.frozen import Frozen
from generator.model import Etape, Ref, Source
from generator.pages.frame.dates_in_words import day_in_words
from generator.protocol import DiffPiece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.frame.atlas import Atlas
    from generator.protocol import FieldChange

# The path in the schema of a protocol to the fields of each part.
_WHERE: dict[str, tuple[str | int, ...]] = {
    "hypothese": ("hypotheses", 0),
    "dispositif": ("dispositifs", 0),
    "etape": ("dispositifs", 0, "etapes", 0),
    "protocole": (),
}
_DATES = frozenset({"date", "publie_le", "modifie_le"})
_LABELLED = frozenset({"etat", "licence", "motifs"})


class FieldDiff(Frozen):
    """A field that differs. Where it is a list, each of `morceaux` is one of its items (`liste`)."""

    libelle: str
    morceaux: tuple[DiffPiece, ...]
    liste: bool = False


def compare(atlas: Atlas, genre: str, one: FieldChange) -> FieldDiff:
    """A field of a hypothesis, of a device, of a step, or of the revision itself (`protocole`)."""
    label = str(atlas.schemas.node("protocole", (*_WHERE[genre], one.champ)).get("title", one.champ))
    if one.morceaux:
        return FieldDiff(label, one.morceaux)
    old, new = tuple(_items(atlas, one.champ, one.avant)), tuple(_items(atlas, one.champ, one.apres))
    listed = isinstance(one.avant, tuple) or isinstance(one.apres, tuple)
    if listed and set(old) != set(new):
        kept = [DiffPiece("egal" if each in old else "ajoute", each) for each in new]
        gone = [DiffPiece("retire", each) for each in old if each not in new]
        return FieldDiff(label, (*kept, *gone), liste=True)
    # A single value, or the same values in another order.
    sides = (DiffPiece("retire", ", ".join(old)), DiffPiece("ajoute", ", ".join(new)))
    return FieldDiff(label, tuple(side for side in sides if side.texte))


def _items(atlas: Atlas, champ: str, value: object) -> Iterator[str]:
    """The values of a field in words: one for each item of a list, none for an absent value."""
    if isinstance(value, tuple):
        yield from (_words(atlas, champ, each) for each in value)
    elif value is not None:
        yield _words(atlas, champ, value)


def _words(atlas: Atlas, champ: str, value: object) -> str:
    match value:
        case Etape():
            return f"{value.id} — {value.texte}"
        case Source():
            trust = atlas.label("protocole", "sources.certitude", value.certitude)
            read = [f"consulté le {day_in_words(value.consulte_le)}"] if value.consulte_le else []
            return " — ".join([value.titre, value.url, trust, *read])
    text = str(value)
    if champ == "outil":
        return atlas.commons.titre(Ref("outil", text))
    if champ in _DATES:
        return day_in_words(text)
    return atlas.label("protocole", champ, text) if champ in _LABELLED else text
