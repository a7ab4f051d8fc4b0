"""Show what differs between two revisions: each hypothesis and device with its reasons, then the text."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from generator.addresses import address
from generator.frozen import Frozen, replace
from generator.model import Dispositif, Etape, Hypothese, Ref
from generator.pages.experiment.diff_fields import compare
from generator.pages.frame.views import Badge, Value
from generator.protocol import FieldChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.pages.experiment.diff_fields import FieldDiff
    from generator.pages.frame.atlas import Atlas
    from generator.protocol import ChangeReason, Difference, DiffPiece, ElementChange, Paragraph

# Each change: its word in the feminine (its last letter is dropped for a device), its icon, its tone.
_CHANGES = {
    "ajoute": ("Ajoutée", "ajout", "oui"),
    "retire": ("Retirée", "retrait", "non"),
    "reformule": ("Reformulée", "reformulation", "actif"),
    "deplace": ("Déplacée", "deplacement", "neutre"),
}
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=[^\n]*$)")


class ReasonView(Frozen):
    """A reason, and the revision that gave it, left out where only one could have."""

    texte: str
    revision: Value | None


class PartDiff(Frozen):
    """A hypothesis, a device or a step that differs.

    `titre` recalls what it is where its own words did not change; `place` says how it moved. `champs` tells
    all of what came or went. `inchangees` names the steps of a device that stay as they were.
    """

    id: str
    badges: tuple[Badge, ...]
    titre: str
    place: str
    champs: tuple[FieldDiff, ...]
    etapes: tuple[PartDiff, ...]
    inchangees: tuple[str, ...]
    raisons: tuple[ReasonView, ...]


class ParagraphView(Frozen):
    """How one paragraph became another; a heading (`titre`) comes without its `#`."""

    genre: str
    morceaux: tuple[DiffPiece, ...]
    titre: bool


class PassageDiff(Frozen):
    """A run of paragraphs that all changed, or that all stayed the same (`egal`)."""

    egal: bool
    paragraphes: tuple[ParagraphView, ...]


def part_diff(atlas: Atlas, found: Difference, item: ElementChange) -> PartDiff:
    """A hypothesis or a device that differs, with its reasons."""
    return _ecart(atlas, item, reason_views(found, item.raisons))


def reason_views(found: Difference, reasons: Iterable[ChangeReason]) -> tuple[ReasonView, ...]:
    """The reasons given; which revision gave each is told where several could have."""
    several = found.vers - found.de > 1
    return tuple(
        ReasonView(
            one.texte,
            Value(
                f"révision {one.revision}",
                address(Ref("protocole", f"{found.experimentation}/r{one.revision}")),
            )
            if several
            else None,
        )
        for one in reasons
    )


def field_diffs(atlas: Atlas, found: Difference, *but: str) -> tuple[FieldDiff, ...]:
    """The fields of the revisions themselves that differ, `but` those."""
    return tuple(compare(atlas, "protocole", one) for one in found.champs if one.champ not in but)


def passages(found: Difference) -> tuple[PassageDiff, ...]:
    """The text, its unchanged paragraphs gathered."""
    return tuple(
        PassageDiff(same, tuple(map(_paragraph, group)))
        for same, group in groupby(found.texte, lambda one: one.genre == "egal")
    )


def _paragraph(one: Paragraph) -> ParagraphView:
    """A paragraph, shown as a heading only if the old and the new text are headings, or the one there is."""
    pieces = one.morceaux
    sides = (
        "".join(piece.texte for piece in pieces if piece.genre != other) for other in ("retire", "ajoute")
    )
    if not all(_HEADING.match(text) for text in sides if text):
        return ParagraphView(one.genre, pieces, titre=False)
    heads = 2 if [piece.genre for piece in pieces[:2]] == ["retire", "ajoute"] else 1
    bare = (replace(piece, texte=_HEADING.sub("", piece.texte)) for piece in pieces[:heads])
    return ParagraphView(one.genre, (*(piece for piece in bare if piece.texte), *pieces[heads:]), titre=True)


def _ecart(atlas: Atlas, item: ElementChange, why: tuple[ReasonView, ...]) -> PartDiff:
    told = tuple(compare(atlas, item.genre, one) for one in item.champs)
    if item.avant is None or item.apres is None:
        told = tuple(_whole(atlas, item))
    moved = "deplace" in item.changements
    return PartDiff(
        id=item.id,
        badges=tuple(_badge(item.genre, change) for change in item.changements),
        titre=_recall(item),
        place=f"De la {_rank(item.rang_avant)} à la {_rank(item.rang_apres)} place." if moved else "",
        champs=told,
        etapes=tuple(_ecart(atlas, step, ()) for step in item.etapes),
        inchangees=_unchanged_steps(item),
        raisons=why,
    )


def _badge(genre: str, change: str) -> Badge:
    word, icon, tone = _CHANGES[change]
    return Badge(word.removesuffix("e") if genre == "dispositif" else word, icon, tone)


def _rank(rank: int | None) -> str:
    return "1re" if rank == 1 else f"{rank}e"


def _recall(item: ElementChange) -> str:
    """The wording of a hypothesis, device or step that did not itself change, to say which part this is."""
    told = {one.champ for one in item.champs}
    match item.avant, item.apres:
        case Hypothese(), Hypothese(enonce=words) if "enonce" not in told:
            return words
        case Dispositif(), Dispositif(titre=words) if "titre" not in told:
            return words
        case Etape(), Etape(texte=words) if "texte" not in told:
            return words
    return ""


def _unchanged_steps(item: ElementChange) -> tuple[str, ...]:
    if not (isinstance(item.avant, Dispositif) and isinstance(item.apres, Dispositif)):
        return ()
    changed = {step.id for step in item.etapes}
    return tuple(step.id for step in item.apres.etapes if step.id not in changed)


def _whole(atlas: Atlas, item: ElementChange) -> Iterator[FieldDiff]:
    """Every field of a part that was added or removed, on the one side that has it."""
    for name, value in _values(item.apres or item.avant):
        if value not in (None, ()):
            sides = (None, value) if item.apres else (value, None)
            yield compare(atlas, item.genre, FieldChange(name, *sides))


def _values(part: Hypothese | Dispositif | Etape | None) -> Iterator[tuple[str, object]]:
    match part:
        case Hypothese():
            yield from (("enonce", part.enonce), ("indicateur", part.indicateur), ("seuil", part.seuil))
        case Dispositif():
            yield from (("titre", part.titre), ("description", part.description), ("public", part.public))
            yield from (("outil", part.outil), ("hypotheses", part.hypotheses), ("etapes", part.etapes))
        case Etape():
            yield "texte", part.texte
