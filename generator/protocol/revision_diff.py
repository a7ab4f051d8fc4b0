"""Tell what differs between two revisions of a protocol, matched by ids, each change with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.frozen import Frozen
from generator.model import Dispositif, Etape, Hypothese, Protocole
from generator.protocol.diff_words import DiffPiece, word_by_word
from generator.protocol.matching import matched, same
from generator.protocol.paragraphs import Paragraph, blocks, by_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.protocol.matching import Match, Part

Genre: TypeAlias = Literal["hypothese", "dispositif", "etape"]

# Fields about the revision itself: a new date alone does not change the protocol.
PROPRES = frozenset({"date", "etat", "motifs", "publie_le", "modifie_le", "non_personnel"})
_PROSE = frozenset({"enonce", "indicateur", "seuil", "titre", "public", "description", "texte", "resume"})
# Fields compared elsewhere (elements, body), part of the address, or about the change itself.
_APART = frozenset(
    {"id", "chemin", "corps", "ligne_corps", "experimentation", "numero", "hypotheses", "dispositifs"}
    | {"changements", "hypotheses_retirees", "errata"}
)
# The fields that `texte` covers, besides the body.
_OF_THE_TEXT = ("titre", "resume")
_RECORD_FIELDS = tuple(name for name in Protocole.__struct_fields__ if name not in _APART)


class FieldChange(Frozen):
    """A field that differs: its value before and after (None where it had none).

    `morceaux` tells it word by word where both sides are prose; it is empty elsewhere.
    """

    champ: str
    avant: object
    apres: object
    morceaux: tuple[DiffPiece, ...] = ()


class ChangeReason(Frozen):
    """Why something changed, as the revision of that number says."""

    revision: int
    texte: str


class ElementChange(Frozen):
    """A hypothesis, a device or a step that differs.

    `changements` holds `ajoute`, or `retire`, or one or both of `reformule` and `deplace`. `avant` and
    `apres` are the part itself, None on the side that lacks it; ranks count from 1. `champs` and `etapes`
    tell what was reworded: they are empty for what is added or retired. A step's reasons are its device's.
    """

    genre: Genre
    id: str
    changements: tuple[str, ...]
    avant: Hypothese | Dispositif | Etape | None
    apres: Hypothese | Dispositif | Etape | None
    rang_avant: int | None
    rang_apres: int | None
    champs: tuple[FieldChange, ...] = ()
    etapes: tuple[ElementChange, ...] = ()
    raisons: tuple[ChangeReason, ...] = ()


class Difference(Frozen):
    """What differs from the revision `de` to the revision `vers` of one experiment's protocol.

    `elements` holds the hypotheses then the devices that differ: those of the new revision in its order,
    then the retired ones. `champs` holds the revision's own fields (date, title, authors…). `texte` holds
    every paragraph of the body, unchanged ones too; it is empty where the body says the same. `motifs`
    gives, for each revision in between, its number and what it says led to it.
    """

    experimentation: str
    de: int
    vers: int
    elements: tuple[ElementChange, ...]
    champs: tuple[FieldChange, ...]
    texte: tuple[Paragraph, ...]
    raisons_texte: tuple[ChangeReason, ...]
    motifs: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def vide(self) -> bool:
        """Whether the protocols are the same, leaving out the revision's own fields (date, motives…)."""
        own = all(field.champ in PROPRES for field in self.champs)
        return own and not (self.elements or self.texte)


def difference(before: Protocole, after: Protocole, between: Sequence[Protocole] = ()) -> Difference:
    """What differs from `before` to `after`, two revisions of one protocol.

    `between` are the revisions after `before`, up to and including `after`: their reasons are gathered
    (by default those of `after` alone).
    """
    told = tuple(between) or (after,)
    fields = _fields(before, after, _RECORD_FIELDS)
    body = _body(before.corps, after.corps)
    reworded = body or any(field.champ in _OF_THE_TEXT for field in fields)
    return Difference(
        experimentation=after.experimentation,
        de=before.numero,
        vers=after.numero,
        elements=(
            *_elements("hypothese", matched(before.hypotheses, after.hypotheses), told),
            *_elements("dispositif", matched(before.dispositifs, after.dispositifs), told),
        ),
        champs=fields,
        texte=body,
        raisons_texte=_reasons("texte", told) if reworded else (),
        motifs=tuple((revision.numero, revision.motifs) for revision in told if revision.motifs),
    )


def changed(before: Protocole, after: Protocole) -> dict[str, tuple[str, ...]]:
    """The ids that differ, with how: `{"H1": ("reformule",), "D2": ("deplace",), "texte": ("reformule",)}`.

    `texte` stands for the body, the title or the summary. A device whose steps differ is reworded. Nothing
    is compared word by word.
    """
    found: dict[str, tuple[str, ...]] = {}
    found |= _changes(before.hypotheses, after.hypotheses)
    found |= _changes(before.dispositifs, after.dispositifs)
    if not _same_text(before, after):
        found["texte"] = ("reformule",)
    return found


def _changes(before: Sequence[Part], after: Sequence[Part]) -> dict[str, tuple[str, ...]]:
    return {match.id: match.changements for match in matched(before, after) if match.changements}


def _elements(
    genre: Genre, matches: Iterable[Match[Part]], told: Sequence[Protocole] = ()
) -> Iterator[ElementChange]:
    for match in matches:
        if not match.changements:
            continue
        old, new = match.avant, match.apres
        fields: tuple[FieldChange, ...] = ()
        steps: tuple[ElementChange, ...] = ()
        if old is not None and new is not None:
            fields = _fields(old, new, [name for name in old.__struct_fields__ if name != "etapes"])
            if isinstance(old, Dispositif) and isinstance(new, Dispositif):
                steps = tuple(_elements("etape", matched(old.etapes, new.etapes)))
        yield ElementChange(
            genre=genre,
            id=match.id,
            changements=match.changements,
            avant=old,
            apres=new,
            rang_avant=match.rang_avant,
            rang_apres=match.rang_apres,
            champs=fields,
            etapes=steps,
            raisons=_reasons(match.id, told, retired=new is None),
        )


def _fields(before: object, after: object, names: Iterable[str]) -> tuple[FieldChange, ...]:
    found = []
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if not same(old, new):
            prose = name in _PROSE and isinstance(old, str) and isinstance(new, str)
            found.append(
                FieldChange(
                    champ=name, avant=old, apres=new, morceaux=word_by_word(old, new) if prose else ()
                )
            )
    return tuple(found)


def _reasons(what: str, told: Iterable[Protocole], *, retired: bool = False) -> tuple[ChangeReason, ...]:
    """What the revisions say of one id, or of `texte`; the same words only once."""
    found: dict[str, int] = {}
    for revision in told:
        words = [change.pourquoi for change in revision.changements if change.quoi == what]
        if retired:
            words += [gone.motif for gone in revision.hypotheses_retirees if gone.id == what]
        for text in words:
            found.setdefault(text, revision.numero)
    return tuple(ChangeReason(number, text) for text, number in found.items())


def _body(before: str, after: str) -> tuple[Paragraph, ...]:
    """Every paragraph compared; empty if only the blank lines between paragraphs differ."""
    told = by_paragraph(before, after) if before != after else ()
    return told if any(paragraph.genre != "egal" for paragraph in told) else ()


def _same_text(before: Protocole, after: Protocole) -> bool:
    if any(getattr(before, name) != getattr(after, name) for name in _OF_THE_TEXT):
        return False
    return before.corps == after.corps or blocks(before.corps) == blocks(after.corps)


__all__ = [
    "PROPRES",
    "ChangeReason",
    "DiffPiece",
    "Difference",
    "ElementChange",
    "FieldChange",
    "Genre",
    "Paragraph",
    "changed",
    "difference",
]
